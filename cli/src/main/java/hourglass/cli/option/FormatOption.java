package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.output.OutputFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The format in which rows are written. */
@Group(Heading.OUTPUT)
public final class FormatOption {
    @Advanced
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, npy or jsonl, whatever the name of the output file (default: by its extension; csv for"
                    + " standard output).")
    private OutputFile.@Nullable Format format;

    /** A file in this format. */
    public OutputFile file(Path path) {
        return new OutputFile(path, format);
    }
}
