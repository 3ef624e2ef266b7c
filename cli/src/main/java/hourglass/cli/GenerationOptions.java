package hourglass.cli;

import hourglass.cli.help.Output;
import hourglass.cli.option.FormatOption;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.SeedOption;
import hourglass.cli.output.Conversion;
import hourglass.cli.output.OutputFile;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many items are generated, from which seed, and where they go. */
final class GenerationOptions {
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

    @Mixin
    @Output("Output file: " + OutputFile.DATA + ".")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private FormatOption format;

    /** The result as JSON. */
    private record Result(String data, int rows, int columns, boolean labels, String output) {}

    public void generate(Generator generator, Console console, Interruption interruption) {
        if (count < 1 || count > MOST) {
            throw new InputException("--count", "", "cannot be " + count, "give 1 to " + MOST);
        }
        OutputFile file = format.file(output.path());
        file.addLabelsTo(file.addTo(overwrite.targets())).check();
        interruption.watch();
        Dataset data = generator.of(count, seed.value());
        try (Progress progress = console.progress(count)) {
            file.write(data, new Conversion("writing", progress, interruption));
        }
        console.print(
                output.path(),
                new Result(
                        data.name(),
                        count,
                        data.rows().columns(),
                        data.labels() != null,
                        output.path().toString()),
                "%,d images in %s (%s)".formatted(count, output.path(), data.name()));
    }
}
