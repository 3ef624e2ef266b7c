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
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.file.RowWriter;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Writes the codes of data. */
@Command(
        name = "encode",
        description = "Encode data: write the code of each row.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass encode --model model.safetensors --data images/ -o codes.npy"})
final class EncodeCommand implements Runnable {
    @Mixin
    private DataOption input;

    @Mixin
    @Output("Output file: " + OutputFile.CODES + "; in CSV with a last column of labels, if these are known.")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private FormatOption format;

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
    private record Result(String model, String data, int rows, int codeSize, boolean labels, String output) {}

    @Override
    public void run() {
        OutputFile file = format.file(output.path());
        file.addIdsTo(file.addTo(overwrite.targets().reading(input.path(), model.path())))
                .check();
        FittedModel saved = model.read();
        BiFunction<Rows, ThreadTeam, Matrix> encoder = refinement.encoder(saved);
        int units = saved.bareModel().codeSize();
        List<String> names =
                IntStream.range(0, units).mapToObj(unit -> "code" + unit).toList();
        Dataset data = model.open(input.path(), saved, console);
        try (ThreadTeam team = threads.team();
                Progress progress = console.progress(data.rows().count());
                RowWriter writer = file.codes(names, data, saved.thresholds())) {
            new Conversion("encoding", progress, hourglass.interruption())
                    .run(
                            data.rows(),
                            items -> encoder.apply(
                                            Rows.of(items, saved.bareModel().visible()), team)
                                    .values(),
                            writer);
        }
        int rows = data.rows().count();
        console.print(
                output.path(),
                new Result(
                        model.path().toString(),
                        data.name(),
                        rows,
                        units,
                        data.labels() != null,
                        output.path().toString()),
                "%,d codes of %d numbers in %s".formatted(rows, units, output.path()));
    }
}
