package hourglass.data.file;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables of numbers as text (RFC 4180), plain or gzip, in UTF-8: one line an item, fields separated by comma, semicolon
 * or tab, of which the one that is most frequent in the first line is taken.
 */
public final class Csv {
    private static final int FIRST_LINE = 1 << 14;

    private Csv() {}

    /**
     * Reads rows and, from the label column, their classes.
     *
     * @param options of which {@code header}, {@code labelColumn} and {@code white} count
     * @throws InputException if a line has more or fewer fields than the first, a field is no finite number, or there
     *     are no rows
     */
    public static Dataset read(Path path, ReadOptions options) {
        try (CsvTable table = new CsvTable(path, options)) {
            parse(path, table);
            return table.dataset();
        }
    }

    /**
     * Hands all fields of a file to a handler.
     *
     * @return the character between fields
     */
    public static char parse(Path path, CsvCallbackHandler<?> handler) {
        try (Source source = Source.open(path)) {
            char separator = separator(source.peek(FIRST_LINE));
            CsvReader.builder()
                    .fieldSeparator(separator)
                    .detectBomHeader(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .build(handler, source.stream())
                    .forEach(line -> {});
            return separator;
        } catch (CsvParseException | UncheckedIOException e) {
            // The parser wraps what it is handed through.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof InputException known) {
                throw known;
            }
            throw new InputException(
                    path.toString(), "", "is no CSV (%s)".formatted(cause.getMessage()), "check it", e);
        }
    }

    /**
     * Begins a file of rows of {@code columns} numbers, each in the fewest digits that distinguish it from all other floats.
     *
     * @param names of the columns for the first line, or empty for none
     */
    public static RowWriter writer(Path path, int columns, List<String> names) {
        return writer(path, columns, names, null);
    }

    /**
     * Begins a file of rows of {@code columns} numbers and, where there are classes, a last column of these.
     *
     * @param names of the columns of numbers for the first line, or empty for none; that of the classes is "label"
     * @param labels of the rows in the order in which they will come, or null
     */
    public static RowWriter writer(Path path, int columns, List<String> names, @Nullable Labels labels) {
        return new CsvWriter(path, columns, names, labels);
    }

    /** Writes all rows to one file, headed by names unless there are none. */
    public static void write(Path path, Rows rows, List<String> names) {
        try (RowWriter writer = writer(path, rows.columns(), names)) {
            writer.append(rows);
            writer.commit();
        }
    }

    /** The character between fields, by the first bytes of a table. */
    public static char separator(byte[] start) {
        String line =
                new String(start, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        char best = ',';
        for (char separator : new char[] {';', '\t'}) {
            if (count(line, separator) > count(line, best)) {
                best = separator;
            }
        }
        return best;
    }

    private static long count(String line, char separator) {
        return line.chars().filter(c -> c == separator).count();
    }
}
