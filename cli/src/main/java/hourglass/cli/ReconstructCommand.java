package hourglass.cli;

import hourglass.cli.help.Output;
import hourglass.cli.option.DataOption;
import hourglass.cli.option.FormatOption;
import hourglass.cli.option.ModelOptions;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.RefinementOption;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Conversion;
import hourglass.cli.output.OutputFile;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.file.RowWriter;
import hourglass.eval.ReconstructionError;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes the reconstructions of data. */
@Command(
        name = "reconstruct",
        description = "Reconstruct data: encode and decode each row.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass reconstruct --model model.safetensors --data images/ -o reconstructions.png"})
final class ReconstructCommand implements Runnable {
    private static final int SHEET = 100;

    @Mixin
    private DataOption input;

    @Mixin
    @Output("Output file: " + OutputFile.ITEMS + ".")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "Number of rows, from the first (default: all; 100 for a single picture).")
    private @Nullable Integer count;

    @Mixin
    private ModelOptions model;

    @Mixin
    private RefinementOption refinement;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    @ParentCommand
    private Hourglass hourglass;

    /** The result as JSON. */
    private record Result(String model, String data, int rows, double squaredError, String output) {}

    @Override
    public void run() {
        OutputFile file = format.file(output.path());
        file.addIdsTo(file.addTo(overwrite.targets().reading(input.path(), model.path())))
                .check();
        FittedModel saved = model.readWithDecoder();
        BiFunction<Rows, ThreadTeam, Matrix> encoder = refinement.encoder(saved);
        Dataset data = model.open(input.path(), saved, console);
        Rows rows = first(data.rows(), file);
        DoubleAdder error = new DoubleAdder();
        try (ThreadTeam team = threads.team();
                Progress progress = console.progress(rows.count());
                RowWriter writer = file.items(
                        rows.columns(),
                        saved.data().columnNames(),
                        data.ids(),
                        data.labels(),
                        saved.data().imageShape())) {
            new Conversion("reconstructing", progress, hourglass.interruption())
                    .run(
                            rows,
                            items -> {
                                Matrix block =
                                        new Matrix(items, saved.bareModel().visible());
                                Matrix again = saved.decode(encoder.apply(block, team), team);
                                error.add(block.count() * ReconstructionError.squared(block, again));
                                return again.values();
                            },
                            writer);
        }
        double squared = error.sum() / rows.count();
        console.print(
                output.path(),
                new Result(
                        model.path().toString(),
                        data.name(),
                        rows.count(),
                        squared,
                        output.path().toString()),
                "%,d reconstructions in %s; squared error %.4g a row".formatted(rows.count(), output.path(), squared));
    }

    private Rows first(Rows rows, OutputFile file) {
        if (count != null && count < 1) {
            throw new InputException("--count", "", "cannot be " + count, "give 1 or more");
        }
        int most = count != null ? count : file.isSheet() ? SHEET : rows.count();
        return rows.slice(0, Math.min(most, rows.count()));
    }
}
