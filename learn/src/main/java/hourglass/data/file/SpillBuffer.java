package hourglass.data.file;

import hourglass.data.InputException;
import hourglass.data.Rows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows that arrive in sequence (unzipped, parsed, decoded) and are then read in any order: in memory while they are
 * few, else in a temporary file that is mapped when complete.
 */
public final class SpillBuffer implements Closeable {
    private static final int WRITE_BYTES = 1 << 20;

    private final long memoryLimit;
    /** All bytes so far, or once there is a file those not yet in it. */
    private byte[] buffer = new byte[1 << 12];

    private int used;
    /** Where the file was made, for messages. */
    private @Nullable Path path;

    private @Nullable FileChannel file;

    public SpillBuffer() {
        this(memoryLimit());
    }

    SpillBuffer(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    /** How many bytes of data stay in memory: an eighth of what this JVM may take, at most 1 GB. */
    static long memoryLimit() {
        return Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 8);
    }

    /** Appends bytes of rows. */
    public void write(byte[] bytes, int offset, int length) {
        if (file == null && used + (long) length > memoryLimit) {
            open();
        }
        if (file != null && used + (long) length > WRITE_BYTES) {
            flush(ByteBuffer.wrap(buffer, 0, used));
            used = 0;
        }
        if (file != null && length > WRITE_BYTES) {
            flush(ByteBuffer.wrap(bytes, offset, length));
            return;
        }
        if (used + length > buffer.length) {
            int doubled = (int) Math.min(memoryLimit, 2L * buffer.length);
            buffer = Arrays.copyOf(buffer, Math.max(used + length, doubled));
        }
        System.arraycopy(bytes, offset, buffer, used, length);
        used += length;
    }

    /**
     * The rows written, of which there must be whole ones and at least one; call once. A temporary file loses its place
     * when the rows are forgotten.
     */
    public Rows rows(Element element, ByteOrder order, int columns, float white) {
        if (file == null) {
            byte[] bytes = used == buffer.length ? buffer : Arrays.copyOf(buffer, used);
            return element == Element.U8
                    ? Rows.ofBytes(bytes, columns, white)
                    : BufferRows.of(ByteBuffer.wrap(bytes).order(order), element, columns, white);
        }
        flush(ByteBuffer.wrap(buffer, 0, used));
        try {
            int count = Math.toIntExact(file.size() / ((long) columns * element.bytes()));
            return BufferRows.map(file, 0, element, order, count, columns, white);
        } catch (IOException e) {
            throw failure(path, e);
        } finally {
            close();
        }
    }

    /** Removes the temporary file if there is one. */
    @Override
    public void close() {
        delete(file, path);
        file = null;
    }

    /** Closes and removes a temporary file, if there is one; what is mapped of it can still be read. */
    static void delete(@Nullable FileChannel file, @Nullable Path path) {
        if (file == null || path == null) {
            return;
        }
        try {
            file.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Some systems keep a file that is mapped.
            path.toFile().deleteOnExit();
        }
    }

    private void open() {
        try {
            path = Files.createTempFile("hourglass", ".rows");
            // Where the system permits it, the name is deleted at once, so that a killed process leaves nothing.
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failure(path, e);
        }
        flush(ByteBuffer.wrap(buffer, 0, used));
        used = 0;
        buffer = new byte[WRITE_BYTES];
    }

    private void flush(ByteBuffer bytes) {
        try {
            while (file != null && bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** What to throw where a temporary file cannot be written. */
    static InputException failure(@Nullable Path path, IOException e) {
        return new InputException(
                path == null ? System.getProperty("java.io.tmpdir", "temporary folder") : path.toString(),
                "",
                "data larger than memory cannot be unpacked here (" + e.getMessage() + ")",
                "make room, or name another folder by -Djava.io.tmpdir=FOLDER",
                e);
    }
}
