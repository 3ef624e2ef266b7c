package hourglass.library;

import hourglass.codes.Neighbors;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** The k nearest of several segments, which come in the order of their documents. */
final class Nearest {
    private final int k;
    private int radius;

    /** Distances above documents' numbers, ascending. */
    private long[] keys = {};

    Nearest(int k, int radius) {
        this.k = k;
        this.radius = radius;
    }

    /** Nothing farther can be among the k any more. */
    int radius() {
        return radius;
    }

    boolean isEmpty() {
        return keys.length == 0;
    }

    void add(Neighbors found, IntUnaryOperator document) {
        int before = keys.length;
        long[] all = Arrays.copyOf(keys, before + found.count());
        for (int i = 0; i < found.count(); i++) {
            all[before + i] = (long) found.distance(i) << 32 | document.applyAsInt(found.item(i));
        }
        Arrays.sort(all);
        keys = all.length <= k ? all : Arrays.copyOf(all, k);
        if (keys.length == k) {
            radius = (int) (keys[k - 1] >>> 32);
        }
    }

    /** As keys of {@link FoundCodes}. */
    long[] inOrderOfDocuments() {
        return Arrays.stream(keys)
                .map(key -> FoundCodes.key((int) key, (int) (key >>> 32)))
                .sorted()
                .toArray();
    }
}
