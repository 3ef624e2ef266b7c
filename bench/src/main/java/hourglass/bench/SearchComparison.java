package hourglass.bench;

import hourglass.codes.AddressTable;
import hourglass.codes.BinaryCodes;
import hourglass.codes.HammingIndex;
import hourglass.codes.LinearScan;
import hourglass.codes.MultiIndexHashing;
import hourglass.codes.Neighbors;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Searches the same codes by each index in turns: a ball of radius 3 up to 28 bits, else the 10 nearest. */
final class SearchComparison {
    /** Turns of the fast index for one of the scan, so that both are warm. */
    private static final int TURNS = 5;

    private static final int READS = 8;

    private final BinaryCodes codes;
    private final BinaryCodes queries;
    private final int threads;
    private final int rounds;
    private final SearchQuestion question;
    private final PrintWriter out;

    SearchComparison(BinaryCodes codes, BinaryCodes queries, int threads, int rounds, PrintWriter out) {
        this.codes = codes;
        this.queries = queries;
        this.threads = threads;
        this.rounds = rounds;
        this.out = out;
        question = codes.bits() <= AddressTable.MAX_BITS ? SearchQuestion.BALL : SearchQuestion.NEAREST;
    }

    /** Prints the times; returns whether all answers agree. */
    boolean run(@Nullable Faiss faiss) throws IOException {
        long start = System.nanoTime();
        HammingIndex index = index();
        line(
                "  built in %.2f s; %.1f bytes a code over the code's %d%s",
                (System.nanoTime() - start) / 1e9,
                index.overheadBytesPerCode(),
                8 * codes.words(),
                index instanceof MultiIndexHashing hashing ? ", in " + hashing.substrings() + " tables" : "");
        Neighbors[] expected = answers();
        QueryTimes.of(LinearScan.of(codes), queries, threads, question::ask, expected);
        FaissTimes peer = faiss == null ? null : new FaissTimes(faiss, index, question, expected);
        if (peer != null) {
            peer.open(queries, threads);
        }
        boolean agree = measure(index, expected, peer);
        line(agree ? "  all answers agree" : "  ANSWERS DIFFER");
        return agree;
    }

    private HammingIndex index() {
        return question == SearchQuestion.BALL
                ? AddressTable.of(codes)
                : MultiIndexHashing.of(codes, MultiIndexHashing.Options.DEFAULT.withThreads(threads));
    }

    private boolean measure(HammingIndex index, Neighbors[] expected, @Nullable FaissTimes peer) throws IOException {
        HammingIndex scan = LinearScan.of(codes);
        MemoryRead memory = new MemoryRead(8L * codes.count() * codes.words());
        Rounds indexRounds = new Rounds(index.getClass().getSimpleName(), rounds);
        Rounds candidateRounds = new Rounds("  the same, unordered", rounds);
        Rounds scanRounds = new Rounds("LinearScan", rounds);
        double[] read = new double[rounds];
        Neighbors[] found = answers();
        boolean agree = true;
        for (int i = 0; i < rounds; i++) {
            read[i] = memory.gigabytesPerSecond(threads, READS);
            scanRounds.set(i, QueryTimes.of(scan, queries, threads, question::ask, found));
            for (int turn = 0; turn < TURNS; turn++) {
                candidateRounds.set(i, QueryTimes.of(index, queries, threads, question::candidates, found));
            }
            for (int turn = 0; turn < TURNS; turn++) {
                indexRounds.set(i, QueryTimes.of(index, queries, threads, question::ask, found));
            }
            agree &= Arrays.equals(expected, found) && (peer == null || peer.time());
        }
        line("  %-32s %12s %12s %12s", "microseconds a query", "median", "95%", "all threads");
        line(indexRounds.row());
        if (question == SearchQuestion.BALL) {
            line(candidateRounds.row());
        }
        line(scanRounds.row());
        if (peer != null) {
            peer.rows().forEach(this::line);
        }
        compare(indexRounds, scanRounds, Statistics.median(read));
        line(
                "  %.1f answers a query",
                Arrays.stream(expected).mapToInt(Neighbors::count).average().orElse(0));
        return agree;
    }

    /** The index beside the scan, and the scan beside the memory. */
    private void compare(Rounds index, Rounds scan, double read) {
        double bytes = 8.0 * codes.count() * codes.words();
        line(
                "  %s is %.1f times as fast as the scan; scan %.1f GB/s, plain read %.1f GB/s",
                index.name, scan.wall() / index.wall(), bytes / scan.wall() / 1e3, read);
    }

    private Neighbors[] answers() {
        return Stream.generate(Neighbors::new).limit(queries.count()).toArray(Neighbors[]::new);
    }

    private void line(String format, Object... values) {
        out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
        out.flush();
    }

    /** The times of all rounds, of which the medians count. */
    private static final class Rounds {
        private final String name;
        private final double[] median;
        private final double[] percentile95;
        private final double[] wall;

        Rounds(String name, int rounds) {
            this.name = name;
            median = new double[rounds];
            percentile95 = new double[rounds];
            wall = new double[rounds];
        }

        void set(int round, QueryTimes times) {
            median[round] = times.median();
            percentile95[round] = times.percentile95();
            wall[round] = times.wallMicros();
        }

        double wall() {
            return Statistics.median(wall);
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "  %-32s %12.1f %12.1f %12.1f",
                    name,
                    Statistics.median(median),
                    Statistics.median(percentile95),
                    wall());
        }
    }
}
