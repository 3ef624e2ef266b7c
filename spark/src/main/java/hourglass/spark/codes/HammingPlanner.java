package hourglass.spark.codes;

import hourglass.spark.codes.HammingRoute.ByKeys;
import hourglass.spark.codes.HammingRoute.ByPieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts codes into keys at the least cost that a sample of them lets expect. Codes within a radius differ in fewer bits than
 * the shells of at least one key, since the shells of all are one more than the radius (the general pigeonhole principle of
 * J. Qin and others, GPH: similarity search in Hamming space, ICDE 2018).
 */
final class HammingPlanner {
    /**
     * What is too much, in comparisons of two codes, about a nanosecond each.
     *
     * @param row the cost of a row that is shuffled and sorted
     * @param heavy a bucket of more goes on by the rest of its bits
     * @param piece a bucket of more is cut into pairs of pieces
     */
    record Costs(double row, double heavy, double piece) {
        static final Costs USUAL = new Costs(1500, 1 << 26, 1 << 30);
    }

    /** Some of the rows, each of which stands for as many. */
    record Sample(long[][] codes, double weight) {
        double rows() {
            return codes.length * weight;
        }

        /** Fewer of them, which suffice to compare costs. */
        private Sample thinned() {
            int step = codes.length / ENOUGH + 1;
            List<long[]> some = IntStream.iterate(0, i -> i < codes.length, i -> i + step)
                    .mapToObj(i -> codes[i])
                    .toList();
            return new Sample(some.toArray(long[][]::new), rows() / Math.max(1, some.size()));
        }

        private Sample of(List<long[]> some) {
            return new Sample(some.toArray(long[][]::new), weight);
        }
    }

    private static final int LONGEST_KEY = 30;
    private static final int MOST_SHELLS = 4;
    private static final int DEEPEST = 3;
    private static final int ENOUGH = 1 << 12;
    private static final int MOST_PIECES = 1 << 10;
    /** Of fewer sampled rows little can be said about how many there are. */
    private static final int FEW = 8;

    private final int bytes;
    private final int radius;
    private final boolean self;
    private final Costs costs;
    private final List<HammingPlan.Table> tables = new ArrayList<>();

    HammingPlanner(int bytes, int radius, boolean self, Costs costs) {
        this.bytes = bytes;
        this.radius = radius;
        this.self = self;
        this.costs = costs;
    }

    /** The plan for items with themselves. */
    HammingPlan within(Sample items) {
        return plan(route(balanced(items), items, null, new HammingKey[0], 0));
    }

    /** The plan for queries with items. */
    HammingPlan between(Sample items, Sample queries) {
        return plan(route(balanced(items), items, queries, new HammingKey[0], 0));
    }

    /** The plan that compares each query with each item. */
    HammingPlan scan(Sample items, Sample queries) {
        return plan(pieces(items, queries, new HammingKey[0]));
    }

    private HammingPlan plan(HammingRoute route) {
        return new HammingPlan(bytes, radius, self, route, List.copyOf(tables));
    }

    /** The bits, first those that are 1 in about half of the codes, which tell rows apart best. */
    private int[] balanced(Sample items) {
        int[] ones = new int[8 * bytes];
        for (long[] code : items.codes) {
            for (int bit = 0; bit < ones.length; bit++) {
                ones[bit] += (int) (code[bit >> 6] >>> bit & 1);
            }
        }
        return IntStream.range(0, ones.length)
                .boxed()
                .sorted(Comparator.comparing(bit -> Math.abs(2 * ones[bit] - items.codes.length)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** @param queries null if the items are joined with themselves */
    private HammingRoute route(int[] bits, Sample items, @Nullable Sample queries, HammingKey[] before, int depth) {
        HammingKey[] best = depth < DEEPEST ? cheapest(bits, items, queries) : null;
        return best == null ? pieces(items, queries, before) : byKeys(bits, best, items, queries, before, depth);
    }

    /** The expected cost of the plan for queries with items. */
    double cost(Sample items, Sample queries) {
        HammingKey[] best = cheapest(balanced(items.thinned()), items, queries);
        return best == null ? comparisons(items.rows(), queries) : cost(best, items.thinned(), queries.thinned());
    }

    private HammingKey @Nullable [] cheapest(int[] bits, Sample items, @Nullable Sample queries) {
        Sample some = items.thinned();
        Sample asking = queries == null ? null : queries.thinned();
        HammingKey[] best = null;
        double least = comparisons(items.rows(), queries);
        for (int parts = 1; parts <= Math.min(radius + 1, bits.length); parts++) {
            if ((radius + parts) / parts <= MOST_SHELLS) {
                HammingKey[] keys = cut(bits, parts, Math.max(items.rows(), queries == null ? 0 : queries.rows()));
                double cost = cost(keys, some, asking);
                if (cost < least) {
                    best = keys;
                    least = cost;
                }
            }
        }
        return best;
    }

    private static double comparisons(double items, @Nullable Sample queries) {
        return queries == null ? items * items / 2 : items * queries.rows();
    }

    /** Deals the bits to the keys, so that each has as many good ones. */
    private HammingKey[] cut(int[] bits, int parts, double rows) {
        HammingKey[] keys = new HammingKey[parts];
        int useful = Math.max(4, Math.getExponent(Math.max(1, rows)) + 2);
        for (int t = 0; t < parts; t++) {
            int part = (bits.length - t + parts - 1) / parts;
            int[] positions = new int[Math.min(part, Math.min(LONGEST_KEY, useful))];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = bits[t + i * parts];
            }
            int shells = (radius + 1) / parts + (t < (radius + 1) % parts ? 1 : 0);
            keys[t] = HammingKey.of(positions, (bytes + 7) / 8, shells);
        }
        return keys;
    }

    private double cost(HammingKey[] keys, Sample items, @Nullable Sample queries) {
        double cost = 0;
        for (HammingKey key : keys) {
            int flips = key.flips().length;
            boolean within = queries == null && flips == 1;
            Sample asking = queries == null ? items : queries;
            double rows = within ? items.rows() : items.rows() + flips * asking.rows();
            double pairs = comparisons(items.rows(), queries);
            double even = pairs * flips / Math.scalb(1.0, key.positions().length);
            cost += rows * costs.row + Math.max(even, flips * met(key, items, queries));
        }
        return cost;
    }

    /** How many pairs have the same key, by the sample. */
    private static double met(HammingKey key, Sample items, @Nullable Sample queries) {
        Map<Integer, Integer> mine = counts(key, items);
        Map<Integer, Integer> others = queries == null ? mine : counts(key, queries);
        double met = 0;
        for (Map.Entry<Integer, Integer> bucket : mine.entrySet()) {
            int asking = others.getOrDefault(bucket.getKey(), 0);
            double other = queries == null ? (asking - 1) * items.weight / 2 : asking * queries.weight;
            met += bucket.getValue() * items.weight * other;
        }
        return met;
    }

    private static Map<Integer, Integer> counts(HammingKey key, Sample sample) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (long[] code : sample.codes) {
            counts.merge(key.of(code), 1, Integer::sum);
        }
        return counts;
    }

    private HammingRoute byKeys(
            int[] bits, HammingKey[] keys, Sample items, @Nullable Sample queries, HammingKey[] before, int depth) {
        int table = tables.size();
        int[][] flips = new int[keys.length][];
        for (int t = 0; t < keys.length; t++) {
            flips[t] = keys[t].flips();
            boolean within = queries == null && flips[t].length == 1;
            boolean twice = self && !within;
            tables.add(new HammingPlan.Table(joined(before, keys, t), within, twice));
        }
        List<Map<Integer, HammingRoute>> heavy = new ArrayList<>();
        for (int t = 0; t < keys.length; t++) {
            Sample asking = queries == null && flips[t].length > 1 ? items : queries;
            heavy.add(heavy(bits, keys[t], flips[t], items, asking, joined(before, keys, t), depth));
        }
        return new ByKeys(keys, table, flips, heavy);
    }

    private static HammingKey[] joined(HammingKey[] before, HammingKey[] keys, int count) {
        HammingKey[] all = Arrays.copyOf(before, before.length + count);
        System.arraycopy(keys, 0, all, before.length, count);
        return all;
    }

    private Map<Integer, HammingRoute> heavy(
            int[] bits,
            HammingKey key,
            int[] flips,
            Sample items,
            @Nullable Sample queries,
            HammingKey[] before,
            int depth) {
        Map<Integer, List<long[]>> buckets = buckets(key, items);
        Map<Integer, List<long[]>> asking = queries == null ? buckets : buckets(key, queries);
        Map<Integer, HammingRoute> heavy = new HashMap<>();
        buckets.forEach((value, codes) -> {
            Sample some = items.of(codes);
            boolean known = items.weight == 1 || codes.size() >= FEW;
            if (known && comparisons(some.rows(), queries) > costs.heavy) {
                Sample others = queries == null ? null : queries.of(near(asking, value, flips));
                if (comparisons(some.rows(), others) > costs.heavy) {
                    heavy.put(value, route(without(bits, key), some, others, before, depth + 1));
                }
            }
        });
        return heavy;
    }

    private static Map<Integer, List<long[]>> buckets(HammingKey key, Sample sample) {
        Map<Integer, List<long[]>> buckets = new HashMap<>();
        for (long[] code : sample.codes) {
            buckets.computeIfAbsent(key.of(code), value -> new ArrayList<>()).add(code);
        }
        return buckets;
    }

    private static List<long[]> near(Map<Integer, List<long[]>> buckets, int value, int[] flips) {
        return Arrays.stream(flips)
                .mapToObj(flip -> buckets.getOrDefault(value ^ flip, List.of()))
                .flatMap(List::stream)
                .toList();
    }

    private static int[] without(int[] bits, HammingKey key) {
        return Arrays.stream(bits)
                .filter(bit -> (key.mask()[bit >> 6] >>> bit & 1) == 0)
                .toArray();
    }

    private HammingRoute pieces(Sample items, @Nullable Sample queries, HammingKey[] before) {
        int table = tables.size();
        int itemPieces = pieces(items.rows());
        int queryPieces = queries == null ? itemPieces : pieces(queries.rows());
        HammingPlan.Table alike = new HammingPlan.Table(before, queries == null, self && queries != null);
        HammingPlan.Table apart = new HammingPlan.Table(before, false, self && queries != null);
        for (int i = 0; i < itemPieces; i++) {
            for (int j = 0; j < queryPieces; j++) {
                tables.add(i == j ? alike : apart);
            }
        }
        return new ByPieces(table, itemPieces, queryPieces);
    }

    private int pieces(double rows) {
        return (int) Math.min(MOST_PIECES, Math.max(1, Math.ceil(rows / Math.sqrt(costs.piece))));
    }
}
