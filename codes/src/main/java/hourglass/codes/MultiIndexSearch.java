package hourglass.codes;

import java.util.Arrays;

/**
 * Searches the tables of multi-index hashing a shell at a time: the items of one table at one distance from the query's
 * substring. Once n_t shells of each table t have been visited, a code not met yet differs in at least n_t bits of each
 * substring t, so in at least n_1 + ... + n_m bits. So every shell, of whichever table, widens the radius within which all
 * codes have been met by one (the general pigeonhole principle of J. Qin, Y. Wang, C. Xiao, W. Wang, X. Lin, Y. Ishikawa,
 * GPH: similarity search in Hamming space, ICDE 2018). M. Norouzi, A. Punjani and D. Fleet (CVPR 2012) take them from the
 * tables in turns; here the next one is the cheapest, which keeps away from crowded addresses.
 *
 * <p>The items of a shell are candidates. Those whose {@link Sketches sketch} is near enough are compared with the query.
 */
final class MultiIndexSearch implements HammingIndex.Search {
    /** The estimated cost of an item: its sketch, and its code if that is near, as a quarter at similar addresses are. */
    private static final int FIRST_GUESS = SearchCost.SKETCH + SearchCost.CODE / 4;

    private final BinaryCodes codes;
    private final SubstringTable[] tables;
    private final SearchCost cost;
    private final Collector collector;
    /** A scan without shells: to check for each hit whether a shell held it would slow a scan of few codes noticeably. */
    private final Scan scan;
    /** A scan for what the shells visited do not hold. */
    private final Scan rest;

    private final BallWalk[] walks;
    private final int[] addresses;
    /** How many shells of each table have been visited. */
    private final int[] shells;
    /** The estimated cost of the next shell of each table. */
    private final long[] next;

    private long[] query = new long[0];
    private int sketch;
    private long spent;
    private int[] kept = new int[256];
    private int size;

    MultiIndexSearch(BinaryCodes codes, SubstringTable[] tables, SearchCost cost, Collector collector) {
        this.codes = codes;
        this.tables = tables;
        this.cost = cost;
        this.collector = collector;
        scan = new Scan(codes, collector, collector);
        rest = new Scan(codes, collector, this::addUnlessMet);
        walks = new BallWalk[tables.length];
        Arrays.setAll(
                walks,
                t -> new BallWalk(tables[t].buckets(), tables[t].substring().bits()));
        addresses = new int[tables.length];
        shells = new int[tables.length];
        next = new long[tables.length];
    }

    @Override
    public void run(long[] code) {
        query = code;
        Arrays.fill(shells, 0);
        spent = (long) tables.length * SearchCost.SHELL;
        if (spent + cost.least(collector) > cost.most(collector.bound())) {
            scan.run(code);
        } else if (!visitShells()) {
            rest.run(code);
        }
    }

    /** Visits shells until all answers have been met; false if that would cost too much. */
    private boolean visitShells() {
        begin();
        for (int met = 0; met <= collector.bound(); met++) {
            int table = cheapest();
            if (spent + next[table] > cost.most(collector.bound()) || !visit(table)) {
                return false;
            }
        }
        return true;
    }

    /** Looks up the innermost shells, which show how crowded each table is around the query. */
    private void begin() {
        sketch = Sketches.of(query);
        for (int t = 0; t < tables.length; t++) {
            addresses[t] = tables[t].substring().of(query);
            walks[t].begin(addresses[t], 0);
            walks[t].next();
            next[t] = SearchCost.ADDRESS + (long) walks[t].count() * FIRST_GUESS;
        }
    }

    private int cheapest() {
        int table = 0;
        for (int t = 1; t < next.length; t++) {
            if (next[t] < next[table]) {
                table = t;
            }
        }
        return table;
    }

    /** Compares the items of the next shell of a table, unless that costs too much. */
    private boolean visit(int table) {
        BallWalk walk = walks[table];
        int bits = tables[table].substring().bits();
        int looked = HammingBall.surface(bits, shells[table]);
        spent += SearchCost.SHELL;
        long before = spent;
        int bound = collector.bound();
        spent += (long) looked * SearchCost.ADDRESS;
        size = 0;
        walk.begin(addresses[table], shells[table]);
        while (walk.next()) {
            spent += (long) walk.count() * SearchCost.SKETCH;
            if (spent + (long) size * SearchCost.CODE > cost.most(bound)) {
                return false;
            }
            reserve(size + walk.count());
            size = tables[table].sketches().near(sketch, bound, walk.places(), walk.count(), kept, size);
        }
        spent += (long) size * SearchCost.CODE;
        compare(table);
        shells[table]++;
        int more = HammingBall.surface(bits, shells[table]);
        next[table] = looked == 0 ? 0 : (spent - before) * more / looked;
        return true;
    }

    private void reserve(int length) {
        if (kept.length < length) {
            kept = Arrays.copyOf(kept, Math.max(length, (int) Math.min(2L * kept.length, Integer.MAX_VALUE - 8)));
        }
    }

    private void compare(int table) {
        LongPages rows = codes.rows();
        tables[table].buckets().postings().gather(kept, size, 0, kept);
        int bound = collector.bound();
        for (int i = 0; i < size; i++) {
            int distance = rows.distance(kept[i], query);
            if (distance <= bound) {
                addUnlessMet(kept[i], distance);
                bound = collector.bound();
            }
        }
    }

    private void addUnlessMet(int item, int distance) {
        for (int t = 0; t < tables.length; t++) {
            if (shells[t] > 0 && tables[t].substring().distance(codes.rows(), item, query) < shells[t]) {
                return;
            }
        }
        collector.add(item, distance);
    }
}
