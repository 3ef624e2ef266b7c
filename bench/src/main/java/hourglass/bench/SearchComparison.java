package hourglass.bench;

import hourglass.codes.AddressTable;
import hourglass.codes.BinaryCodes;
import hourglass.codes.HammingIndex;
import hourglass.codes.LinearScan;
import hourglass.codes.MultiIndexHashing;
import hourglass.codes.Neighbors;
import hourglass.codes.TableReach;
import hourglass.matrix.ThreadTeam;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Searches the same codes by each index in turns: a ball of radius 3 up to 28 bits, else the 10 nearest. */
final class SearchComparison {
    /** Turns of the fast index for one of the scan, so that both are warm. */
    private static final int TURNS = 5;

    private static final int READS = 8;
    /** Longer codes have tables only where these pay, as {@link HammingIndex#of} does. */
    private static final int LONG = 512;

    private final String data;
    private final BinaryCodes codes;
    private final BinaryCodes queries;
    private final int threads;
    private final int rounds;
    private final SearchQuestion question;

    SearchComparison(String data, BinaryCodes codes, BinaryCodes queries, int threads, int rounds) {
        this.data = data;
        this.codes = codes;
        this.queries = queries;
        this.threads = threads;
        this.rounds = rounds;
        question = codes.bits() <= AddressTable.MAX_BITS ? SearchQuestion.BALL : SearchQuestion.NEAREST;
    }

    SearchResult run(@Nullable Faiss faiss) throws IOException {
        long start = System.nanoTime();
        HammingIndex index = index();
        double buildSeconds = (System.nanoTime() - start) / 1e9;
        Neighbors[] expected = answers();
        QueryTimes.of(LinearScan.of(codes), queries, threads, question::ask, expected);
        FaissTimes peer = faiss == null ? null : new FaissTimes(faiss, index, question, expected);
        if (peer != null) {
            peer.open(queries, threads);
        }
        return measure(index, buildSeconds, expected, peer);
    }

    private HammingIndex index() {
        if (question == SearchQuestion.BALL) {
            return AddressTable.of(codes);
        }
        return codes.bits() <= LONG || TableReach.of(codes).pays()
                ? MultiIndexHashing.of(codes, MultiIndexHashing.Options.DEFAULT.withThreads(threads))
                : LinearScan.of(codes);
    }

    private SearchResult measure(
            HammingIndex index, double buildSeconds, Neighbors[] expected, @Nullable FaissTimes peer)
            throws IOException {
        HammingIndex scan = LinearScan.of(codes);
        MemoryRead memory = new MemoryRead(8L * codes.count() * codes.words());
        Rounds indexRounds = new Rounds(index.getClass().getSimpleName(), rounds);
        Rounds candidateRounds = new Rounds(index.getClass().getSimpleName() + ", unordered", rounds);
        Rounds scanRounds = new Rounds("LinearScan", rounds);
        double[] together = new double[rounds];
        double[] read = new double[rounds];
        Neighbors[] found = answers();
        boolean agree = true;
        for (int i = 0; i < rounds; i++) {
            read[i] = memory.gigabytesPerSecond(threads, READS);
            scanRounds.set(i, QueryTimes.of(scan, queries, threads, question::ask, found));
            together[i] = question.microsTogether(scan, queries, threads);
            for (int turn = 0; turn < TURNS; turn++) {
                candidateRounds.set(i, QueryTimes.of(index, queries, threads, question::candidates, found));
            }
            for (int turn = 0; turn < TURNS; turn++) {
                indexRounds.set(i, QueryTimes.of(index, queries, threads, question::ask, found));
            }
            agree &= Arrays.equals(expected, found) && (peer == null || peer.time());
        }
        List<SearchResult.Times> times = new ArrayList<>(List.of(indexRounds.times()));
        if (question == SearchQuestion.BALL) {
            times.add(candidateRounds.times());
        }
        times.add(scanRounds.times());
        times.add(new SearchResult.Times(
                "LinearScan, all queries at once", null, null, Statistics.median(together), null));
        if (peer != null) {
            times.addAll(peer.times());
        }
        return new SearchResult(
                data,
                codes.count(),
                codes.bits(),
                queries.count(),
                buildSeconds,
                index.overheadBytesPerCode(),
                index instanceof MultiIndexHashing hashing ? hashing.substrings() : 1,
                times,
                scanRounds.wall() / indexRounds.wall(),
                8.0 * codes.count() * codes.words() / scanRounds.wall() / 1e3,
                Statistics.median(read),
                Arrays.stream(expected).mapToInt(Neighbors::count).average().orElse(0),
                agree);
    }

    private Neighbors[] answers() {
        return Stream.generate(Neighbors::new).limit(queries.count()).toArray(Neighbors[]::new);
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

        SearchResult.Times times() {
            return new SearchResult.Times(
                    name, Statistics.median(median), Statistics.median(percentile95), wall(), null);
        }
    }

    /** The limit of a scan: reading so many bytes and adding them up, by several threads that each read all of them. */
    private static final class MemoryRead {
        private final long[] memory;
        private final LongAdder sum = new LongAdder();

        MemoryRead(long bytes) {
            memory = new long[Math.toIntExact(bytes / Long.BYTES)];
            for (int i = 0; i < memory.length; i++) {
                memory[i] = i;
            }
        }

        /** Gigabytes a second, of all threads together. */
        double gigabytesPerSecond(int threads, int times) {
            try (ThreadTeam team = ThreadTeam.of(threads)) {
                long start = System.nanoTime();
                team.run((part, parts) -> {
                    for (int i = 0; i < times; i++) {
                        sum.add(add());
                    }
                });
                return (double) threads * times * memory.length * Long.BYTES / (System.nanoTime() - start);
            }
        }

        private long add() {
            long a = 0;
            long b = 0;
            long c = 0;
            long d = 0;
            for (int i = 0; i < memory.length - 3; i += 4) {
                a += memory[i];
                b += memory[i + 1];
                c += memory[i + 2];
                d += memory[i + 3];
            }
            return a + b + c + d;
        }
    }
}
