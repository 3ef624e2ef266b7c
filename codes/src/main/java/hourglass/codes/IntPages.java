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

    /** Reads the ints at some indices, each moved on by a number; both arrays may be the same. */
    void gather(int[] indices, int count, int moved, int[] to) {
        if (pages.length == 1 && pages[0].hasArray()) {
            int[] page = pages[0].array();
            for (int i = 0; i < count; i++) {
                to[i] = page[indices[i] + moved];
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[i] = get(indices[i] + moved);
            }
        }
    }

    long length() {
        long length = 0;
        for (IntBuffer page : pages) {
            length += page.capacity();
        }
        return length;
    }
}
