package hourglass.codes.join;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How codes are cut into keys: codes within a radius differ in fewer bits than the shells of at least one key, since the
 * shells of all are one more than the radius (the general pigeonhole principle of J. Qin and others, GPH: similarity search
 * in Hamming space, ICDE 2018).
 *
 * @param positions the bits of each key, which may be fewer than those of its part of the code
 * @param shells for each key, the number of distances 0, 1, ... at which pairs are looked for
 */
record Plan(int[][] positions, KeyBits[] keys, int[] shells) {
    private static final int LONGEST_KEY = 24;
    private static final int MOST_SHELLS = 4;
    /** The unit of cost is a comparison of two codes that lie side by side, somewhat less than a nanosecond. */
    private static final double PLACE = 40;

    private static final double VISIT = 6;

    /**
     * The cheapest way to join codes, or null if that is to compare each with each.
     *
     * @param bits the positions that are left to be cut
     * @param pairs how many there are to be compared otherwise
     */
    static @Nullable Plan of(int[] bits, int radius, int first, int second, double pairs) {
        int best = 0;
        double least = pairs / 2;
        for (int tables = 1; tables <= Math.min(radius + 1, bits.length); tables++) {
            double cost = cost(bits.length, radius, tables, first, second, pairs);
            if (cost < least) {
                best = tables;
                least = cost;
            }
        }
        return best == 0 ? null : cut(bits, radius, best, Math.max(first, second));
    }

    private static double cost(int bits, int radius, int tables, int first, int second, double pairs) {
        if ((radius + tables) / tables > MOST_SHELLS) {
            return Double.POSITIVE_INFINITY;
        }
        double cost = 0;
        for (int t = 0; t < tables; t++) {
            int key = keyBits(share(bits, tables, t), Math.max(first, second));
            double addresses = Math.scalb(1.0, key);
            double masks = 0;
            double surface = 1;
            for (int d = 0; d < share(radius + 1, tables, t); d++) {
                masks += surface;
                surface = surface * (key - d) / (d + 1);
            }
            cost += (first + (double) second) * PLACE
                    + addresses
                    + masks * (Math.min(first, addresses) * VISIT + pairs / addresses);
        }
        return cost;
    }

    private static Plan cut(int[] bits, int radius, int tables, int most) {
        int[][] positions = new int[tables][];
        KeyBits[] keys = new KeyBits[tables];
        int[] shells = new int[tables];
        int from = 0;
        for (int t = 0; t < tables; t++) {
            int part = share(bits.length, tables, t);
            positions[t] = Arrays.copyOfRange(bits, from, from + keyBits(part, most));
            keys[t] = new KeyBits(positions[t], 0, positions[t].length);
            shells[t] = share(radius + 1, tables, t);
            from += part;
        }
        return new Plan(positions, keys, shells);
    }

    /** As many addresses as codes, about: more would be empty. */
    private static int keyBits(int part, int codes) {
        int useful = 33 - Integer.numberOfLeadingZeros(Math.max(1, codes - 1));
        return Math.min(part, Math.min(LONGEST_KEY, Math.max(4, useful)));
    }

    private static int share(int all, int parts, int number) {
        return all / parts + (number < all % parts ? 1 : 0);
    }

    /** The masks of a key with fewer ones than it has shells, those of few ones first. */
    int[] masks(int table) {
        int bits = keys[table].bits();
        int[] masks = new int[1];
        int from = 0;
        for (int ones = 1; ones < shells[table]; ones++) {
            int to = masks.length;
            for (int i = from; i < to; i++) {
                int above = 32 - Integer.numberOfLeadingZeros(masks[i]);
                int at = masks.length;
                masks = Arrays.copyOf(masks, at + bits - above);
                for (int bit = above; bit < bits; bit++) {
                    masks[at++] = masks[i] | 1 << bit;
                }
            }
            from = to;
        }
        return masks;
    }

    /** The positions without those of a key. */
    int[] without(int[] bits, int table) {
        return Arrays.stream(bits)
                .filter(bit -> Arrays.binarySearch(positions[table], bit) < 0)
                .toArray();
    }
}
