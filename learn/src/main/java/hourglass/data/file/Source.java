package hourglass.data.file;

import hourglass.data.InputException;
import hourglass.data.Rows;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A file being read from its start, unzipped if it is gzip by content. Whatever goes wrong names the file and the byte
 * (of the unzipped content) reached so far.
 */
public final class Source implements Closeable {
    /** Standard input, once it is {@linkplain #keep kept}. */
    public static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final InputStream stream;
    /** Whether the file can be read at any position: it is neither zipped nor a pipe. */
    private final boolean direct;

    private long position;

    private Source(Path path, InputStream stream, boolean direct) {
        this.path = path;
        this.stream = stream;
        this.direct = direct;
    }

    /** Opens a file; it need not be a regular one. */
    public static Source open(Path path) {
        refuseFolder(path);
        try {
            KeptPipe pipe = KeptPipe.of(path);
            InputStream raw =
                    new BufferedInputStream(pipe == null ? Files.newInputStream(path) : pipe.stream(), BUFFER);
            raw.mark(2);
            boolean zipped = raw.read() == 0x1F && raw.read() == 0x8B;
            raw.reset();
            InputStream stream = zipped ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
            return new Source(path, stream, !zipped && pipe == null && Files.isRegularFile(path));
        } catch (IOException e) {
            throw unopened(path, e);
        }
    }

    /**
     * Lets a pipe, or standard input, be opened as often as a file for the rest of the process: from the first time on, a
     * temporary file holds what arrived.
     */
    public static void keep(Path pipe) {
        KeptPipe.keep(pipe);
    }

    /** Whether this is a pipe that is {@linkplain #keep kept}. */
    public static boolean isKept(Path path) {
        return KeptPipe.of(path) != null;
    }

    /** Whether there is such a file, folder or kept pipe. */
    public static boolean exists(Path path) {
        return isKept(path) || Files.exists(path);
    }

    /**
     * A file to be read at any position.
     *
     * @throws InputException if it cannot be opened
     */
    public static FileChannel channel(Path path) {
        refuseFolder(path);
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw unopened(path, e);
        }
    }

    private static void refuseFolder(Path path) {
        if (Files.isDirectory(path)) {
            throw new InputException(path.toString(), "", "is a folder, not a file", "name a file in it");
        }
    }

    private static InputException unopened(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new InputException(path.toString(), "", "there is no such file", "check the name", e);
        }
        if (e instanceof AccessDeniedException) {
            return new InputException(path.toString(), "", "may not be read", "check the permissions of the file", e);
        }
        return unreadable(path, 0, e);
    }

    /** The content from here on, for a reader that keeps its own account of places. */
    public InputStream stream() {
        return stream;
    }

    /** The next bytes without moving on; fewer where the file is shorter. */
    public byte[] peek(int count) {
        try {
            stream.mark(count);
            byte[] bytes = stream.readNBytes(count);
            stream.reset();
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    byte[] bytes(int count) {
        try {
            byte[] bytes = stream.readNBytes(count);
            position += bytes.length;
            if (bytes.length < count) {
                throw truncated(count - bytes.length);
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Everything from here on as rows, in memory if small, mapped if large.
     *
     * @param shape as the file promises it: the number of rows, then the sizes whose product is the number of columns
     * @param white the number that reads as 1
     * @throws InputException unless the rest of the file is exactly that, and all numbers are finite
     */
    Rows rows(Element element, ByteOrder order, long[] shape, float white) {
        long columns = columns(element, shape);
        long size = shape[0] * columns * element.bytes();
        try {
            return finite(
                    element,
                    direct
                            ? direct(element, order, (int) shape[0], (int) columns, white, size)
                            : spooled(element, order, (int) columns, white, size));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * The same where the first index runs fastest in the file, as Fortran has it: the rows are put together in memory.
     *
     * @throws InputException if that memory is not there, and as {@link #rows}
     */
    Rows columnMajorRows(Element element, ByteOrder order, long[] shape, float white) {
        long columns = columns(element, shape);
        long size = shape[0] * columns * element.bytes();
        if (size > SpillBuffer.memoryLimit()) {
            throw wrong(
                    "header",
                    "the array is stored column by column, and its %,d bytes are more than the %,d that can be rearranged"
                            .formatted(size, SpillBuffer.memoryLimit()),
                    "save numpy.ascontiguousarray(array), or give more memory by HOURGLASS_JAVA_OPTS=-Xmx...");
        }
        byte[] items = new byte[(int) size];
        int count = (int) shape[0];
        int rowBytes = (int) columns * element.bytes();
        for (int column = 0; column < columns; column++) {
            byte[] stored = bytes(count * element.bytes());
            int at = rowMajorIndex(column, shape) * element.bytes();
            for (int row = 0; row < count; row++) {
                System.arraycopy(stored, row * element.bytes(), items, row * rowBytes + at, element.bytes());
            }
        }
        try {
            if (stream.read() >= 0) {
                throw continues(position, size);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return finite(element, inMemory(items, element, order, (int) columns, white));
    }

    /** Where a number of an item stands that is stored at an index with the first dimension of the item running fastest. */
    private static int rowMajorIndex(int columnMajorIndex, long[] shape) {
        int rest = columnMajorIndex;
        int[] indices = new int[shape.length];
        for (int i = 1; i < shape.length; i++) {
            indices[i] = (int) (rest % shape[i]);
            rest /= (int) shape[i];
        }
        int index = 0;
        for (int i = 1; i < shape.length; i++) {
            index = (int) (index * shape[i] + indices[i]);
        }
        return index;
    }

    /** The number of columns of a shape; refuses shapes that can't be read. */
    private long columns(Element element, long[] shape) {
        long count = shape[0];
        long columns = Arrays.stream(shape).skip(1).reduce(1, Source::product);
        if (count < 1 || columns < 1) {
            throw wrong(
                    "", "holds %d rows of %d columns".formatted(count, columns), "give a file with at least one row");
        }
        if (count > Integer.MAX_VALUE || columns > BufferRows.LONGEST_ROW / element.bytes()) {
            throw wrong(
                    "",
                    "promises %d rows of %d columns, more than the %d rows of %d columns that can be read"
                            .formatted(count, columns, Integer.MAX_VALUE, BufferRows.LONGEST_ROW / element.bytes()),
                    "check whether the file is damaged, or split it");
        }
        return columns;
    }

    /** Of numbers from 0 up, the largest number there is where it is larger. */
    private static long product(long a, long b) {
        return a == 0 || b <= Long.MAX_VALUE / a ? a * b : Long.MAX_VALUE;
    }

    private Rows direct(Element element, ByteOrder order, int count, int columns, float white, long size)
            throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            checkRest(file.size() - position, size);
            if (size > SpillBuffer.memoryLimit()) {
                return BufferRows.map(file, position, element, order, count, columns, white);
            }
        }
        return inMemory(bytes((int) size), element, order, columns, white);
    }

    private static Rows inMemory(byte[] bytes, Element element, ByteOrder order, int columns, float white) {
        return element == Element.U8
                ? Rows.ofBytes(bytes, columns, white)
                : BufferRows.of(ByteBuffer.wrap(bytes).order(order), element, columns, white);
    }

    private Rows spooled(Element element, ByteOrder order, int columns, float white, long size) throws IOException {
        byte[] chunk = new byte[BUFFER];
        try (SpillBuffer spool = new SpillBuffer()) {
            long rest = size;
            while (rest > 0) {
                int read = stream.read(chunk, 0, (int) Math.min(chunk.length, rest));
                if (read < 0) {
                    throw truncated(rest);
                }
                spool.write(chunk, 0, read);
                position += read;
                rest -= read;
            }
            if (stream.read() >= 0) {
                checkRest(size + 1, size);
            }
            return spool.rows(element, order, columns, white);
        }
    }

    private void checkRest(long actual, long promised) {
        if (actual < promised) {
            position += actual;
            throw truncated(promised - actual);
        }
        if (actual > promised) {
            throw continues(position + (direct ? promised : 0), promised);
        }
    }

    private InputException continues(long byteAt, long promised) {
        return wrong(
                "byte " + byteAt,
                "continues after the " + promised + " bytes of data that its header promises",
                "check whether the file is damaged");
    }

    /** The rows, whose numbers are all looked at. */
    Rows finite(Element element, Rows rows) {
        if (!element.canBeInfinite()) {
            return rows;
        }
        float[] values = new float[rows.columns()];
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, values, 0);
            for (int column = 0; column < values.length; column++) {
                if (!Float.isFinite(values[column])) {
                    throw wrong(
                            "row %d, column %d".formatted(row, column),
                            values[column] + " is not a finite number",
                            "remove or fill in such values");
                }
            }
        }
        return rows;
    }

    InputException wrong(String place, String reason, String remedy) {
        return new InputException(path.toString(), place, reason, remedy);
    }

    private InputException truncated(long missing) {
        return wrong(
                "byte " + position,
                "the file ends here, %d bytes too early".formatted(missing),
                "get a complete copy of the file");
    }

    private InputException unreadable(IOException e) {
        return unreadable(path, position, e);
    }

    /** What to throw where reading fails at a byte of the unzipped content. */
    public static InputException unreadable(Path path, long position, IOException e) {
        String reason = e instanceof EOFException
                ? "the compressed data end too early"
                : "cannot be read on (" + e.getMessage() + ")";
        return new InputException(
                path.toString(), "byte " + position, reason, "get a complete, undamaged copy of the file", e);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
