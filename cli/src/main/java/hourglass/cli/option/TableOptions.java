package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.file.ReadOptions;
import hourglass.data.table.Table;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a CSV file is read as a table. */
@Group(Heading.DATA)
public final class TableOptions {
    /** Whether the first line of a CSV file has column names. */
    enum Header {
        AUTO,
        YES,
        NO
    }

    @Advanced
    @Option(
            names = "--header",
            paramLabel = "WHETHER",
            defaultValue = "AUTO",
            description = "Whether the first line of a CSV file has column names: yes, no or auto (default: auto).")
    private Header header;

    /** Whether the first line holds names, or null to find out. */
    @Nullable
    Boolean header() {
        return header == Header.AUTO ? null : Boolean.valueOf(header == Header.YES);
    }

    /** Opens a CSV file as a table, which may hold categories and miss values. */
    public Table open(Path path) {
        Boolean known = header();
        return Table.read(path, known == null ? ReadOptions.DEFAULT : ReadOptions.DEFAULT.withHeader(known));
    }
}
