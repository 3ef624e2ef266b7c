package hourglass.bench;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.HammingIndex;
import hourglass.codes.LinearScan;
import hourglass.codes.Neighbors;
import hourglass.codes.join.HammingJoin;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All pairs within a radius: the join against a range search for each code, by our scan and by faiss, in turns. */
@Command(
        name = "duplicates",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times the join of all pairs of clustered codes within a radius, in turns with range searches by the linear scan"
                    + " and by faiss (IndexBinaryFlat) for a sample of the codes, whose time is scaled to all of them.",
            "The numbers of neighbours of the sample must agree."
        })
final class DuplicatesBench implements Callable<Integer> {
    @Option(names = "--items", paramLabel = "N", defaultValue = "1000000", description = "Codes. Default: 1000000.")
    private int items;

    @Option(names = "--bits", paramLabel = "N", defaultValue = "64", description = "Their length. Default: 64.")
    private int bits;

    @Option(names = "--radius", paramLabel = "R", defaultValue = "3", description = "Distance of a pair. Default: 3.")
    private int radius;

    @Option(
            names = "--noise",
            paramLabel = "P",
            defaultValue = "0.06",
            description = "Probability that a bit of a centre is flipped. Default: 0.06.")
    private double noise;

    @Option(
            names = "--cluster",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Codes around a random centre. Default: 1000.")
    private int cluster;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Codes for which ranges are searched. Default: 2000.")
    private int sample;

    @Mixin
    private Faiss.Options comparison = new Faiss.Options();

    @Override
    public Integer call() throws IOException {
        comparison.check();
        comparison.check(items >= 1, "--items must be 1 or more, but was " + items);
        comparison.check(
                bits >= 1 && bits <= BinaryCodes.MAX_BITS,
                "--bits must lie in 1..%d, but was %d".formatted(BinaryCodes.MAX_BITS, bits));
        comparison.check(
                radius >= 0 && radius <= bits, "--radius must lie in 0..%d, but was %d".formatted(bits, radius));
        comparison.check(noise >= 0 && noise < 1, "--noise must lie in 0..1 without 1, but was " + noise);
        comparison.check(cluster >= 1, "--cluster must be 1 or more, but was " + cluster);
        comparison.check(sample >= 1, "--sample must be 1 or more, but was " + sample);
        try (Faiss faiss = comparison.start()) {
            return run(faiss) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private boolean run(@Nullable Faiss faiss) throws IOException {
        int rounds = comparison.rounds();
        int threads = comparison.threads();
        CodeSamples samples = new CodeSamples(bits, noise, 1);
        BinaryCodes codes = samples.near(samples.uniform((items + cluster - 1) / cluster), items);
        BinaryCodes queries = sampled(codes);
        HammingIndex scan = LinearScan.of(codes);
        if (faiss != null) {
            faiss.open(codes, queries, threads);
            faiss.build("flat");
        }
        double[] join = new double[rounds];
        double[] brute = new double[rounds];
        double[] peer = new double[rounds];
        int[] neighbors = new int[items];
        boolean agree = true;
        for (int i = 0; i < rounds; i++) {
            Arrays.fill(neighbors, 0);
            join[i] = join(codes, neighbors);
            long start = System.nanoTime();
            Neighbors[] found = scan.within(queries, radius, threads);
            brute[i] = (System.nanoTime() - start) / 1e9 * items / queries.count();
            long[] expected = Arrays.stream(found).mapToLong(Neighbors::count).toArray();
            agree &= Arrays.equals(expected, ofSample(neighbors, queries.count()));
            if (faiss != null) {
                Faiss.Answer answer = faiss.within("flat", radius, 0);
                peer[i] = answer.milliseconds() / 1e3 * items;
                agree &= Arrays.equals(answer.sums(), expected);
            }
        }
        print(join, brute, faiss == null ? null : peer, neighbors, agree);
        return agree;
    }

    private double join(BinaryCodes codes, int[] neighbors) {
        long start = System.nanoTime();
        HammingJoin.of(codes, radius).withThreads(comparison.threads()).forEach((first, second, distance) -> {
            neighbors[first]++;
            neighbors[second]++;
        });
        return (System.nanoTime() - start) / 1e9;
    }

    private BinaryCodes sampled(BinaryCodes codes) {
        BinaryCodesBuilder builder = BinaryCodes.builder(bits);
        for (int i = 0; i < Math.min(sample, items); i++) {
            builder.add(codes.code(item(i)));
        }
        return builder.build();
    }

    private int item(int number) {
        return (int) ((long) number * items / Math.min(sample, items));
    }

    /** The answers of a range search for the sample, each of which finds itself, too. */
    private long[] ofSample(int[] neighbors, int count) {
        long[] answers = new long[count];
        Arrays.setAll(answers, i -> neighbors[item(i)] + 1L);
        return answers;
    }

    private void print(double[] join, double[] brute, double @Nullable [] peer, int[] neighbors, boolean agree) {
        PrintWriter out = comparison.out();
        long pairs = Arrays.stream(neighbors).asLongStream().sum() / 2;
        out.printf(Locale.ROOT, "%d clustered codes of %d bits, %d pairs within %d%n", items, bits, pairs, radius);
        double ours = Statistics.median(join);
        out.printf(Locale.ROOT, "  %-48s %10.2f s%n", "join", ours);
        row(out, "LinearScan of each code, %d timed", brute, ours);
        if (peer != null) {
            row(out, "faiss range search of each code, %d timed", peer, ours);
        }
        out.println(agree ? "  all answers agree" : "  ANSWERS DIFFER");
        out.flush();
    }

    private void row(PrintWriter out, String name, double[] seconds, double ours) {
        double theirs = Statistics.median(seconds);
        out.printf(
                Locale.ROOT,
                "  %-48s %10.2f s, %.1f times as long%n",
                name.formatted(Math.min(sample, items)),
                theirs,
                theirs / ours);
    }
}
