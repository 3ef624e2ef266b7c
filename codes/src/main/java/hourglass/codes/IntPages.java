package hourglass.codes;

import java.nio.IntBuffer;

/** Ints in pages, as {@link LongPages} are. */
record IntPages(IntBuffer[] pages, int shift) {
    static IntPages of(int[] values) {
        return new IntPages(new IntBuffer[] {IntBuffer.wrap(values)}, LongPages.ONE_PAGE);
    }

    int get(int index) {
        return pages[index >>> shift].get(index & ((1 << shift) - 1));
    }

    long length() {
        long length = 0;
        for (IntBuffer page : pages) {
            length += page.capacity();
        }
        return length;
    }
}
