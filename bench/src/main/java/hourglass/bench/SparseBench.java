package hourglass.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.data.generated.ImagePatches;
import hourglass.decomposition.SparseCoder;
import hourglass.decomposition.Whitening;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.optim.Adam;
import hourglass.train.Listener;
import hourglass.train.SparseDecompositionTrainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sparse codes of image patches: predicted, by coordinate descent, and by the methods that the literature compares with. */
@Command(
        name = "sparse",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Fits a predictive sparse decomposition to whitened 12x12 patches of images, then times the codes of others, in"
                    + " turns, one thread each: predicted, and optimal to the same duality gap by coordinate descent, by"
                    + " FISTA and by feature-sign search."
        })
final class SparseBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SIDE = 12;
    private static final int FITTED = 50_000;
    /** The pull between code and prediction. */
    private static final double ALPHA = 10;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Images (default: those of Olshausen and Field in $HOURGLASS_DATA).")
    private @Nullable Path file;

    @Option(names = "--atoms", paramLabel = "N", defaultValue = "256", description = "Default: 256.")
    private int atoms = 256;

    @Option(names = "--lambda", paramLabel = "X", defaultValue = "0.3", description = "Default: 0.3.")
    private double lambda = 0.3;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "15", description = "Of the fit. Default: 15.")
    private int epochs = 15;

    @Option(
            names = "--refinement-epochs",
            paramLabel = "N",
            defaultValue = "0",
            description = "Then of the encoder alone, to the objective of the codes. Default: 0.")
    private int refinementEpochs;

    @Option(names = "--patches", paramLabel = "N", defaultValue = "2000", description = "Timed. Default: 2000.")
    private int patches = 2000;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each. Default: 5.")
    private int rounds = 5;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "0.5",
            description = "Length of a turn, after a warm-up. Default: 0.5.")
    private double seconds = 0.5;

    @Option(names = "--json", description = "Prints one JSON object a method.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * What a way to find codes comes to.
     *
     * @param method its name
     * @param microseconds the median over the rounds, for one item
     * @param spread half the distance between the quartiles over the median
     * @param timesPrediction the median over the rounds of its time over the prediction's
     * @param mean how far the objective is above the least that any method found, as a share of that, mean over the items
     * @param worst the same of the item where it is farthest
     */
    record Line(
            String method,
            @JsonProperty("us_a_row") double microseconds,
            double spread,
            @JsonProperty("times_prediction") double timesPrediction,
            @JsonProperty("mean_above_least") double mean,
            @JsonProperty("worst_above_least") double worst) {}

    @Override
    public Integer call() throws JsonProcessingException {
        check(atoms >= 1, "--atoms must be 1 or more, but was " + atoms);
        check(lambda > 0, "--lambda must be above 0, but was " + lambda);
        check(epochs >= 1, "--epochs must be 1 or more, but was " + epochs);
        check(refinementEpochs >= 0, "--refinement-epochs must be 0 or more, but was " + refinementEpochs);
        check(patches >= 1, "--patches must be 1 or more, but was " + patches);
        check(rounds >= 1, "--rounds must be 1 or more, but was " + rounds);
        check(seconds > 0 && seconds <= 600, "--seconds must lie in 0..600 without 0, but was " + seconds);
        PrintWriter out = spec.commandLine().getOut();
        List<Line> lines;
        try {
            lines = measure(Datasets.open(file(), ReadOptions.DEFAULT));
        } catch (InputException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (!json) {
            out.printf("%-20s %9s %7s %17s %25s%n", "", "", "", "", "objective above least, %");
            out.printf(
                    "%-20s %9s %7s %17s %12s %12s%n",
                    "codes", "us a row", "spread", "times prediction", "mean", "worst");
        }
        for (Line line : lines) {
            if (json) {
                out.println(JSON.writeValueAsString(line));
            } else {
                out.printf(
                        Locale.ROOT,
                        "%-20s %9.2f %6.0f%% %17.1f %12.4f %12.4f%n",
                        line.method,
                        line.microseconds,
                        100 * line.spread,
                        line.timesPrediction,
                        100 * line.mean,
                        100 * line.worst);
            }
        }
        out.flush();
        return 0;
    }

    private Path file() {
        String root = System.getenv("HOURGLASS_DATA");
        if (file == null && root == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name images by --data, or the folder above olshausen/olshausen-images-idx3-ubyte.gz by"
                            + " $HOURGLASS_DATA");
        }
        return file != null ? file : Path.of(root, "olshausen", "olshausen-images-idx3-ubyte.gz");
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private List<Line> measure(Dataset images) {
        try (ThreadTeam one = ThreadTeam.of(1)) {
            Rows pixels = patches(images, FITTED, 1);
            Whitening whitening = Whitening.zca(pixels, variance(pixels), one);
            Rows fitted = Rows.of(pixels.transformed(whitening).toArray(), pixels.columns());
            float[] items = patches(images, patches, 2).transformed(whitening).toArray();
            Autoencoder model = SparseDecompositionTrainer.builder(atoms)
                    .lambda(lambda)
                    .alpha(ALPHA)
                    .optimizer(Adam.of(1e-2))
                    .epochs(epochs)
                    .refinementEpochs(refinementEpochs)
                    .build()
                    .fit(fitted, Listener.NONE, null, one)
                    .bareModel(Autoencoder.class);
            return measure(model, items, one);
        }
    }

    private static Rows patches(Dataset images, int count, long seed) {
        Rows rows = ImagePatches.of(images, SIDE, count, seed, true).rows();
        return Rows.of(rows.toArray(), rows.columns());
    }

    private static double variance(Rows rows) {
        double squares = 0;
        for (float value : rows.toArray()) {
            squares += (double) value * value;
        }
        return squares / rows.count() / rows.columns();
    }

    /** The ways in turns, {@link #rounds} times. */
    List<Line> measure(Autoencoder model, float[] items, ThreadTeam one) {
        int columns = model.visible();
        int from = model.network().decoder().get(0).weightOffset();
        float[] dictionary = Arrays.copyOfRange(model.parameters(), from, from + model.codeSize() * columns);
        double gap = SparseCoder.TOLERANCE;
        Supplier<SparseProblem> problem = () -> SparseProblem.of(dictionary, columns, items, lambda, gap);
        List<String> names = List.of("predicted", "coordinate descent", "FISTA", "feature-sign search");
        List<Supplier<float[]>> ways = List.of(
                () -> model.encode(items, one),
                () -> SparseCoder.codes(dictionary, columns, items, lambda, true, one),
                () -> new Fista().codes(problem.get()),
                () -> new FeatureSign().codes(problem.get()));
        double[][] microseconds = new double[ways.size()][rounds];
        double[][] objectives = new double[ways.size()][];
        for (int way = 0; way < ways.size(); way++) {
            objectives[way] = objectives(problem.get(), ways.get(way).get());
        }
        for (int round = 0; round < rounds; round++) {
            for (int way = 0; way < ways.size(); way++) {
                Supplier<float[]> codes = ways.get(way);
                double milliseconds = TimedStep.milliseconds(() -> codes.get()[0], seconds);
                microseconds[way][round] = 1e3 * milliseconds * columns / items.length;
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int way = 0; way < ways.size(); way++) {
            DoubleSummaryStatistics above = above(objectives[way], objectives);
            lines.add(new Line(
                    names.get(way),
                    Statistics.median(microseconds[way]),
                    Statistics.spread(microseconds[way]),
                    Statistics.median(Statistics.quotients(microseconds[way], microseconds[0])),
                    above.getAverage(),
                    above.getMax()));
        }
        return lines;
    }

    private static double[] objectives(SparseProblem problem, float[] codes) {
        double[] objectives = new double[problem.rows()];
        Arrays.setAll(objectives, row -> problem.objective(row, codes, row * problem.atoms()));
        return objectives;
    }

    /** How far the objective of each item is above the least of all, as a share of that. */
    private static DoubleSummaryStatistics above(double[] objectives, double[][] all) {
        return IntStream.range(0, objectives.length)
                .mapToDouble(row -> objectives[row]
                                / Arrays.stream(all)
                                        .mapToDouble(one -> one[row])
                                        .min()
                                        .orElseThrow()
                        - 1)
                .summaryStatistics();
    }
}
