package hourglass.codes;

import java.nio.LongBuffer;

/**
 * Rows of longs in pages, since no array and no mapped buffer is large enough for all. Every page but the last holds
 * {@code 1 << shift} rows; shift 31 makes it one page.
 */
record LongPages(LongBuffer[] pages, int shift, int width) {
    /** The shift of what lies in one page. */
    static final int ONE_PAGE = 31;

    static LongPages of(long[] values, int width) {
        return new LongPages(new LongBuffer[] {LongBuffer.wrap(values)}, ONE_PAGE, width);
    }

    long get(int row, int column) {
        return pages[row >>> shift].get((row & mask()) * width + column);
    }

    /** The first column, where rows have one. */
    long get(int row) {
        return pages[row >>> shift].get(row & mask());
    }

    /** Copies rows that lie in one page. */
    void read(int row, int rows, long[] to) {
        pages[row >>> shift].get((row & mask()) * width, to, 0, rows * width);
    }

    /** The Hamming distance of a row to a code of as many longs. */
    int distance(int row, long[] code) {
        LongBuffer page = pages[row >>> shift];
        int at = (row & mask()) * width;
        int distance = Long.bitCount(page.get(at) ^ code[0]);
        for (int i = 1; i < width; i++) {
            distance += Long.bitCount(page.get(at + i) ^ code[i]);
        }
        return distance;
    }

    /** The place in its page where a row begins. */
    int start(int row) {
        return (row & mask()) * width;
    }

    /** How many rows from this one on, up to another, lie in its page. */
    int together(int row, int end) {
        return (int) Math.min(end - (long) row, mask() + 1L - (row & mask()));
    }

    /** The longs that there is room for. */
    long length() {
        long length = 0;
        for (LongBuffer page : pages) {
            length += page.capacity();
        }
        return length;
    }

    private int mask() {
        return (1 << shift) - 1;
    }
}
