package hourglass.codes.join;

import org.jspecify.annotations.Nullable;

/**
 * Which pairs of a bucket another one has had: those that a table before met, here or in the join to which the bucket
 * belongs. So every pair is met once.
 *
 * @param table the table of the bucket
 */
record MetBefore(Plan plan, int table, @Nullable MetBefore above) {
    boolean rejects(long[] first, int at, long[] second, int place) {
        for (int t = 0; t < table; t++) {
            KeyBits key = plan.keys()[t];
            if (Integer.bitCount(key.of(first, at) ^ key.of(second, place)) < plan.shells()[t]) {
                return true;
            }
        }
        return above != null && above.rejects(first, at, second, place);
    }
}
