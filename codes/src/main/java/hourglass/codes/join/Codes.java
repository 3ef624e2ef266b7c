package hourglass.codes.join;

import hourglass.codes.BinaryCodes;
import java.util.Arrays;

/** Codes side by side with their numbers. */
record Codes(int[] items, long[] packed, int words) {
    static Codes of(BinaryCodes codes, int[] items) {
        int words = codes.words();
        long[] packed = new long[Math.multiplyExact(items.length, words)];
        long[] code = new long[words];
        for (int i = 0; i < items.length; i++) {
            codes.read(items[i], code);
            System.arraycopy(code, 0, packed, i * words, words);
        }
        return new Codes(items, packed, words);
    }

    int count() {
        return items.length;
    }

    Codes range(int from, int to) {
        return new Codes(
                Arrays.copyOfRange(items, from, to), Arrays.copyOfRange(packed, from * words, to * words), words);
    }
}
