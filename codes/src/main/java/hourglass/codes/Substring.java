package hourglass.codes;

import java.util.Arrays;

/**
 * One of the parts that multi-index hashing cuts codes into: some bits of a code, gathered to an address. Bits that lie
 * side by side are moved together.
 */
final class Substring {
    private final int bits;
    private final int runs;
    private final int[] words;
    private final int[] shifts;
    private final long[] masks;
    private final int[] places;
    /** The bits of a code that belong to it. */
    private final long[] members;

    /** The bits of a code at these positions of it, from the lowest on. */
    Substring(int[] positions) {
        bits = positions.length;
        int runs = 0;
        words = new int[bits];
        shifts = new int[bits];
        masks = new long[bits];
        places = new int[bits];
        members = new long[(Arrays.stream(positions).max().orElse(0) >> 6) + 1];
        for (int i = 0; i < bits; i++) {
            members[positions[i] >> 6] |= 1L << positions[i];
            if (i > 0 && positions[i] == positions[i - 1] + 1 && positions[i] % 64 != 0) {
                masks[runs - 1] = masks[runs - 1] << 1 | 1;
            } else {
                words[runs] = positions[i] >> 6;
                shifts[runs] = positions[i] & 63;
                masks[runs] = 1;
                places[runs++] = i;
            }
        }
        this.runs = runs;
    }

    /** How many bits the substring of a number has: as equal as can be, the longer ones first. */
    static int bits(int codeBits, int substrings, int number) {
        return codeBits / substrings + (number < codeBits % substrings ? 1 : 0);
    }

    int bits() {
        return bits;
    }

    int of(long[] code) {
        long address = 0;
        for (int i = 0; i < runs; i++) {
            address |= (code[words[i]] >>> shifts[i] & masks[i]) << places[i];
        }
        return (int) address;
    }

    int of(LongPages rows, int row) {
        long address = 0;
        for (int i = 0; i < runs; i++) {
            address |= (rows.get(row, words[i]) >>> shifts[i] & masks[i]) << places[i];
        }
        return (int) address;
    }

    /** In how many of its bits a row differs from a code. */
    int distance(LongPages rows, int row, long[] code) {
        int distance = 0;
        for (int i = 0; i < members.length; i++) {
            distance += Long.bitCount((rows.get(row, i) ^ code[i]) & members[i]);
        }
        return distance;
    }
}
