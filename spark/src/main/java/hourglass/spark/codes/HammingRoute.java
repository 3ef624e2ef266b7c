package hourglass.spark.codes;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** Sends a row to the buckets in which it meets all others that may be near. */
sealed interface HammingRoute extends Serializable {
    /** What a row is in a bucket. */
    enum Role {
        /** Compared with the queries. */
        ITEM,
        /** Compared with the items. */
        QUERY,
        /** Compared with each other. */
        BOTH
    }

    /** Takes the buckets of a row. */
    interface Buckets {
        void add(int table, int key, boolean query);
    }

    /**
     * Adds the buckets of a row.
     *
     * @param spread any number of the row that is always the same
     */
    void send(long[] code, int spread, Role role, Buckets to);

    /**
     * By keys: rows within the radius meet by one key at least.
     *
     * @param table of the first key; those of the others follow
     * @param flips of each key
     * @param heavy for each key the values that too many rows share, which go on by the rest of their bits
     */
    record ByKeys(HammingKey[] keys, int table, int[][] flips, List<Map<Integer, HammingRoute>> heavy)
            implements HammingRoute {
        @Override
        public void send(long[] code, int spread, Role role, Buckets to) {
            for (int t = 0; t < keys.length; t++) {
                int key = keys[t].of(code);
                boolean split = role == Role.BOTH && keys[t].shells() > 1;
                if (role != Role.QUERY) {
                    go(t, key, code, spread, split ? Role.ITEM : role, to);
                }
                if (role == Role.QUERY || split) {
                    for (int flip : flips[t]) {
                        go(t, key ^ flip, code, spread, Role.QUERY, to);
                    }
                }
            }
        }

        private void go(int t, int key, long[] code, int spread, Role role, Buckets to) {
            HammingRoute next = heavy.get(t).get(key);
            if (next != null) {
                next.send(code, spread, role, to);
            } else {
                to.add(table + t, key, role == Role.QUERY);
            }
        }
    }

    /**
     * Every row meets every other one, in as many buckets as there are pairs of a piece of the items and one of the queries.
     *
     * @param table of the first pair of pieces
     */
    record ByPieces(int table, int itemPieces, int queryPieces) implements HammingRoute {
        @Override
        public void send(long[] code, int spread, Role role, Buckets to) {
            if (role == Role.QUERY) {
                int mine = Math.floorMod(spread, queryPieces);
                for (int other = 0; other < itemPieces; other++) {
                    to.add(table + other * queryPieces + mine, 0, true);
                }
                return;
            }
            int mine = Math.floorMod(spread, itemPieces);
            for (int other = 0; other < queryPieces; other++) {
                boolean turned = role == Role.BOTH && other < mine;
                int pair = turned ? other * queryPieces + mine : mine * queryPieces + other;
                to.add(table + pair, 0, turned);
            }
        }
    }
}
