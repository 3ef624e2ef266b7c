package hourglass.cli.anomaly;

import hourglass.anomaly.AnomalyScorer;
import hourglass.anomaly.References;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.DataOption;
import hourglass.cli.option.FormatOption;
import hourglass.cli.option.IgnoreOption;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.ReadingOptions;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Conversion;
import hourglass.cli.output.OutputFile;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.output.TableReadingText;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Listing;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.file.Datasets;
import hourglass.data.file.RowTexts;
import hourglass.data.file.RowWriter;
import hourglass.data.table.EncodedTable;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.data.table.TableReading;
import hourglass.eval.RocCurve;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.AnomalyScale;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Scores rows by how badly an autoencoder reconstructs them. */
@Command(
        name = "anomalies",
        description = "Find rows that a denoising autoencoder reconstructs badly.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass anomalies --data digits.npy -o scores.csv --save-model model.safetensors"})
public final class AnomaliesCommand implements Runnable {
    @Mixin
    private DataOption input;

    @Mixin
    @Output("Output file: " + OutputFile.NUMBERS
            + ": score of each row, whether it is above the threshold, share of each column (not for images), and what"
            + " was expected.")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private FormatOption format;

    @Mixin
    private ReusedModelOptions model;

    @Option(
            names = "--quantile",
            paramLabel = "SHARE",
            description = "Share of the training rows with scores below the threshold (default: 0.99, or the saved"
                    + " model's own).")
    private @Nullable Double quantile;

    @Group(Heading.DATA)
    @Option(
            names = "--outlier",
            paramLabel = "CLASS",
            description = "Class that is known to be anomalous; measures how well the scores separate it.")
    private @Nullable String outlier;

    @Group(Heading.OUTPUT)
    @Option(
            names = "--worst",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of worst rows to print (default: ${DEFAULT-VALUE}).")
    private int worst;

    @Group(Heading.OUTPUT)
    @Option(
            names = "--keep",
            paramLabel = "COLUMN",
            split = ",",
            description =
                    "Columns of a table to write before the scores; row for the number of each row, all for all columns.")
    private List<String> kept = new ArrayList<>();

    @Mixin
    private IgnoreOption ignored;

    @Mixin
    private DenoisingOptions denoising;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    @ParentCommand
    private Interruption.Source hourglass;

    /** The result as JSON. */
    private record Result(
            @Nullable TableReading reading,
            String data,
            int rows,
            double quantile,
            double threshold,
            int anomalies,
            int empty,
            @Nullable Double rocArea,
            List<WorstRows.Row> worst,
            String output,
            @Nullable String model) {}

    /** The rows, and the table and encoding that made them, if they did. */
    private record Input(
            Dataset data,
            @Nullable Table table,
            @Nullable TableEncoding encoding,
            @Nullable TableReading reading) {}

    @Override
    public void run() {
        checkOptions();
        FittedModel given = model.given() == null ? null : readModel(model.given());
        Input from = given != null ? openFor(given) : open();
        Dataset data = from.data;
        boolean[] outliers = outliers(data);
        RowTexts columns = KeptColumns.of(from.table, kept);
        if (from.reading != null) {
            console.printAhead(output.path(), TableReadingText.of(from.reading));
        }
        try (ThreadTeam team = threads.team();
                Progress progress = console.progress(data.rows().count())) {
            DenoisingOptions.Workplace place = new DenoisingOptions.Workplace(team, progress, hourglass.interruption());
            FittedModel saved = given != null ? withReferences(given, from) : fit(from, place);
            AnomalyScale scale = saved.anomalies() != null
                    ? saved.anomalies()
                    : AnomalyScorer.scale(
                            saved,
                            data.rows(),
                            DenoisingOptions.masking(saved),
                            quantile == null ? 0.99 : quantile,
                            place.watcher("measuring errors"),
                            team);
            AnomalyScorer scorer = new AnomalyScorer(saved, scale, team);
            OutputFile file = format.file(output.path());
            Scoring scoring = new Scoring(scorer, data, worst, file.hasTexts());
            try (RowWriter writer = file.numbers(
                    scoring.names(),
                    RowTexts.joined(RowTexts.ids(data.ids()), columns),
                    RowTexts.joined(scoring.blames(), RowTexts.labels(data.labels())))) {
                new Conversion("scoring", progress, hourglass.interruption()).run(data.rows(), scoring::next, writer);
            }
            model.save(saved.withAnomalies(scale));
            print(from, scale, scoring, outliers == null ? null : RocCurve.area(scoring.scores(), outliers));
        }
    }

    private void checkOptions() {
        if (quantile != null && !(quantile > 0 && quantile <= 1)) {
            throw new InputException("--quantile", "", "cannot be " + quantile, "give a number above 0 up to 1");
        }
        if (worst < 0) {
            throw new InputException("--worst", "", "cannot be " + worst, "give 0 or more");
        }
        OutputTargets targets = overwrite.targets().reading(input.path());
        OutputFile file = format.file(output.path());
        if (!kept.isEmpty() && !file.hasTexts()) {
            throw new InputException(
                    "--keep", "", "needs an output file that can hold text", "end its name in .csv or .jsonl");
        }
        model.addTo(file.addIdsTo(file.addTo(targets))).check();
    }

    private FittedModel readModel(Path path) {
        FittedModel saved = ModelFile.read(path);
        if (saved.encoderDecoder().isEmpty()) {
            throw new InputException(
                    path.toString(), "", "is a classifier, which reconstructs nothing", "give an autoencoder");
        }
        if (quantile != null && saved.anomalies() != null) {
            throw new InputException(
                    "--quantile",
                    "",
                    "the model has its threshold, at the quantile "
                            + saved.anomalies().quantile(),
                    "leave it out, or fit a new model without --model");
        }
        return saved;
    }

    private Input openFor(FittedModel saved) {
        if (saved.table() != null) {
            Table table = reading.openTable(input.path());
            return input(table, EncodedTable.of(table, saved.table(), reading.labelColumn()));
        }
        boolean keepsColumns = !kept.isEmpty() && Datasets.isText(input.path());
        return new Input(
                reading.open(input.path(), saved), keepsColumns ? reading.openTable(input.path()) : null, null, null);
    }

    private Input open() {
        if (!Datasets.isText(input.path())) {
            return new Input(reading.open(input.path()), null, null, null);
        }
        Table table = reading.openTable(input.path());
        return input(table, reading.encode(table, ignored.columns()));
    }

    private Input input(Table table, EncodedTable encoded) {
        TableReading read = TableReading.of(table, encoded.encoding(), reading.labelColumn());
        return new Input(encoded.data(), table, encoded.encoding(), read);
    }

    private FittedModel fit(Input from, DenoisingOptions.Workplace place) {
        return from.encoding == null
                ? denoising.fit(from.data, place)
                : denoising.fitTable(from.data, from.encoding, from.data.rows(), true, place);
    }

    /** A model of tables that another command wrote compares rows with those that are scored first. */
    private static FittedModel withReferences(FittedModel given, Input from) {
        return given.anomalies() != null || given.references() != null || given.table() == null
                ? given
                : given.withReferences(References.of(from.data.rows(), given.table(), given.transform())
                        .rows());
    }

    /** Which rows are known to be anomalous, or null if --outlier was not given. */
    private boolean @Nullable [] outliers(Dataset data) {
        if (outlier == null) {
            return null;
        }
        Labels labels = data.labels();
        if (labels == null || !labels.names().contains(outlier)) {
            throw new InputException(
                    "--outlier",
                    "",
                    labels == null
                            ? "%s has no labels".formatted(data.name())
                            : "there is no class %s among %s".formatted(outlier, labels.names()),
                    "name a class that the labels have, and the column of a table that holds them by --labels");
        }
        int place = labels.names().indexOf(outlier);
        boolean[] outliers = new boolean[data.rows().count()];
        IntStream.range(0, outliers.length).forEach(row -> outliers[row] = labels.classes()[row] == place);
        return outliers;
    }

    private void print(Input from, AnomalyScale scale, Scoring scoring, @Nullable Double area) {
        Dataset data = from.data;
        Result result = new Result(
                from.reading,
                data.name(),
                data.rows().count(),
                scale.quantile(),
                scale.threshold(),
                scoring.anomalies(),
                scoring.empty(),
                area,
                scoring.worst(),
                output.path().toString(),
                model.savedName());
        Listing text = new Listing()
                .add("scores", "%s, %,d rows".formatted(output.path(), result.rows()))
                .add("threshold", "%.4g, the quantile %s".formatted(scale.threshold(), scale.quantile()))
                .add("anomalies", "%,d rows above it".formatted(result.anomalies()));
        if (scoring.empty() > 0) {
            text.add("empty", "%,d rows of nothing but gaps, which score 0".formatted(scoring.empty()));
        }
        for (int i = 0; i < result.worst().size(); i++) {
            text.add("worst " + (i + 1), result.worst().get(i));
        }
        if (area != null) {
            text.add("area", "%.4f under the ROC curve, for %s".formatted(area, outlier));
        }
        if (model.savedName() != null) {
            text.add("model", model.savedName());
        }
        console.print(output.path(), result, text);
    }
}
