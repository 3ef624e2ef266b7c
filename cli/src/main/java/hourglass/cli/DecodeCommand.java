package hourglass.cli;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.FormatOption;
import hourglass.cli.option.InputPath;
import hourglass.cli.option.ModelOptions;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Conversion;
import hourglass.cli.output.OutputFile;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.data.file.RowWriter;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes the items that codes stand for. */
@Command(
        name = "decode",
        description = "Decode codes: write the item that each stands for.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass decode --model model.safetensors --codes codes.npy -o items.png"})
final class DecodeCommand implements Runnable {
    @Group(Heading.DATA)
    @Option(
            names = "--codes",
            paramLabel = "FILE",
            converter = InputPath.class,
            description = "Codes to decode, as encode writes them: .npy or .csv, or - for standard input.")
    private @Nullable Path codesPath;

    @Group(Heading.DATA)
    @Option(
            names = "--code",
            paramLabel = "NUMBERS",
            split = ",",
            description = "One code to decode instead: its numbers, separated by commas.")
    private @Nullable Float[] code;

    @Mixin
    @Output("Output file: " + OutputFile.ITEMS + ".")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private FormatOption format;

    @Mixin
    private ModelOptions model;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    @ParentCommand
    private Hourglass hourglass;

    /** The result as JSON. */
    private record Result(String model, int rows, String output) {}

    @Override
    public void run() {
        OutputFile file = format.file(output.path());
        file.addTo(overwrite
                        .targets()
                        .reading(codesPath == null ? new Path[] {model.path()} : new Path[] {codesPath, model.path()}))
                .check();
        FittedModel saved = model.readWithDecoder();
        int units = saved.bareModel().codeSize();
        Dataset codes = codes(units);
        Rows rows = codes.rows();
        try (ThreadTeam team = threads.team();
                Progress progress = console.progress(rows.count());
                RowWriter writer = file.items(
                        saved.bareModel().visible(),
                        saved.data().columnNames(),
                        codes.ids(),
                        (Labels) null,
                        saved.data().imageShape())) {
            new Conversion("decoding", progress, hourglass.interruption())
                    .run(
                            rows,
                            some -> saved.decode(new Matrix(some, units), team).values(),
                            writer);
        }
        console.print(
                output.path(),
                new Result(model.path().toString(), rows.count(), output.path().toString()),
                "%,d %s decoded in %s".formatted(rows.count(), rows.count() == 1 ? "code" : "codes", output.path()));
    }

    private Dataset codes(int units) {
        if ((codesPath == null) == (code == null)) {
            throw new InputException("decode", "", "needs --codes or --code, one of the two", "give one");
        }
        Dataset codes = codesPath != null ? Datasets.open(codesPath, ReadOptions.DEFAULT) : Dataset.of(single(code));
        if (codes.rows().columns() != units) {
            throw new InputException(
                    codesPath == null ? "--code" : codesPath.toString(),
                    "",
                    "has codes of %d numbers, but the model's have %d"
                            .formatted(codes.rows().columns(), units),
                    "give codes of this model; of a CSV file, remove the column of labels");
        }
        return codes;
    }

    private static Rows single(Float... code) {
        float[] numbers = new float[code.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = code[i];
        }
        return new Matrix(numbers, numbers.length);
    }
}
