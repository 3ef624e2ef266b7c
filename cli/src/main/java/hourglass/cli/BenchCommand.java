package hourglass.cli;

import hourglass.data.InputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Lists the benchmarks, which are not part of an installation: the launcher of a checkout runs them. */
@Command(
        name = "bench",
        description = "Compare the speed with other libraries (in a source checkout).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: hourglass bench --list"})
final class BenchCommand implements Runnable {
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public void run() {
        throw new InputException(
                "bench",
                String.join(" ", arguments),
                "the benchmarks are not part of an installation",
                "run ./hourglass bench in a checkout of the sources");
    }
}
