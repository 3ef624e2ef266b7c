package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.file.Split;
import hourglass.text.Corpus;
import hourglass.text.CorpusOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How documents are read. */
@Advanced
@Group(Heading.DATA)
public final class DocumentOptions {
    @Option(
            names = "--message-headers",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Read the header lines of messages as part of their text (default: true).")
    private boolean headers;

    @Option(
            names = "--text-column",
            paramLabel = "NAME",
            defaultValue = "text",
            description =
                    "Column of CSV, by name or number from 0, of Parquet, or key of JSON that holds the text of a document"
                            + " (default: ${DEFAULT-VALUE}); columns id and title are read too.")
    private String column;

    @Option(
            names = "--topics-column",
            paramLabel = "NAME",
            defaultValue = "topics",
            description = "Column of CSV, by name or number from 0, or key of JSON that holds the topics of a document,"
                    + " separated by semicolons (default: ${DEFAULT-VALUE}).")
    private String topics;

    /** The column of CSV or Parquet, or key of JSON, that holds the text. */
    public String textColumn() {
        return column;
    }

    /** Opens documents: a part, where there are parts, or all for null. */
    public Corpus open(Path path, @Nullable Split split) {
        CorpusOptions.Columns usual = CorpusOptions.DEFAULT.columns();
        CorpusOptions options = CorpusOptions.DEFAULT
                .withHeaders(headers)
                .withColumns(new CorpusOptions.Columns(column, usual.id(), usual.title(), topics));
        return Corpus.open(path, split == null ? options : options.withSplit(split));
    }
}
