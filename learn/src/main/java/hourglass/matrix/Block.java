package hourglass.matrix;

/**
 * The part of a row-major matrix that one thread works on.
 *
 * @param rowFrom first row
 * @param rowTo one past the last row
 * @param from first column
 * @param to one past the last column
 */
public record Block(int rowFrom, int rowTo, int from, int to) {
    /** A cache line of floats: parts that start on one do not write to the same line. */
    private static final int LINE = 16;

    /**
     * A thread's part of a matrix, cut along its longer side: then a product that makes the matrix packs least of its
     * factors in each thread.
     *
     * @param wholeRows whether rows must not be cut
     */
    public static Block of(int rows, int columns, boolean wholeRows, int part, int parts) {
        if (wholeRows || rows >= columns) {
            return new Block(start(rows, part, parts), start(rows, part + 1, parts), 0, columns);
        }
        return new Block(0, rows, start(columns, part, parts), start(columns, part + 1, parts));
    }

    /** The parts of all threads. */
    public static Block[] all(int rows, int columns, boolean wholeRows, int parts) {
        Block[] all = new Block[parts];
        for (int part = 0; part < parts; part++) {
            all[part] = of(rows, columns, wholeRows, part, parts);
        }
        return all;
    }

    /**
     * Where a part of a range starts; part {@code parts} starts at the end of the range.
     *
     * @param length of the range
     * @param part from 0 to {@code parts}
     */
    public static int start(int length, int part, int parts) {
        if (part == parts) {
            return length;
        }
        int even = (int) ((long) length * part / parts);
        return length < LINE * parts ? even : even - even % LINE;
    }

    /**
     * How many rows of a matrix a thread takes at a time: its part in even pieces of about a size.
     *
     * @param rows of the whole matrix
     * @param columns of a row
     * @param parts the number of threads
     * @param size numbers in a piece
     */
    public static int pieceHeight(int rows, int columns, int parts, int size) {
        int part = (rows + parts - 1) / parts + LINE;
        int pieces = Math.max(1, (int) Math.round((double) part * columns / size));
        return (part + pieces - 1) / pieces;
    }

    /** The number of rows. */
    public int height() {
        return rowTo - rowFrom;
    }

    /** The number of columns. */
    public int width() {
        return to - from;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return rowTo <= rowFrom || to <= from;
    }
}
