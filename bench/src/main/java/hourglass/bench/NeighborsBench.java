package hourglass.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.data.file.Split;
import hourglass.eval.NearestNeighbors;
import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exact nearest neighbours by Euclidean distance against faiss, in turns. */
@Command(
        name = "neighbors",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times exact nearest neighbours by Euclidean distance in Hourglass and in faiss (IndexFlatL2 of Debian's"
                    + " python3-faiss), in turns, after checking that the answers agree.",
            "The points are random, or the images of MNIST with --data."
        })
final class NeighborsBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The fraction by which two distances must differ for their order to count: both sides round. */
    private static final double TOLERANCE = 1e-4;

    @Option(names = "--points", paramLabel = "N", defaultValue = "60000", description = "Points. Default: 60000.")
    private int count;

    @Option(names = "--queries", paramLabel = "N", defaultValue = "10000", description = "Queries. Default: 10000.")
    private int queries;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "N",
            defaultValue = "30,784",
            description = "Columns of random points. Default: 30,784.")
    private List<Integer> columns = List.of();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "MNIST's files: search for the test images among the training images; sets the options above.")
    private @Nullable Path folder;

    @Option(names = "-k", paramLabel = "N", defaultValue = "10", description = "Neighbours of a query. Default: 10.")
    private int k;

    @Mixin
    private Faiss.Options comparison = new Faiss.Options();

    @Override
    public Integer call() throws IOException {
        comparison.check(count >= 1, "--points must be 1 or more, but was " + count);
        comparison.check(queries >= 1, "--queries must be 1 or more, but was " + queries);
        comparison.check(
                k >= 1 && (folder != null || k <= count), "-k must lie in 1..%d, but was %d".formatted(count, k));
        comparison.check();
        for (int one : columns) {
            comparison.check(one >= 1, "--columns must be 1 or more, but was " + one);
        }
        try (Faiss faiss = comparison.start();
                ThreadTeam team = ThreadTeam.of(comparison.threads())) {
            return run(team, faiss) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private boolean run(ThreadTeam team, @Nullable Faiss faiss) throws IOException {
        if (folder != null) {
            return compare("MNIST", images(folder, Split.TRAIN), images(folder, Split.TEST), team, faiss);
        }
        boolean agree = true;
        for (int one : columns) {
            agree &= compare("random", random(count, one, 1), random(queries, one, 2), team, faiss);
        }
        return agree;
    }

    private Matrix images(Path path, Split split) {
        try {
            Rows rows =
                    Datasets.open(path, ReadOptions.DEFAULT.withSplit(split)).rows();
            return new Matrix(rows.toArray(), rows.columns());
        } catch (InputException e) {
            throw comparison.wrong(String.valueOf(e.getMessage()), e);
        }
    }

    private static Matrix random(int count, int columns, int part) {
        SplittableRandom random = Seeds.random(1, part);
        float[] values = new float[Math.multiplyExact(count, columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new Matrix(values, columns);
    }

    private boolean compare(String data, Matrix points, Matrix asked, ThreadTeam team, @Nullable Faiss faiss)
            throws IOException {
        NearestNeighbors found = NearestNeighbors.find(points, asked, k, team);
        if (faiss != null) {
            faiss.open(points, asked, comparison.threads());
            if (!agree(found, faiss.nearestPoints(k).sums(), points, asked)) {
                return false;
            }
        }
        double[] ours = new double[comparison.rounds()];
        double[] peer = new double[faiss == null ? 0 : comparison.rounds()];
        for (int i = 0; i < comparison.rounds(); i++) {
            long start = System.nanoTime();
            NearestNeighbors.find(points, asked, k, team);
            ours[i] = (System.nanoTime() - start) / 1e6 / asked.count();
            if (faiss != null) {
                peer[i] = faiss.nearestPoints(k).milliseconds();
            }
        }
        report(data, points, asked, ours, peer);
        return true;
    }

    /** Whether the peer's answers are as near as ours; of points equally near up to rounding, either may be found. */
    private boolean agree(NearestNeighbors found, long[] peer, Matrix points, Matrix asked) {
        for (int i = 0; i < peer.length; i++) {
            double ours = found.distances()[i];
            double other = points.squaredDistance((int) peer[i], asked, i / k);
            if (!(Math.abs(ours - other) <= TOLERANCE * Math.max(ours, other))) {
                comparison.note(("not timed, since neighbour %d of query %d differs: ours, row %d, is at squared"
                                + " distance %s, the peer's, row %d, at %s")
                        .formatted(i % k + 1, i / k, found.rows()[i], ours, peer[i], other));
                return false;
            }
        }
        return true;
    }

    private void report(String data, Matrix points, Matrix asked, double[] ours, double[] peer)
            throws JsonProcessingException {
        boolean alone = peer.length == 0;
        Double peerMicros = alone ? null : 1e3 * Statistics.median(peer);
        Double ratio = alone ? null : Statistics.median(Statistics.quotients(peer, ours));
        double micros = 1e3 * Statistics.median(ours);
        if (comparison.json()) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("data", data);
            result.put("points", points.count());
            result.put("columns", points.columns());
            result.put("queries", asked.count());
            result.put("k", k);
            result.put("ours_us", micros);
            result.put("peer_us", peerMicros);
            result.put("ratio", ratio);
            result.put("spread", Statistics.spread(ours));
            comparison.out().println(JSON.writeValueAsString(result));
        } else {
            comparison
                    .out()
                    .printf(
                            Locale.ROOT,
                            "%d %s points of %d columns, %d queries, k = %d: %.1f us a query%s (spread %.1f %%)%n",
                            points.count(),
                            data,
                            points.columns(),
                            asked.count(),
                            k,
                            micros,
                            alone ? "" : ", faiss %.1f, ratio %.2f".formatted(peerMicros, ratio),
                            100 * Statistics.spread(ours));
        }
        comparison.out().flush();
    }
}
