package hourglass.codes.format;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.CodeFileException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads and writes files of other programs. */
final class OtherFile {
    private OtherFile() {}

    /** Writes what a file holds. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream stream) throws IOException;
    }

    static void write(Path file, Content content) {
        try (OutputStream stream = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16)) {
            content.write(stream);
        } catch (FileAlreadyExistsException e) {
            throw new CodeFileException(file.toString(), "", "exists already", "name another, or delete it", e);
        } catch (IOException e) {
            throw new CodeFileException(
                    file.toString(),
                    "",
                    "cannot be written (" + e + ")",
                    "check its folder and the room on the disk",
                    e);
        }
    }

    static void writeCodes(OutputStream stream, BinaryCodes codes, ByteBits order) throws IOException {
        for (int item = 0; item < codes.count(); item++) {
            stream.write(order.encode(codes, item));
        }
    }

    static CodeFileException unreadable(Path file, IOException e) {
        return e instanceof NoSuchFileException
                ? new CodeFileException(file.toString(), "", "does not exist", "check the name", e)
                : new CodeFileException(
                        file.toString(),
                        "",
                        "cannot be read (" + e.getMessage() + ")",
                        "check disk and permissions",
                        e);
    }

    /** Refuses a file that has another size than its header gives. */
    static void checkSize(Path file, long header, long count, int bytes) throws IOException {
        long expected = header + count * bytes;
        if (Files.size(file) != expected) {
            throw new CodeFileException(
                    file.toString(),
                    "",
                    "has %,d bytes, but its header gives %,d".formatted(Files.size(file), expected),
                    "write the file again, or take a copy of it");
        }
    }

    /** Reads so many codes, each of whole bytes; refuses bits beyond their length. */
    static BinaryCodes readCodes(Path file, InputStream stream, int bits, long count, ByteBits order)
            throws IOException {
        BinaryCodesBuilder codes = BinaryCodes.builder(bits);
        long[] code = new long[(bits + 63) / 64];
        int length = ByteBits.bytes(bits);
        for (long item = 0; item < count; item++) {
            byte[] bytes = stream.readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("it ended while it was read");
            }
            order.decode(bytes, 0, length, code);
            if (bits % 64 != 0 && (code[code.length - 1] & -1L << bits) != 0) {
                throw new CodeFileException(
                        file.toString(),
                        "code " + item,
                        "has bits beyond the length of %d bits".formatted(bits),
                        "check the number of bits and their order");
            }
            codes.add(code);
        }
        return codes.build();
    }
}
