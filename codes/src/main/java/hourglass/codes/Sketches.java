package hourglass.codes;

/**
 * The sketches of codes: the longs of a code by XOR, and the two halves of the result, so 32 bits. Each bit of a code goes
 * into one bit of its sketch, so two sketches differ in no more bits than their codes do, and a code whose sketch is too
 * far away need not be looked at. They lie in the order of the {@link Buckets#postings postings}: those of a bucket side
 * by side.
 */
record Sketches(IntPages values) {
    /** The sketches of codes in the order of some postings. */
    static Sketches of(BinaryCodes codes, IntPages postings) {
        int[] values = new int[codes.count()];
        for (int place = 0; place < values.length; place++) {
            values[place] = of(codes.rows(), postings.get(place));
        }
        return new Sketches(IntPages.of(values));
    }

    private static int of(LongPages rows, int row) {
        long sketch = 0;
        for (int i = 0; i < rows.width(); i++) {
            sketch ^= rows.get(row, i);
        }
        return folded(sketch);
    }

    static int of(long[] code) {
        long sketch = 0;
        for (long word : code) {
            sketch ^= word;
        }
        return folded(sketch);
    }

    private static int folded(long sketch) {
        return (int) (sketch ^ sketch >>> 32);
    }

    /** The share of all sketches that differ from one in exactly so many bits. */
    static double share(int distance) {
        double share = Math.scalb(1.0, -Integer.SIZE);
        for (int i = 1; i <= distance; i++) {
            share *= (double) (Integer.SIZE + 1 - i) / i;
        }
        return share;
    }

    /**
     * Appends the places whose sketches differ from another in at most so many bits.
     *
     * @param size how many places there are already; the array has room for all
     * @return how many there are then
     */
    int near(int sketch, int bound, int[] places, int count, int[] kept, int size) {
        // The sign marks what is near: without a branch, which would be guessed wrong often.
        int end = size;
        if (values.pages().length == 1 && values.pages()[0].hasArray()) {
            int[] page = values.pages()[0].array();
            for (int i = 0; i < count; i++) {
                kept[end] = places[i];
                end += ~(bound - Integer.bitCount(page[places[i]] ^ sketch)) >>> 31;
            }
        } else {
            for (int i = 0; i < count; i++) {
                kept[end] = places[i];
                end += ~(bound - Integer.bitCount(values.get(places[i]) ^ sketch)) >>> 31;
            }
        }
        return end;
    }
}
