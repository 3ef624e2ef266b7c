package hourglass.cli.option;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import picocli.CommandLine.Option;

/** The seed that everything random is derived from. */
@Group(Heading.OTHER)
public final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** The seed. */
    public long value() {
        return seed;
    }
}
