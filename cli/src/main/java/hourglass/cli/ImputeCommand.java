package hourglass.cli;

import hourglass.anomaly.Imputation;
import hourglass.cli.option.DenoisingOptions;
import hourglass.cli.option.TableOptions;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Destination;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Listing;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Fills the missing cells of a table. */
@Command(
        name = "impute",
        description = "Fills the missing cells of a CSV table (empty, NA, NaN, null or ?) with what a denoising"
                + " autoencoder tells from the other cells of their rows; all others stay as they are.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImputeCommand implements Runnable {
    @Option(names = "--data", required = true, paramLabel = "FILE", description = "A CSV file, plain or gzip.")
    private Path dataPath;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "A CSV file.")
    private Path output;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "What --save-model wrote (default: a model is fitted to the data).")
    private @Nullable Path modelPath;

    @Option(names = "--save-model", paramLabel = "FILE", description = "Where the model goes, to fill other tables.")
    private @Nullable Path savePath;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many rounds, if more than one round tells hidden cells better"
                    + " (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--tolerance",
            paramLabel = "CHANGE",
            defaultValue = "0.001",
            description = "No further round if none changes more than this, in deviations (default: ${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns to leave out and as they are, such as names and numbers of rows.")
    private List<String> ignored = new ArrayList<>();

    @Mixin
    private DenoisingOptions denoising;

    @Mixin
    private TableOptions tables;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    @ParentCommand
    private Hourglass hourglass;

    /** What a machine is told. */
    private record Result(
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
        FittedModel given = modelPath == null ? null : readModel(modelPath);
        Table table = tables.open(dataPath);
        TableEncoding encoding =
                given != null && given.table() != null ? given.table() : TableEncoding.of(table, ignored);
        Dataset data = encoding.encode(table);
        HiddenCells hidden = new HiddenCells(data.rows(), encoding, denoising.seed());
        try (ThreadTeam team = threads.team();
                Progress progress = console.progress(data.rows().count())) {
            DenoisingOptions.Workplace place = new DenoisingOptions.Workplace(team, progress, hourglass.interruption());
            FittedModel saved = given != null ? given : denoising.fitTable(data, encoding, hidden.hidden(), place);
            Imputation once = new Imputation(saved, 1, tolerance);
            Imputation often = new Imputation(saved, rounds, tolerance);
            HiddenCells.Check checkOnce = hidden.check(once, team);
            HiddenCells.Check checkOften = hidden.check(often, team);
            boolean again = checkOften.error() < checkOnce.error();
            Filler filler = new Filler(table, encoding, data.rows());
            int made = filler.fill(again ? often : once, team);
            table.write(output, filler::text);
            if (savePath != null) {
                ModelFile.write(savePath, saved);
            }
            print(table, filler, made, again ? checkOften : checkOnce);
        }
    }

    private void checkOptions() {
        if (rounds < 1) {
            throw new InputException("--rounds", "", "cannot be " + rounds, "give 1 or more");
        }
        if (!(tolerance >= 0)) {
            throw new InputException("--tolerance", "", "cannot be " + tolerance, "give 0 or more");
        }
        if (output.equals(savePath)) {
            throw new InputException(
                    output.toString(), "", "table and model would share a file", "give different names");
        }
        Destination.requireWritable(output);
        if (savePath != null) {
            Destination.requireWritable(savePath);
        }
    }

    private static FittedModel readModel(Path path) {
        FittedModel saved = ModelFile.read(path);
        if (saved.table() == null || saved.encoderDecoder().isEmpty()) {
            throw new InputException(
                    path.toString(), "", "is no autoencoder of tables", "give what impute --save-model wrote");
        }
        return saved;
    }

    private void print(Table table, Filler filler, int made, HiddenCells.Check check) {
        Result result = new Result(
                table.name(),
                table.rows(),
                table.missing(),
                filler.filled(),
                made,
                check,
                output.toString(),
                savePath == null ? null : savePath.toString());
        Listing text = new Listing()
                .add("table", "%s, %,d rows".formatted(output, result.rows()))
                .add(
                        "filled",
                        "%,d of %,d missing cells, in %d rounds".formatted(result.filled(), result.missing(), made))
                .add(
                        "hidden",
                        "%,d known cells, told with an error of %.3f deviations; by their means %.3f"
                                .formatted(check.cells(), check.error(), check.errorOfMean()));
        if (savePath != null) {
            text.add("model", savePath);
        }
        console.print(result, text);
    }
}
