package hourglass.codes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Writes a file of codes in two passes, since the header comes first and holds what the first pass finds: the length and
 * checksum of each section.
 */
final class CodeFileWriter {
    private static final int BLOCK = 1 << 16;

    private final WritableByteChannel channel;
    private final long[] lengths;
    private final long[] checksums;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private int section;
    private long position;

    private CodeFileWriter(WritableByteChannel channel, int sections) {
        this.channel = channel;
        lengths = new long[sections];
        checksums = new long[sections];
    }

    /** Writes what follows the codes, section by section. */
    @FunctionalInterface
    interface Sections {
        void write(CodeFileWriter writer) throws IOException;
    }

    /** Writes a whole file: under another name in the same folder, brought to disk, then renamed. */
    static void write(
            Path file,
            CodeFile.Kind kind,
            BinaryCodes codes,
            int tables,
            Sections sections,
            List<ByteBuffer> attachments) {
        Path temporary = file.resolveSibling(".%s.%s.tmp".formatted(file.getFileName(), UUID.randomUUID()));
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                // So that nobody takes it for what a killed process left.
                channel.tryLock();
                write(channel, kind, codes, tables, sections, attachments);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(file);
        } catch (IOException e) {
            throw new CodeFileException(
                    file.toString(),
                    "",
                    "cannot be written (" + e + ")",
                    "check its folder, permissions and the room on the disk",
                    e);
        } finally {
            remove(temporary);
        }
    }

    /** Brings the new name itself to disk, where the system lets a folder be opened. */
    private static void forceFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            // Windows does not; there renaming itself is durable.
        }
    }

    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // The failure before is already reported, and nothing reads this name.
        }
    }

    /** Writes the content of a file. */
    static void write(
            WritableByteChannel channel,
            CodeFile.Kind kind,
            BinaryCodes codes,
            int tables,
            Sections sections,
            List<ByteBuffer> attachments)
            throws IOException {
        if (attachments.size() > CodeFileHeader.MAX_ATTACHMENTS) {
            throw new IllegalArgumentException("a file of codes takes %d attachments at most, not %d"
                    .formatted(CodeFileHeader.MAX_ATTACHMENTS, attachments.size()));
        }
        int count = kind.sections(tables) + attachments.size();
        CodeFileWriter measuring = new CodeFileWriter(Channels.newChannel(OutputStream.nullOutputStream()), count);
        measuring.position = CodeFileHeader.bytes(count);
        measuring.write(codes, sections, attachments);
        CodeFileWriter writing = new CodeFileWriter(channel, count);
        writing.writeFully(
                new CodeFileHeader(kind, codes.bits(), codes.count(), tables, measuring.lengths, measuring.checksums)
                        .encoded());
        writing.write(codes, sections, attachments);
    }

    private void write(BinaryCodes codes, Sections sections, List<ByteBuffer> attachments) throws IOException {
        longs(codes.rows(), codes.count());
        sections.write(this);
        for (ByteBuffer attachment : attachments) {
            bytes(attachment);
        }
    }

    void longs(LongPages values, int rows) throws IOException {
        begin();
        long left = (long) rows * values.width();
        for (LongBuffer page : values.pages()) {
            LongBuffer rest = page.duplicate().clear();
            rest.limit((int) Math.min(left, rest.capacity()));
            left -= rest.limit();
            while (rest.hasRemaining()) {
                LongBuffer piece = rest.slice(rest.position(), Math.min(rest.remaining(), BLOCK / Long.BYTES));
                block.clear();
                block.asLongBuffer().put(piece);
                flush(piece.capacity() * Long.BYTES);
                rest.position(rest.position() + piece.capacity());
            }
        }
        end();
    }

    void ints(IntPages values) throws IOException {
        begin();
        for (IntBuffer page : values.pages()) {
            IntBuffer rest = page.duplicate().clear();
            while (rest.hasRemaining()) {
                IntBuffer piece = rest.slice(rest.position(), Math.min(rest.remaining(), BLOCK / Integer.BYTES));
                block.clear();
                block.asIntBuffer().put(piece);
                flush(piece.capacity() * Integer.BYTES);
                rest.position(rest.position() + piece.capacity());
            }
        }
        end();
    }

    private void bytes(ByteBuffer values) throws IOException {
        begin();
        crc.update(values.duplicate());
        lengths[section] = values.remaining();
        writeFully(values.duplicate());
        end();
    }

    private void begin() throws IOException {
        writeFully(ByteBuffer.allocate((int) (CodeFileHeader.aligned(position) - position)));
        crc.reset();
    }

    private void flush(int bytes) throws IOException {
        block.position(0).limit(bytes);
        crc.update(block.duplicate());
        lengths[section] += bytes;
        writeFully(block);
    }

    private void end() {
        checksums[section++] = crc.getValue();
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            position += channel.write(bytes);
        }
    }
}
