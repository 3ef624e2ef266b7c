package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The files of vectors of the TEXMEX collections, {@code .fvecs}, {@code .bvecs} and {@code .ivecs}, plain or gzip: the length of each
 * vector as a little-endian {@code int}, then its numbers, which are floats, bytes or ints.
 */
final class Vecs {
    private static final int LENGTH_BYTES = Integer.BYTES;

    private Vecs() {}

    /** Whether a file has such a name; its content has no mark. */
    static boolean matches(Path path) {
        return element(path) != null;
    }

    private static @Nullable Element element(Path path) {
        String name =
                String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (name.endsWith(".fvecs")) {
            return Element.F32;
        }
        if (name.endsWith(".bvecs")) {
            return Element.U8;
        }
        return name.endsWith(".ivecs") ? Element.I32 : null;
    }

    /**
     * Reads vectors, which are unpacked once.
     *
     * @param options of which {@code white} counts
     * @throws InputException if a vector has another length than the first, or the file is damaged
     */
    static Dataset read(Path path, ReadOptions options) {
        Element element = element(path);
        if (element == null) {
            throw new IllegalArgumentException(path + " is no file of vectors");
        }
        try (Source source = Source.open(path);
                SpillBuffer rows = new SpillBuffer()) {
            int columns = length(source, element);
            for (long row = 0; source.peek(1).length > 0; row++) {
                int length = ByteBuffer.wrap(source.bytes(LENGTH_BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt();
                if (length != columns) {
                    throw source.wrong(
                            "row " + row,
                            "has %d numbers, but row 0 has %d".formatted(length, columns),
                            "give vectors of one length, or check whether the file is damaged");
                }
                byte[] numbers = source.bytes(columns * element.bytes());
                rows.write(numbers, 0, numbers.length);
            }
            float white = options.whiteOf(element);
            return new Dataset(
                    path.toString(),
                    source.finite(element, rows.rows(element, ByteOrder.LITTLE_ENDIAN, columns, white)),
                    List.of(),
                    null,
                    null);
        }
    }

    /** The length of the first vector, which all others must have. */
    private static int length(Source source, Element element) {
        byte[] start = source.peek(LENGTH_BYTES);
        if (start.length < LENGTH_BYTES) {
            throw source.wrong("", "holds no vectors", "give a file with at least one");
        }
        int length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < 1 || length > BufferRows.LONGEST_ROW / element.bytes()) {
            throw source.wrong(
                    "byte 0",
                    "promises a vector of %d numbers".formatted(length),
                    "check whether the file is damaged or has a wrong extension");
        }
        return length;
    }
}
