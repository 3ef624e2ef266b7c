package hourglass.codes.join;

/** The bits of a code that make the key of a table. Bits that lie side by side are moved together. */
final class KeyBits {
    private final int bits;
    private final int[] words;
    private final int[] shifts;
    private final long[] masks;
    private final int[] places;
    private int runs;

    /** The bits at some of these positions of a code. */
    KeyBits(int[] positions, int from, int to) {
        bits = to - from;
        words = new int[bits];
        shifts = new int[bits];
        masks = new long[bits];
        places = new int[bits];
        for (int i = from; i < to; i++) {
            if (i > from && positions[i] == positions[i - 1] + 1 && positions[i] % 64 != 0) {
                masks[runs - 1] = masks[runs - 1] << 1 | 1;
            } else {
                words[runs] = positions[i] >> 6;
                shifts[runs] = positions[i] & 63;
                masks[runs] = 1;
                places[runs++] = i - from;
            }
        }
    }

    int bits() {
        return bits;
    }

    /** The key of the code that begins at a long. */
    int of(long[] packed, int at) {
        long key = 0;
        for (int i = 0; i < runs; i++) {
            key |= (packed[at + words[i]] >>> shifts[i] & masks[i]) << places[i];
        }
        return (int) key;
    }
}
