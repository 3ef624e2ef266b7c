package hourglass.bench;

import com.amazon.randomcutforest.RandomCutForest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.data.file.Split;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.eval.RocCurve;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Anomalies by a forest of isolating trees, in the protocol of {@code hourglass experiment anomalies}: fitted to the training
 * images of one digit, measured on all test images, in turn for each digit; or of tables, as {@code hourglass anomalies} finds them,
 * fitted to the rows that it scores.
 *
 * <p>It is a robust random cut forest (S. Guha et al., ICML 2016), which cuts wide columns more often than an isolation
 * forest does and keeps a random sample of the rows in each tree.
 */
@Command(
        name = "anomalies",
        mixinStandardHelpOptions = true,
        description =
                "Measures how well a robust random cut forest separates one digit of MNIST from all others, to be held"
                        + " against hourglass experiment anomalies; or the anomalies of tables, against hourglass anomalies.")
final class ForestBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The folder of MNIST's files (default: mnist in $HOURGLASS_DATA).")
    private @Nullable Path folder;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Tables to find anomalies in, instead of MNIST.")
    private List<Path> tables = new ArrayList<>();

    @Option(
            names = "--labels",
            paramLabel = "COLUMN",
            defaultValue = "anomaly",
            description = "Column of the tables that tells what is anomalous. Default: ${DEFAULT-VALUE}.")
    private String labelColumn = "anomaly";

    @Option(
            names = "--outlier",
            paramLabel = "CLASS",
            defaultValue = "yes",
            description = "What anomalous rows have there. Default: ${DEFAULT-VALUE}.")
    private String outlier = "yes";

    @Option(names = "--trees", paramLabel = "N", defaultValue = "100", description = "Default: 100.")
    private int trees = 100;

    @Option(names = "--sample", paramLabel = "ROWS", defaultValue = "256", description = "Of each tree. Default: 256.")
    private int sample = 256;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: 1.")
    private long seed = 1;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException {
        check(trees >= 1, "--trees must be 1 or more, but was " + trees);
        check(sample >= 2, "--sample must be 2 or more, but was " + sample);
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Double> areas = new LinkedHashMap<>();
        try {
            if (!tables.isEmpty()) {
                report(out, "  table      forest   (area under the ROC curve)%n");
                for (Path table : tables) {
                    add(areas, table.getFileName().toString(), area(table), out);
                }
                return print(areas, out);
            }
            Path data = data();
            Dataset training = Datasets.open(data, ReadOptions.DEFAULT);
            Dataset test = Datasets.open(data, ReadOptions.DEFAULT.withSplit(Split.TEST));
            Labels labels = labels(training, test);
            report(out, "  normal     forest   (area under the ROC curve)%n");
            for (int digit = 0; digit < labels.names().size(); digit++) {
                add(
                        areas,
                        labels.names().get(digit),
                        area(training.rowsOfClass(digit), test.rows(), labels.classes(), digit),
                        out);
            }
        } catch (InputException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        add(
                areas,
                "mean",
                areas.values().stream().mapToDouble(one -> one).average().orElseThrow(),
                out);
        return print(areas, out);
    }

    private int print(Map<String, Double> areas, PrintWriter out) throws JsonProcessingException {
        if (json) {
            out.println(JSON.writeValueAsString(areas));
            out.flush();
        }
        return 0;
    }

    /** Printed one by one, since a digit takes most of a minute. */
    private void add(Map<String, Double> areas, String name, double area, PrintWriter out) {
        areas.put(name, area);
        report(out, "  %-8s %8.4f%n", name, area);
    }

    private void report(PrintWriter out, String line, Object... values) {
        if (!json) {
            out.printf(Locale.ROOT, line, values);
            out.flush();
        }
    }

    private Path data() {
        String root = System.getenv("HOURGLASS_DATA");
        if (folder == null && root == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name the folder of MNIST's files by --data, or the one above it by $HOURGLASS_DATA");
        }
        return folder != null ? folder : Path.of(root, "mnist");
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static Labels labels(Dataset training, Dataset test) {
        Labels labels = test.labels();
        if (labels == null || training.labels() == null) {
            throw new InputException(test.name(), "", "has no labels", "give MNIST with its files of labels");
        }
        return labels;
    }

    /** The area for a table, standardised as hourglass anomalies does. */
    double area(Path path) {
        Table table = Table.read(path, ReadOptions.DEFAULT);
        TableEncoding encoding = TableEncoding.of(table, List.of(labelColumn));
        Rows encoded = encoding.encode(table).rows();
        Rows rows = encoded.transformed(encoding.standardization(encoded)).completed();
        Labels labels = table.labels(labelColumn);
        int place = labels.names().indexOf(outlier);
        if (place < 0) {
            throw new InputException(
                    table.name(),
                    "column " + labelColumn,
                    "has no %s, but %s".formatted(outlier, labels.names()),
                    "name what anomalous rows have there by --outlier");
        }
        return area(rows, rows, i -> labels.classes()[i] == place);
    }

    /** The area for one class that is normal. */
    double area(Rows normal, Rows test, int[] classes, int digit) {
        return area(normal, test, i -> classes[i] != digit);
    }

    private double area(Rows normal, Rows test, IntPredicate isOutlier) {
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(normal.columns())
                .numberOfTrees(trees)
                .sampleSize(sample)
                // The rows come in no order of time: all are as likely to be kept.
                .timeDecay(0)
                .randomSeed(seed)
                .parallelExecutionEnabled(true)
                .threadPoolSize(Runtime.getRuntime().availableProcessors())
                .build();
        float[] row = new float[normal.columns()];
        for (int i = 0; i < normal.count(); i++) {
            normal.read(i, row, 0);
            forest.update(row.clone());
        }
        double[] scores = new double[test.count()];
        boolean[] outliers = new boolean[test.count()];
        for (int i = 0; i < scores.length; i++) {
            test.read(i, row, 0);
            scores[i] = forest.getAnomalyScore(row);
            outliers[i] = isOutlier.test(i);
        }
        return RocCurve.area(scores, outliers);
    }
}
