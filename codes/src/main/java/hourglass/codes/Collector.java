package hourglass.codes;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the nearest of the items that a search meets: at most k, within a radius. Items are kept as keys, distance
 * above number, so that the order of keys is that of answers; once there are k, they form a heap with the worst on top.
 */
final class Collector implements Comparison.Hits {
    private final KeySort sort = new KeySort();
    private IntPredicate accepted = item -> true;
    private boolean all = true;
    private long[] keys = new long[64];
    private int size;
    private int most;
    private int bound;
    private int firstItem;

    /** Keeps only items that are accepted from now on, or all of them for null. */
    void accept(@Nullable IntPredicate only) {
        accepted = only == null ? item -> true : only;
        all = only == null;
    }

    static int item(long key) {
        return (int) key;
    }

    static int distance(long key) {
        return (int) (key >>> 32);
    }

    void begin(int k, int radius) {
        most = k;
        bound = radius;
        size = 0;
        firstItem = 0;
    }

    /** Makes the items added from now on count from this number. */
    void startAt(int item) {
        firstItem = item;
    }

    /** The number of answers that the search wants. */
    int wanted() {
        return most;
    }

    /** No item farther than this can be among the answers any more. */
    int bound() {
        return bound;
    }

    @Override
    public void add(int item, int distance) {
        int number = firstItem + item;
        if (distance > bound || !(all || accepted.test(number))) {
            return;
        }
        long key = (long) distance << 32 | number;
        if (size < most) {
            append(key);
        } else if (key < keys[0]) {
            sink(0, key);
            bound = distance(keys[0]);
        }
    }

    /** Adds items that are all at one distance. */
    void addAll(int[] items, int count, int distance) {
        if (!all || count >= most - size) {
            for (int i = 0; i < count; i++) {
                add(items[i], distance);
            }
        } else if (distance <= bound) {
            reserve(size + count);
            long first = (long) distance << 32;
            for (int i = 0; i < count; i++) {
                keys[size + i] = first | (firstItem + items[i]);
            }
            size += count;
        }
    }

    private void reserve(int length) {
        if (keys.length < length) {
            keys = Arrays.copyOf(keys, (int) Math.min(Math.max(length, 2L * keys.length), Integer.MAX_VALUE - 8));
        }
    }

    private void append(long key) {
        reserve(size + 1);
        keys[size++] = key;
        if (size == most) {
            for (int i = size / 2 - 1; i >= 0; i--) {
                sink(i, keys[i]);
            }
            bound = distance(keys[0]);
        }
    }

    /** Puts a key where the heap has a place for it, at this one or below. */
    private void sink(int from, long key) {
        int place = from;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && keys[child + 1] > keys[child]) {
                child++;
            }
            if (keys[child] <= key) {
                break;
            }
            keys[place] = keys[child];
            place = child;
        }
        keys[place] = key;
    }

    void finish(Neighbors into) {
        into.set(sort.sorted(keys, size), size);
    }

    void finishUnordered(Neighbors into) {
        into.set(keys, size);
    }
}
