package hourglass.codes.format;

import hourglass.codes.BinaryCodes;
import hourglass.codes.CodeFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Codes as {@code numpy.packbits(bits, axis=1)} makes them: an {@code .npy} file of rows of bytes. */
public final class PackedNpy {
    private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ALIGNMENT = 64;
    private static final Pattern HEADER = Pattern.compile(
            "\\{\\s*'descr':\\s*'([^']*)',\\s*'fortran_order':\\s*(True|False),\\s*'shape':\\s*\\(([0-9, L]*)\\),?\\s*\\}\\s*");
    private static final int MOST_SHOWN = 100;
    private static final String REMEDY = "save numpy.packbits(bits, axis=1) by numpy.save";

    private PackedNpy() {}

    /**
     * Reads a file of rows of bytes.
     *
     * @param bits the length of a code, or 0 for all bits of a row
     * @throws CodeFileException if it is another kind of file, or its rows have another length
     */
    public static BinaryCodes read(Path file, int bits, ByteBits order) {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] start = stream.readNBytes(MAGIC.length + 2);
            if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw refused(file, "is not a file of numpy.save");
            }
            int lengthBytes = start[MAGIC.length] == 1 ? 2 : 4;
            if (start[MAGIC.length] < 1 || start[MAGIC.length] > 3) {
                throw refused(file, "has version %d, but 1 to 3 are known".formatted(start[MAGIC.length] & 0xff));
            }
            byte[] length = stream.readNBytes(lengthBytes);
            ByteBuffer number = ByteBuffer.wrap(Arrays.copyOf(length, 4)).order(ByteOrder.LITTLE_ENDIAN);
            int headerLength = number.getInt(0);
            if (length.length < lengthBytes || headerLength < 0 || headerLength > 1 << 20) {
                throw refused(file, "has a header of %d bytes, but none is that long".formatted(headerLength));
            }
            String header = new String(stream.readNBytes(headerLength), StandardCharsets.ISO_8859_1);
            long[] shape = shape(file, header);
            int rowBits = bits(file, bits, shape[1]);
            OtherFile.checkSize(
                    file, (long) start.length + lengthBytes + headerLength, shape[0], ByteBits.bytes(rowBits));
            return OtherFile.readCodes(file, stream, rowBits, shape[0], order);
        } catch (IOException e) {
            throw OtherFile.unreadable(file, e);
        }
    }

    private static long[] shape(Path file, String header) {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw refused(file, "has a header that is not that of an array: " + printable(header));
        }
        if (!matcher.group(1).equals("|u1")) {
            throw refused(file, "holds numbers of type %s, but codes are bytes (|u1)".formatted(matcher.group(1)));
        }
        String[] sizes = matcher.group(3).replace("L", "").replace(" ", "").split(",");
        if (sizes.length != 2 || matcher.group(2).equals("True")) {
            throw refused(
                    file,
                    "has the shape (%s)%s, but codes are rows of bytes, row after row"
                            .formatted(matcher.group(3), matcher.group(2).equals("True") ? " in Fortran's order" : ""));
        }
        try {
            return new long[] {Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1])};
        } catch (NumberFormatException e) {
            throw refused(
                    file,
                    "has the shape (%s), but rows and columns are 2,147,483,647 at most".formatted(matcher.group(3)));
        }
    }

    private static String printable(String header) {
        String line = header.replaceAll("[^ -~]", "?").strip();
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
    }

    private static int bits(Path file, int bits, long columns) {
        if (columns < 1 || columns > BinaryCodes.MAX_BITS / 8) {
            throw refused(
                    file, "has rows of %d bytes, but codes have 1 to %d".formatted(columns, BinaryCodes.MAX_BITS / 8));
        }
        if (bits != 0 && ByteBits.bytes(bits) != columns) {
            throw refused(
                    file,
                    "has rows of %d bytes, but codes of %d bits take %d"
                            .formatted(columns, bits, ByteBits.bytes(bits)));
        }
        return bits == 0 ? (int) columns * 8 : bits;
    }

    private static CodeFileException refused(Path file, String reason) {
        return new CodeFileException(file.toString(), "the header", reason, REMEDY);
    }

    /** Writes a file that {@code numpy.load} reads; nothing that is there already is overwritten. */
    public static void write(BinaryCodes codes, Path file, ByteBits order) {
        OtherFile.write(file, stream -> write(codes, stream, order));
    }

    /** The same to a stream, which is not closed. */
    public static void write(BinaryCodes codes, OutputStream stream, ByteBits order) throws IOException {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, %d), }"
                .formatted(codes.count(), ByteBits.bytes(codes.bits()));
        int start = MAGIC.length + 4;
        int length = (start + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - start;
        stream.write(MAGIC);
        stream.write(new byte[] {1, 0, (byte) length, (byte) (length >>> 8)});
        stream.write((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        OtherFile.writeCodes(stream, codes, order);
    }
}
