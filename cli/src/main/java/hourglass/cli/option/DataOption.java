package hourglass.cli.option;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The data that a command reads. */
@Group(Heading.DATA)
public final class DataOption {
    /** What data may be. */
    public static final String DESCRIPTION =
            "File of rows (IDX, npy, CSV, SVMlight), folder of images or of parts, or - for standard input.";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            converter = InputPath.class,
            description = DESCRIPTION)
    private Path path;

    /** The file or folder. */
    public Path path() {
        return path;
    }
}
