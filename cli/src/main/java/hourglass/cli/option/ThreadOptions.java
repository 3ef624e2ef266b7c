package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.InputException;
import hourglass.matrix.ThreadTeam;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The number of threads. */
@Advanced
@Group(Heading.OTHER)
public final class ThreadOptions {
    private static final int MOST = 1024;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: one for each processor).")
    private @Nullable Integer threads;

    /** A new team, to be closed. */
    public ThreadTeam team() {
        int size = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (size < 1 || size > MOST) {
            throw new InputException("--threads", "", "cannot be " + size, "give 1 to " + MOST);
        }
        return ThreadTeam.of(size);
    }
}
