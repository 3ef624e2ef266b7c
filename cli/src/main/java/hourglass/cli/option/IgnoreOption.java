package hourglass.cli.option;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Columns of a table that the model does not see. */
@Group(Heading.DATA)
public final class IgnoreOption {
    @Option(
            names = "--ignore",
            paramLabel = "COLUMN,...",
            hideParamSyntax = true,
            split = ",",
            description = "Columns of a table to leave out, such as names and identifiers.")
    private List<String> columns = new ArrayList<>();

    /** Their names. */
    public List<String> columns() {
        return columns;
    }
}
