package hourglass.cli;

import hourglass.cli.help.Output;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.SeedOption;
import hourglass.cli.output.Content;
import hourglass.cli.terminal.Console;
import hourglass.data.InputException;
import hourglass.data.generated.Trees;
import hourglass.data.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generates a table of numbers and categories. */
@Command(
        name = "trees",
        description = "Generate a CSV table of trees: numbers and categories.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: hourglass data trees --count 1000 --missing 0.1 -o trees.csv"})
final class TreesCommand implements Runnable {
    private static final int MOST = 1_000_000;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Number of rows (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--missing",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of empty cells (default: ${DEFAULT-VALUE}).")
    private double missing;

    @Option(
            names = "--odd",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Share of anomalous rows, one measurement of which is from another tree; column odd marks them"
                            + " (default: ${DEFAULT-VALUE}).")
    private double odd;

    @Mixin
    private SeedOption seed;

    @Mixin
    @Output("Output file (.csv, or - for standard output).")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private Console console;

    /** The result as JSON. */
    private record Result(String data, int rows, int columns, int missing, String output) {}

    @Override
    public void run() {
        if (count < 1 || count > MOST) {
            throw new InputException("--count", "", "cannot be " + count, "give 1 to " + MOST);
        }
        requireShare("--missing", missing);
        requireShare("--odd", odd);
        overwrite.targets().writing(output.path(), Content.TABLE).check();
        Table trees = Trees.of(count, missing, odd, seed.value());
        trees.write(output.path(), (row, column) -> null);
        console.print(
                output.path(),
                new Result(
                        trees.name(),
                        count,
                        trees.columns().size(),
                        trees.missing(),
                        output.path().toString()),
                "%,d trees in %s (%s)".formatted(count, output.path(), trees.name()));
    }

    private static void requireShare(String option, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new InputException(option, "", "cannot be " + share, "give 0 to below 1");
        }
    }
}
