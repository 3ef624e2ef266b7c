package hourglass.data.table;

import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.Labels;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.Csv;
import hourglass.data.file.ReadOptions;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file as text, held in memory: columns of numbers, of categories, and cells that are missing, which are empty or
 * say {@code NA}, {@code NaN}, {@code null} or {@code ?}.
 */
public final class Table {
    private static final Set<String> MISSING = Set.of("", "na", "nan", "null", "?");

    private final String name;
    private final List<String> columns;
    private final String[] header;
    private final char separator;
    private final String[][] rows;
    private final long[] lineNumbers;

    /**
     * @param name the file's
     * @param header the first line's fields as they are written, or none
     * @param rows the fields as they are written
     * @param lineNumbers of the rows, from 1
     */
    public Table(
            String name, List<String> columns, String[] header, char separator, String[][] rows, long[] lineNumbers) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.header = header;
        this.separator = separator;
        this.rows = rows;
        this.lineNumbers = lineNumbers;
    }

    /**
     * Reads a file.
     *
     * @param options of which {@code header} counts: null by default, when the first line holds names if it holds anything but numbers
     * @throws InputException if a line has more or fewer fields than the first, or there are no rows
     */
    public static Table read(Path path, ReadOptions options) {
        TableReader reader = new TableReader(path);
        char separator = Csv.parse(path, reader);
        return reader.table(separator, options.header());
    }

    /** Where it comes from. */
    public String name() {
        return name;
    }

    /** The names of the columns; {@code column1} and so on where the file has none. */
    public List<String> columns() {
        return columns;
    }

    /** The number of rows, at least 1. */
    public int rows() {
        return rows.length;
    }

    /** The text of a cell, without quotes and surrounding blanks. */
    public String value(int row, int column) {
        return value(rows[row][column]);
    }

    /** Whether a cell is missing. */
    public boolean isMissing(int row, int column) {
        return isMissing(value(row, column));
    }

    /** The number of missing cells. */
    public int missing() {
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.size(); column++) {
                count += isMissing(row, column) ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * The place of a column, by its name or else by its number from 0.
     *
     * @throws InputException if there is no such column
     */
    public int column(String wanted) {
        int column = columns.indexOf(wanted);
        if (column < 0 && wanted.matches("[0-9]{1,8}")) {
            column = Integer.parseInt(wanted);
        }
        if (column < 0 || column >= columns.size()) {
            throw new InputException(
                    name,
                    "",
                    "there is no column %s among %s".formatted(wanted, columns),
                    "name one, or give its number from 0 to " + (columns.size() - 1));
        }
        return column;
    }

    /** The classes that a column holds; a missing cell has no class. */
    public Labels labels(String column) {
        int place = column(column);
        LabelIndex labels = new LabelIndex();
        for (int row = 0; row < rows.length; row++) {
            labels.add(isMissing(row, place) ? "" : value(row, place));
        }
        return labels.labels();
    }

    /** How many digits the numbers of a column have after the point, at most; -1 if some have an exponent. */
    public int decimals(int column) {
        int most = 0;
        for (int row = 0; row < rows.length; row++) {
            String value = isMissing(row, column) ? "" : value(row, column);
            if (value.indexOf('e') >= 0 || value.indexOf('E') >= 0) {
                return -1;
            }
            int point = value.indexOf('.');
            most = Math.max(most, point < 0 ? 0 : value.length() - point - 1);
        }
        return most;
    }

    /** The place of a cell for messages. */
    String place(int row, int column) {
        return "line %d, column %d (%s)".formatted(lineNumbers[row], column + 1, columns.get(column));
    }

    /** Says of a cell what is to be written in its place, or null for the cell as it is. */
    @FunctionalInterface
    public interface Filling {
        @Nullable
        String text(int row, int column);
    }

    /** Writes the table with some cells filled, all others byte for byte as they were. */
    public void write(Path path, Filling filling) {
        AtomicFile.write(path, stream -> {
            Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            if (header.length > 0) {
                writer.append(String.join(String.valueOf(separator), header)).append('\n');
            }
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < columns.size(); column++) {
                    String filled = filling.text(row, column);
                    writer.append(filled == null ? rows[row][column] : written(filled));
                    writer.append(column < columns.size() - 1 ? separator : '\n');
                }
            }
            writer.flush();
        });
    }

    private String written(String text) {
        boolean plain = text.chars().noneMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    static boolean isMissing(String value) {
        return value.length() <= 4 && MISSING.contains(value.toLowerCase(Locale.ROOT));
    }

    static String value(String written) {
        boolean quoted = written.length() > 1 && written.charAt(0) == '"';
        String plain = quoted ? written.substring(1, written.length() - 1).replace("\"\"", "\"") : written;
        return plain.strip();
    }
}
