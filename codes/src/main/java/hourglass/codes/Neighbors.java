package hourglass.codes;

import java.util.Arrays;

/**
 * The answer to a query: items in the order of their distance, and those of one distance in the order of their numbers.
 * To be used again for the next query, so that none allocates. For one thread.
 */
public final class Neighbors {
    private int[] items = new int[16];
    private int[] distances = new int[16];
    private int count;

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The number of the item in a place, 0 being the nearest. */
    public int item(int place) {
        check(place);
        return items[place];
    }

    /** The Hamming distance of the item in a place. */
    public int distance(int place) {
        check(place);
        return distances[place];
    }

    /** A copy of the items' numbers. */
    public int[] items() {
        return Arrays.copyOf(items, count);
    }

    /** A copy of the distances. */
    public int[] distances() {
        return Arrays.copyOf(distances, count);
    }

    private void check(int place) {
        if (place < 0 || place >= count) {
            throw new IllegalArgumentException("no place %d among %d neighbours".formatted(place, count));
        }
    }

    /** Takes sorted keys of {@link Collector}. */
    void set(long[] keys, int size) {
        if (items.length < size) {
            int length = Math.max(size, items.length * 2);
            items = new int[length];
            distances = new int[length];
        }
        for (int i = 0; i < size; i++) {
            items[i] = Collector.item(keys[i]);
            distances[i] = Collector.distance(keys[i]);
        }
        count = size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Neighbors that
                && Arrays.equals(items, 0, count, that.items, 0, that.count)
                && Arrays.equals(distances, 0, count, that.distances, 0, that.count);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(items());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ").append(items[i]).append(" at ").append(distances[i]);
        }
        return text.append(']').toString();
    }
}
