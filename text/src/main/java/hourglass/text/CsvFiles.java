package hourglass.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import hourglass.data.InputException;
import hourglass.data.file.Csv;
import hourglass.text.file.LenientReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables with a column of texts (RFC 4180; separators as in {@link Csv}).
 *
 * @param input the name of the corpus, for messages
 */
record CsvFiles(String input, CorpusOptions options, TableIds ids) implements Format {
    private static final int FIRST_LINE = 1 << 14;

    @Override
    public boolean isNameOfDocuments(String name) {
        return Format.hasExtension(name, List.of(".csv", ".tsv"));
    }

    @Override
    public void read(String name, InputStream stream, Reading reading) throws IOException {
        stream.mark(FIRST_LINE);
        char separator = Csv.separator(stream.readNBytes(FIRST_LINE));
        stream.reset();
        LenientReader reader = LenientReader.of(stream);
        Iterator<CsvRecord> lines = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(TableIds.LONGEST_FIELD)
                .build(
                        CsvRecordHandler.builder()
                                .maxFieldSize(TableIds.LONGEST_FIELD)
                                .maxRecordSize(Integer.MAX_VALUE)
                                .build(),
                        reader)
                .iterator();
        CsvRecord first = next(lines, name);
        if (first != null) {
            CsvColumns columns = CsvColumns.of(input, name, first.getFields(), options.columns());
            if (columns.guessed()) {
                reading.guessFirstLine(columns.named(), name);
            }
            long number = 0;
            for (CsvRecord line = columns.named() ? next(lines, name) : first; line != null; line = next(lines, name)) {
                number++;
                reading.accept(document(columns, line, name, number, reading));
            }
        }
        reading.readAs(reader.guess(), name);
    }

    private @Nullable CsvRecord next(Iterator<CsvRecord> lines, String name) throws IOException {
        try {
            return lines.hasNext() ? lines.next() : null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new InputException(
                    input,
                    name,
                    "is not CSV, or holds a field of more than %,d characters (%s)"
                            .formatted(TableIds.LONGEST_FIELD, cause.getMessage()),
                    "check the quotes: a field with a quote in it stands in quotes, that one doubled",
                    e);
        }
    }

    private Document document(CsvColumns columns, CsvRecord line, String name, long number, Reading reading) {
        if (line.getFieldCount() != columns.count()) {
            throw new InputException(
                    input,
                    "%s, line %d".formatted(name, line.getStartingLineNumber()),
                    "has %d fields, but the first line has %d".formatted(line.getFieldCount(), columns.count()),
                    "make all lines equally long");
        }
        String text = line.getField(columns.text());
        return new Document(
                ids.of(CsvColumns.field(line, columns.id()), name, number),
                CsvColumns.field(line, columns.title()),
                reading.shortened(text, name),
                CsvColumns.topics(CsvColumns.field(line, columns.topics())));
    }
}
