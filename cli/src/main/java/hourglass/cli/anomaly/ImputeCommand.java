package hourglass.cli.anomaly;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.IgnoreOption;
import hourglass.cli.option.InputPath;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.TableOptions;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Content;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.output.TableReadingText;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Listing;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.data.table.TableReading;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Fills the missing cells of a table. */
@Command(
        name = "impute",
        description = "Fill in the missing cells of a table.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass impute --data table.csv -o filled.csv"})
public final class ImputeCommand implements Runnable {
    @Group(Heading.DATA)
    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            converter = InputPath.class,
            description =
                    "CSV file, plain or gzipped, or - for standard input. Missing cells are empty, NA, N/A, null, ? or another usual mark, or one of --missing.")
    private Path dataPath;

    @Mixin
    @Output("Output file (.csv, or - for standard output); all other cells are copied unchanged.")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private ReusedModelOptions model;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Maximum number of rounds, used if more than one round predicts hidden cells better"
                    + " (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--tolerance",
            paramLabel = "CHANGE",
            defaultValue = "0.001",
            description =
                    "Stop when no cell changes by more than this many standard deviations (default: ${DEFAULT-VALUE}).")
    private double tolerance;

    @Mixin
    private IgnoreOption ignored;

    @Mixin
    private DenoisingOptions denoising;

    @Mixin
    private TableOptions tables;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    @ParentCommand
    private Interruption.Source hourglass;

    /** The result as JSON. */
    private record Result(
            TableReading reading,
            String data,
            int rows,
            int missing,
            int filled,
            int rounds,
            HiddenCells.Check hidden,
            String output,
            @Nullable String model) {}

    @Override
    public void run() {
        checkOptions();
        FittedModel given = model.given() == null ? null : readModel(model.given());
        Table table = tables.open(dataPath);
        TableEncoding encoding =
                given != null && given.table() != null ? given.table() : TableEncoding.of(table, ignored.columns());
        Dataset data = encoding.encode(table);
        TableReading reading = TableReading.of(table, encoding);
        console.printAhead(output.path(), TableReadingText.of(reading));
        HiddenCells hidden = new HiddenCells(data.rows(), encoding, denoising.seed());
        try (ThreadTeam team = threads.team();
                Progress progress = console.progress(data.rows().count())) {
            DenoisingOptions.Workplace place = new DenoisingOptions.Workplace(team, progress, hourglass.interruption());
            FittedModel saved =
                    given != null ? given : denoising.fitTable(data, encoding, hidden.hidden(), false, place);
            HiddenCells.Choice best = hidden.best(saved, rounds, tolerance, team);
            Filler filler = new Filler(table, encoding, data.rows());
            int made = filler.fill(best.imputation(), team);
            table.write(output.path(), filler::text);
            model.save(saved);
            print(reading, table, filler, made, best.check());
        }
    }

    private void checkOptions() {
        if (rounds < 1) {
            throw new InputException("--rounds", "", "cannot be " + rounds, "give 1 or more");
        }
        if (!(tolerance >= 0)) {
            throw new InputException("--tolerance", "", "cannot be " + tolerance, "give 0 or more");
        }
        OutputTargets targets = overwrite.targets().reading(dataPath);
        model.addTo(targets.writing(output.path(), Content.TABLE)).check();
    }

    private static FittedModel readModel(Path path) {
        FittedModel saved = ModelFile.read(path);
        if (saved.table() == null || saved.encoderDecoder().isEmpty()) {
            throw new InputException(
                    path.toString(), "", "is not an autoencoder of tables", "give what impute --save-model wrote");
        }
        return saved;
    }

    private void print(TableReading reading, Table table, Filler filler, int made, HiddenCells.Check check) {
        Result result = new Result(
                reading,
                table.name(),
                table.rows(),
                reading.missingCells(),
                filler.filled(),
                made,
                check,
                output.path().toString(),
                model.savedName());
        Listing text = new Listing()
                .add("table", "%s, %,d rows".formatted(output.path(), result.rows()))
                .add(
                        "filled",
                        "%,d of %,d missing cells, in %s"
                                .formatted(result.filled(), result.missing(), made == 1 ? "1 round" : made + " rounds"))
                .add(
                        "hidden",
                        check.cells() == 0
                                ? "no known cells: there are too few to measure how well cells are predicted"
                                : "%,d known cells, predicted with an error of %.3f standard deviations; by column means %.3f"
                                        .formatted(check.cells(), check.error(), check.errorOfMean()));
        if (model.savedName() != null) {
            text.add("model", model.savedName());
        }
        console.print(output.path(), result, text);
    }
}
