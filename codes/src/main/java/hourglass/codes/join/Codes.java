package hourglass.codes.join;

import hourglass.codes.BinaryCodes;
import java.util.Arrays;

/** Codes side by side with their numbers. */
final class Codes {
    private final int[] items;
    private final long[] packed;
    private final int words;

    Codes(int[] items, long[] packed, int words) {
        this.items = items;
        this.packed = packed;
        this.words = words;
    }

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

    int[] items() {
        return items;
    }

    long[] packed() {
        return packed;
    }

    int words() {
        return words;
    }

    int count() {
        return items.length;
    }

    Codes range(int from, int to) {
        return new Codes(
                Arrays.copyOfRange(items, from, to), Arrays.copyOfRange(packed, from * words, to * words), words);
    }
}
