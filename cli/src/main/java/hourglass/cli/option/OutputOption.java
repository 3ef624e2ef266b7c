package hourglass.cli.option;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.file.AtomicFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command writes to; each command says by {@link hourglass.cli.help.Output} what that is. */
@Group(Heading.OUTPUT)
public final class OutputOption {
    private static final String STANDARD_OUTPUT = "-";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Output file.")
    private Path path;

    /** The file or folder; standard output for a dash. */
    public Path path() {
        return path.toString().equals(STANDARD_OUTPUT) ? AtomicFile.STANDARD_OUTPUT : path;
    }
}
