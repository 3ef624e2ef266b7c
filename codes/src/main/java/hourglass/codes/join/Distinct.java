package hourglass.codes.join;

import hourglass.codes.BinaryCodes;
import java.util.Arrays;

/**
 * Codes without repetition: items that have the same code are chained, and the first stands for all.
 *
 * @param firsts the items that stand for a code
 * @param next for each item the next one with the same code, or -1
 */
record Distinct(int[] firsts, int[] next) {
    static Distinct of(BinaryCodes codes) {
        int count = codes.count();
        int[] slots = new int[Integer.highestOneBit(Math.max(1, Math.min(count, 1 << 29))) * 2];
        Arrays.fill(slots, -1);
        int[] next = new int[count];
        int[] last = new int[count];
        int[] firsts = new int[count];
        int size = 0;
        long[] code = new long[codes.words()];
        for (int item = 0; item < count; item++) {
            codes.read(item, code);
            next[item] = -1;
            int slot = hash(code) & slots.length - 1;
            while (slots[slot] >= 0 && codes.distance(slots[slot], code) > 0) {
                slot = slot + 1 & slots.length - 1;
            }
            if (slots[slot] < 0) {
                slots[slot] = item;
                firsts[size++] = item;
            } else {
                next[last[slots[slot]]] = item;
            }
            last[slots[slot]] = item;
        }
        return new Distinct(Arrays.copyOf(firsts, size), next);
    }

    private static int hash(long[] code) {
        long hash = 0;
        for (long word : code) {
            hash = (hash ^ word) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    /** Makes the items with the code of a first one a group. */
    void connect(int first, ConnectedComponents components) {
        for (int item = next[first]; item >= 0; item = next[item]) {
            components.connect(first, item);
        }
    }

    /** The last item with the code of a first one. */
    int last(int first) {
        int last = first;
        while (next[last] >= 0) {
            last = next[last];
        }
        return last;
    }
}
