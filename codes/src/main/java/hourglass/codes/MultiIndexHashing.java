package hourglass.codes;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Multi-index hashing (M. Norouzi, A. Punjani, D. Fleet, Fast search in Hamming space with multi-index hashing, CVPR 2012;
 * exact search in Hamming space with multi-index hashing, PAMI 36, 2014). Codes are cut into m substrings, each with a
 * table of its own. Codes that differ in at most r bits differ in at most r / m in one of the substrings, so small balls
 * in the tables hold every answer.
 *
 * <p>Step r = 0, 1, 2, ... visits, in table r mod m, the addresses at distance r / m; after it every code within r has been
 * met, for if substring t of a code differs in more than (r - t) / m bits for every t, then the code differs in more than
 * r. The k nearest are found as soon as the k-th best is no farther than the steps done.
 *
 * <p>Where buckets are so full, or the answer so far away, that this would take longer than a scan, the rest is scanned.
 *
 * <p>Memory beyond the codes, for each substring: 4 bytes a code, 4 bytes an address in use, a quarter of a byte an address;
 * so 8 to 9 bytes a code if there are as many addresses as codes.
 */
public final class MultiIndexHashing extends HammingIndex {
    /** What an address looked up and a candidate compared cost, where comparing one long in a scan costs 1. */
    private static final int ADDRESS_COST = 10;

    private static final int CANDIDATE_COST = 40;

    private final BinaryCodes codes;
    private final int[] order;
    private final Substring[] substrings;
    private final Buckets[] tables;

    private MultiIndexHashing(BinaryCodes codes, int[] order, Substring[] substrings, Buckets[] tables) {
        this.codes = codes;
        this.order = order;
        this.substrings = substrings;
        this.tables = tables;
    }

    /**
     * How to build.
     *
     * @param substrings m, from bits / 28 to bits; 0 chooses it by the number of codes
     * @param decorrelate whether to deal out the bits so that those of one substring are little correlated; else they are
     *     cut in their order
     * @param threads that build the tables
     */
    public record Options(int substrings, boolean decorrelate, int threads) {
        /** Substrings by the number of codes, bits in their order, one thread. */
        public static final Options DEFAULT = new Options(0, false, 1);

        /** Checks the ranges. */
        public Options {
            if (substrings < 0 || substrings > BinaryCodes.MAX_BITS) {
                throw new IllegalArgumentException(
                        "substrings must lie in 0..%d, but were %d".formatted(BinaryCodes.MAX_BITS, substrings));
            }
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be 1 or more, but were " + threads);
            }
        }

        /** As these, with another number of substrings. */
        public Options withSubstrings(int number) {
            return new Options(number, decorrelate, threads);
        }

        /** As these, with another number of threads. */
        public Options withThreads(int number) {
            return new Options(substrings, decorrelate, number);
        }

        /** As these, with correlated bits dealt out, or not. */
        public Options withDecorrelate(boolean chosen) {
            return new Options(substrings, chosen, threads);
        }
    }

    /** Builds the tables by the default options. */
    public static MultiIndexHashing of(BinaryCodes codes) {
        return of(codes, Options.DEFAULT);
    }

    /** Builds the tables. */
    public static MultiIndexHashing of(BinaryCodes codes, Options options) {
        int m = options.substrings == 0 ? substrings(codes.bits(), codes.count()) : options.substrings;
        int least = leastSubstrings(codes.bits());
        if (m < least || m > codes.bits()) {
            throw new IllegalArgumentException(
                    "codes of %d bits are cut into %d to %d substrings, but %d were asked for"
                            .formatted(codes.bits(), least, codes.bits(), m));
        }
        int[] order = options.decorrelate ? BitOrder.decorrelated(codes, m) : BitOrder.natural(codes.bits());
        Substring[] substrings = BitOrder.cut(order, m);
        Buckets[] tables = new Buckets[m];
        Batch.inParallel(options.threads, m, t -> {
            Substring substring = substrings[t];
            tables[t] = Buckets.of(substring.bits(), codes.count(), item -> substring.of(codes.rows(), item));
        });
        return new MultiIndexHashing(codes, order, substrings, tables);
    }

    /**
     * At least about as many addresses as codes: m = bits / log2(count) (section 3.3 of the paper), rounded down, since learnt
     * codes crowd at some addresses; substrings of 8 bits or more.
     */
    static int substrings(int bits, int count) {
        double best = Math.max(8, Math.log(Math.max(1, count)) / Math.log(2));
        return Math.max(leastSubstrings(bits), (int) (bits / best));
    }

    /** Addresses have at most 28 bits. */
    static int leastSubstrings(int bits) {
        return (bits + HammingBall.MAX_BITS - 1) / HammingBall.MAX_BITS;
    }

    static MultiIndexHashing read(CodeFile file) {
        BinaryCodes codes = file.codes();
        int[] order = BitOrder.read(file, codes.bits());
        Buckets[] tables = new Buckets[file.tables()];
        for (int t = 0; t < tables.length; t++) {
            tables[t] = file.buckets(2 + t * Buckets.SECTIONS);
        }
        return new MultiIndexHashing(codes, order, BitOrder.cut(order, tables.length), tables);
    }

    @Override
    public void write(Path file) {
        CodeFileWriter.write(file, CodeFile.Kind.MULTI_INDEX_HASHING, codes, order, tables);
    }

    @Override
    public BinaryCodes codes() {
        return codes;
    }

    /** m, the number of substrings and of tables. */
    public int substrings() {
        return tables.length;
    }

    @Override
    public long overheadBytes() {
        return Arrays.stream(tables).mapToLong(Buckets::bytes).sum();
    }

    @Override
    Search search(Collector collector) {
        return new SubstringSearch(collector);
    }

    private final class SubstringSearch implements Search {
        private final Collector collector;
        private final Scan rest;
        private final BallWalk[] walks = new BallWalk[tables.length];
        private final int[] addresses = new int[tables.length];
        /** A bit for each item that is a candidate already. */
        private final long[] met = new long[(count() + 63) >> 6];

        private int[] candidates = new int[256];
        private int size;
        /** How many of the candidates have been compared. */
        private int compared;
        /** What may still be spent before scanning is cheaper. */
        private long budget;

        SubstringSearch(Collector collector) {
            this.collector = collector;
            rest = new Scan(codes, collector, this::addUnlessMet);
            for (int t = 0; t < walks.length; t++) {
                walks[t] = new BallWalk(tables[t], substrings[t].bits());
            }
        }

        @Override
        public void run(long[] query) {
            int m = tables.length;
            for (int t = 0; t < m; t++) {
                addresses[t] = substrings[t].of(query);
            }
            // Half of a scan, for what is spent in vain comes on top of it.
            budget = (long) count() * codes.words() / 2;
            for (int r = 0; r <= collector.bound(); r++) {
                boolean within = visit(r % m, r / m);
                compare(query);
                if (!within) {
                    rest.run(query);
                    break;
                }
            }
            forget();
        }

        /** Makes candidates of all items at a distance in a table, unless that goes beyond the budget. */
        private boolean visit(int table, int distance) {
            BallWalk walk = walks[table];
            int bits = substrings[table].bits();
            budget -= (long) HammingBall.surface(bits, distance) * ADDRESS_COST;
            if (budget < 0) {
                return false;
            }
            if (distance > bits) {
                return true;
            }
            walk.begin(addresses[table], distance);
            while (walk.next()) {
                budget -= (long) walk.count() * CANDIDATE_COST;
                if (budget < 0) {
                    return false;
                }
                take(walk.items(), walk.count());
            }
            return true;
        }

        /** Makes candidates of those items that are none yet. */
        private void take(int[] items, int count) {
            if (candidates.length < size + count) {
                candidates = Arrays.copyOf(candidates, Math.max(size + count, 2 * size));
            }
            for (int i = 0; i < count; i++) {
                int item = items[i];
                long before = met[item >> 6];
                met[item >> 6] = before | 1L << item;
                candidates[size] = item;
                // Without a branch, which would be guessed wrong often.
                size += (int) (~before >>> item & 1);
            }
        }

        private void compare(long[] query) {
            LongPages rows = codes.rows();
            int bound = collector.bound();
            for (; compared < size; compared++) {
                int item = candidates[compared];
                int distance = rows.distance(item, query);
                if (distance <= bound) {
                    collector.add(item, distance);
                    bound = collector.bound();
                }
            }
        }

        private void addUnlessMet(int item, int distance) {
            if ((met[item >> 6] >>> item & 1) == 0) {
                collector.add(item, distance);
            }
        }

        private void forget() {
            for (int i = 0; i < size; i++) {
                met[candidates[i] >> 6] = 0;
            }
            size = 0;
            compared = 0;
        }
    }
}
