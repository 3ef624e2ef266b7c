package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.matrix.ThreadTeam;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The number of threads. */
@Advanced
@Group(Heading.OTHER)
public final class ThreadOptions {
    private static final Range ALLOWED = new Range(1, 1024);

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads (default: one for each processor).")
    private @Nullable Integer threads;

    /** How many. */
    public int count() {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        ALLOWED.require("--threads", count);
        return count;
    }

    /** A new team, to be closed. */
    public ThreadTeam team() {
        return ThreadTeam.of(count());
    }
}
