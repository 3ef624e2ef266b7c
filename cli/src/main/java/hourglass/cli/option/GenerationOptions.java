package hourglass.cli.option;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.output.Conversion;
import hourglass.cli.output.OutputFile;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many items are generated, from which seed, and where they go. */
public final class GenerationOptions {
    private static final int MOST = 2_000_000;

    /** Draws a data set. */
    @FunctionalInterface
    public interface Generator {
        Dataset of(int count, long seed);
    }

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Number of rows (default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin
    private SeedOption seed;

    @Group(Heading.OUTPUT)
    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Output file: " + OutputFile.DATA + ".")
    private Path output;

    /** The result as JSON. */
    private record Result(String data, int rows, int columns, boolean labels, String output) {}

    public void generate(Generator generator, Console console, Interruption interruption) {
        if (count < 1 || count > MOST) {
            throw new InputException("--count", "", "cannot be " + count, "give 1 to " + MOST);
        }
        interruption.watch();
        Dataset data = generator.of(count, seed.value());
        try (Progress progress = console.progress(count)) {
            new OutputFile(output).write(data, new Conversion("writing", progress, interruption));
        }
        console.print(
                new Result(data.name(), count, data.rows().columns(), data.labels() != null, output.toString()),
                "%,d images in %s (%s)".formatted(count, output, data.name()));
    }
}
