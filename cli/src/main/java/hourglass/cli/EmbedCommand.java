package hourglass.cli;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.DataOption;
import hourglass.cli.option.FormatOption;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.ReadingOptions;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Conversion;
import hourglass.cli.output.OutputFile;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.file.RowWriter;
import hourglass.embedding.VectorEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes the vectors that a model of another program makes. */
@Command(
        name = "embed",
        description = "Write the vectors that an ONNX model makes of images or rows of numbers.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Images are brought to the size that the model takes. Then index and search the vectors.",
            "Example: hourglass embed --encoder resnet.onnx --data photos/ -o vectors.npy"
        })
final class EmbedCommand implements Runnable {
    @Mixin
    private DataOption input;

    @Mixin
    @Output("Output file: " + OutputFile.CODES + ".")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private FormatOption format;

    @Group(Heading.MODEL)
    @Option(
            names = "--encoder",
            required = true,
            paramLabel = "FILE",
            description = "ONNX model that makes the vectors.")
    private Path encoderPath;

    @Group(Heading.MODEL)
    @Option(
            names = "--mean",
            split = ",",
            paramLabel = "NUMBER",
            description =
                    "Mean that the model expects to be subtracted from pixels of 0 to 1, one for all channels or one each"
                            + " (default: none).")
    private List<Double> mean = List.of();

    @Group(Heading.MODEL)
    @Option(
            names = "--deviation",
            split = ",",
            paramLabel = "NUMBER",
            description = "Standard deviation by which pixels are then divided, likewise (default: 1).")
    private List<Double> deviation = List.of();

    @Advanced
    @Group(Heading.MODEL)
    @Option(
            names = "--encoder-output",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Output of the model that is the vector (default: the only one that can be).")
    private String encoderOutput;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    @ParentCommand
    private Hourglass hourglass;

    /** The result as JSON. */
    private record Result(String encoder, String data, int rows, int numbers, String output) {}

    @Override
    public void run() {
        OutputFile file = format.file(output.path());
        file.addIdsTo(file.addTo(overwrite.targets().reading(input.path(), encoderPath)))
                .check();
        try (VectorEncoder encoder = encoder()) {
            Dataset data = reading.open(input.path(), encoder);
            Rows rows = data.rows();
            int numbers = encoder.encode(rows.slice(0, 1), data.imageShape()).columns();
            List<String> names =
                    IntStream.range(0, numbers).mapToObj(i -> "v" + i).toList();
            try (Progress progress = console.progress(rows.count());
                    RowWriter writer = file.codes(names, data, null)) {
                new Conversion("encoding", progress, hourglass.interruption())
                        .run(
                                rows,
                                items -> encoder.encode(Rows.of(items, rows.columns()), data.imageShape())
                                        .values(),
                                writer);
            }
            console.print(
                    output.path(),
                    new Result(
                            encoderPath.toString(),
                            data.name(),
                            rows.count(),
                            numbers,
                            output.path().toString()),
                    "%,d vectors of %d numbers in %s".formatted(rows.count(), numbers, output.path()));
        }
    }

    private VectorEncoder encoder() {
        VectorEncoder.Options options;
        try {
            options = new VectorEncoder.Options(encoderOutput, mean, deviation, threads.count());
        } catch (IllegalArgumentException e) {
            throw new InputException("--mean", "", String.valueOf(e.getMessage()), "give other numbers", e);
        }
        return ServiceLoader.load(VectorEncoder.Provider.class)
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "--encoder",
                        "",
                        "needs the module hourglass-onnx-runtime with ONNX Runtime, which are not among the libraries of this"
                                + " command",
                        "start ./hourglass of the sources, or add both jars to the folder lib"))
                .open(encoderPath, options);
    }
}
