package hourglass.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import hourglass.data.InputException;
import hourglass.data.file.Csv;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tables with a column of texts (RFC 4180; separators as in {@link Csv}), whose first line names the columns. Several topics
 * are parted by semicolons.
 *
 * @param input the name of the corpus, for messages
 */
record CsvFiles(String input, Parts parts, CorpusOptions options) implements Format {
    private static final int FIRST_LINE = 1 << 14;

    @Override
    public boolean isNameOfDocuments(String name) {
        return Format.hasExtension(name, List.of(".csv", ".tsv"));
    }

    @Override
    public void read(String name, Entries.Content content, Consumer<Document> action) throws IOException {
        if (!options.takes(parts.of(name))) {
            return;
        }
        try (InputStream stream = new BufferedInputStream(content.unzipped(), FIRST_LINE)) {
            stream.mark(FIRST_LINE);
            char separator = Csv.separator(stream.readNBytes(FIRST_LINE));
            stream.reset();
            CsvReader<NamedCsvRecord> table = CsvReader.builder()
                    .fieldSeparator(separator)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofNamedCsvRecord(LenientReader.of(stream));
            Iterator<NamedCsvRecord> lines = table.iterator();
            long number = 0;
            for (NamedCsvRecord line = next(lines, name); line != null; line = next(lines, name)) {
                number++;
                action.accept(document(line, name, number));
            }
        }
    }

    private @Nullable NamedCsvRecord next(Iterator<NamedCsvRecord> lines, String name) throws IOException {
        try {
            return lines.hasNext() ? lines.next() : null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new InputException(input, name, "is no CSV (%s)".formatted(cause.getMessage()), "check it", e);
        }
    }

    private Document document(NamedCsvRecord line, String name, long number) {
        CorpusOptions.Columns columns = options.columns();
        if (line.getFieldCount() != line.getHeader().size()) {
            throw new InputException(
                    input,
                    "%s, line %d".formatted(name, line.getStartingLineNumber()),
                    "has %d fields, but the first line has %d"
                            .formatted(line.getFieldCount(), line.getHeader().size()),
                    "make all lines equally long");
        }
        String text = line.findField(columns.text())
                .orElseThrow(() -> new InputException(
                        input,
                        name,
                        "there is no column %s among %s".formatted(columns.text(), line.getHeader()),
                        "name the column that holds the text"));
        Optional<String> id = line.findField(columns.id());
        return new Document(
                id.filter(given -> !given.isBlank()).orElse(name + ":" + number),
                line.findField(columns.title()).orElse(""),
                text.substring(0, Math.min(text.length(), Corpus.LONGEST_TEXT)),
                topics(line.findField(columns.topics()).orElse("")));
    }

    private static List<String> topics(String field) {
        return Arrays.stream(field.split(";"))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .toList();
    }
}
