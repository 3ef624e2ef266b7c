package hourglass.lucene;

import hourglass.codes.Neighbors;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.util.ArrayUtil;

/** The k nearest of several segments, which come in the order of their documents. */
final class Nearest {
    private final int k;
    private int radius;

    /** Distances above documents' numbers, ascending but for those just appended. */
    private long[] keys = {};

    private int size;

    Nearest(int k, int radius) {
        this.k = k;
        this.radius = radius;
    }

    int most() {
        return k;
    }

    int count() {
        return size;
    }

    /** The distance of one of those found, from 0 for the nearest. */
    int distance(int index) {
        return (int) (keys[index] >>> 32);
    }

    /** Nothing farther in the segments that follow can be among the k any more: of equally near ones, theirs come last. */
    int bound() {
        return size == k ? radius - 1 : radius;
    }

    void add(Neighbors found, IntUnaryOperator document) {
        for (int i = 0; i < found.count(); i++) {
            append(document.applyAsInt(found.item(i)), found.distance(i));
        }
        cut();
    }

    /** Adds one document of a segment; after all of these, {@link #cut} is to be called. */
    void append(int document, int distance) {
        if (distance <= radius) {
            keys = ArrayUtil.grow(keys, size + 1);
            keys[size++] = (long) distance << 32 | document;
        }
    }

    /** Leaves the k nearest. */
    void cut() {
        Arrays.sort(keys, 0, size);
        if (size >= k) {
            size = k;
            radius = (int) (keys[k - 1] >>> 32);
        }
    }

    /** The documents as keys of {@link FoundCodes}. */
    long[] inOrderOfDocuments() {
        return Arrays.stream(keys, 0, size)
                .map(key -> FoundCodes.key((int) key, (int) (key >>> 32)))
                .sorted()
                .toArray();
    }
}
