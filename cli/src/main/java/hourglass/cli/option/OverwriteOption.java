package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.output.OutputTargets;
import picocli.CommandLine.Option;

/** What files that are written may replace. */
@Group(Heading.OUTPUT)
public final class OverwriteOption {
    @Advanced
    @Option(
            names = "--overwrite",
            description =
                    "Replace output files that hold something of another kind, and the checkpoint of an interrupted run;"
                            + " inputs are never replaced.")
    private boolean overwrite;

    public boolean isGiven() {
        return overwrite;
    }

    /** The files of a command, to be checked. */
    public OutputTargets targets() {
        return new OutputTargets(overwrite);
    }
}
