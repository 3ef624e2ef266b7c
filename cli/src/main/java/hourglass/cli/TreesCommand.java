package hourglass.cli;

import hourglass.cli.terminal.Console;
import hourglass.data.InputException;
import hourglass.data.generated.Trees;
import hourglass.data.table.Table;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generates a table of numbers and categories. */
@Command(
        name = "trees",
        description = "Draws a table of trees: numbers and categories that depend on each other, in CSV.",
        mixinStandardHelpOptions = true)
final class TreesCommand implements Runnable {
    private static final int MOST = 1_000_000;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--missing",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Of the cells that are empty (default: ${DEFAULT-VALUE}).")
    private double missing;

    @Option(
            names = "--odd",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Of the trees one measurement of which is another tree's; the column odd says which"
                    + " (default: ${DEFAULT-VALUE}).")
    private double odd;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that is random (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "A CSV file.")
    private Path output;

    @Mixin
    private Console console;

    /** What a machine is told. */
    private record Result(String data, int rows, int columns, int missing, String output) {}

    @Override
    public void run() {
        if (count < 1 || count > MOST) {
            throw new InputException("--count", "", "cannot be " + count, "give 1 to " + MOST);
        }
        requireShare("--missing", missing);
        requireShare("--odd", odd);
        Table trees = Trees.of(count, missing, odd, seed);
        trees.write(output, (row, column) -> null);
        console.print(
                new Result(trees.name(), count, trees.columns().size(), trees.missing(), output.toString()),
                "%,d trees in %s (%s)".formatted(count, output, trees.name()));
    }

    private static void requireShare(String option, double share) {
        if (!(share >= 0 && share < 1)) {
            throw new InputException(option, "", "cannot be " + share, "give 0 to below 1");
        }
    }
}
