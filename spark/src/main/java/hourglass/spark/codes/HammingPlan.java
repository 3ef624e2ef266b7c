package hourglass.spark.codes;

import java.io.Serializable;
import java.util.List;

/**
 * Where the rows of a join meet, and what is to be compared there.
 *
 * @param bytes the length of a code
 * @param self whether rows are joined with those of the same table
 */
record HammingPlan(int bytes, int radius, boolean self, HammingRoute route, List<Table> tables)
        implements Serializable {
    /**
     * Buckets that are compared in the same way.
     *
     * @param before keys by which a pair may have met already
     * @param within whether rows are compared with each other rather than queries with items
     * @param twice whether each pair is met both ways round
     */
    record Table(HammingKey[] before, boolean within, boolean twice) implements Serializable {
        boolean metBefore(long[] code, long[] packed, int at) {
            for (HammingKey key : before) {
                if (key.meet(code, packed, at)) {
                    return true;
                }
            }
            return false;
        }
    }

    int words() {
        return (bytes + Long.BYTES - 1) / Long.BYTES;
    }

    /** A bucket as one number, in which the queries of a bucket follow its items. */
    static long bucket(int table, int key, boolean query) {
        return (long) table << 32 | (long) key << 1 | (query ? 1 : 0);
    }

    Table table(long bucket) {
        return tables.get((int) (bucket >>> 32));
    }
}
