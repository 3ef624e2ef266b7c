package hourglass.bench;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How two sides are compared, and how the result is printed. */
class ComparisonOptions {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each side. Default: 5.")
    private int rounds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads of each side. Default: 2.")
    private int threads;

    @Option(names = "--json", description = "Print one JSON object for each case.")
    private boolean json;

    @Option(names = "--no-peer", description = "Only Hourglass and the limit, where there is one.")
    private boolean noPeer;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Refuses numbers that are too small. */
    final void check() {
        check(rounds >= 1, "--rounds must be 1 or more, but was " + rounds);
        check(threads >= 1, "--threads must be 1 or more, but was " + threads);
    }

    /** Refuses an option of the command. */
    final void check(boolean right, String otherwise) {
        if (!right) {
            throw wrong(otherwise, null);
        }
    }

    /** What is wrong with an option. */
    final ParameterException wrong(String message, @Nullable Throwable cause) {
        return new ParameterException(spec.commandLine(), message, cause);
    }

    final int rounds() {
        return rounds;
    }

    final int threads() {
        return threads;
    }

    final boolean json() {
        return json;
    }

    final boolean noPeer() {
        return noPeer;
    }

    /** Where results go. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Prints a remark on the error stream. */
    final void note(String text) {
        spec.commandLine().getErr().println("bench: " + text);
    }
}
