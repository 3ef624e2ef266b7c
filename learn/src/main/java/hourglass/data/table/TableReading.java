package hourglass.data.table;

import hourglass.data.InputException;
import hourglass.data.csv.NumberColumn;
import hourglass.data.table.TableEncoding.Category;
import hourglass.data.table.TableEncoding.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a table was read.
 *
 * @param data the file
 * @param encoding of its characters
 * @param separator between fields, in words
 * @param header whether the first line holds names
 * @param columns in the table's order
 * @param missing what stands in the missing cells of columns that are not left out, and how often
 * @param notes what had to be assumed, and what is probably not meant; one sentence each
 */
public record TableReading(
        String data,
        int rows,
        String encoding,
        String separator,
        boolean header,
        List<ColumnReading> columns,
        Map<String, Integer> missing,
        List<String> notes) {
    private static final int MOST_NAMES = 5;

    /** The number of missing cells. */
    public int missingCells() {
        return missing.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What a column is read as. */
    public enum Kind {
        NUMBER,
        DATE,
        CATEGORY,
        IDENTIFIER,
        EMPTY,
        CLASSES,
        IGNORED
    }

    /**
     * How a column was read.
     *
     * @param levels how many values a category or a column of classes has, else 0
     * @param format of numbers that are not plain, in words, else empty
     */
    public record ColumnReading(String name, Kind kind, int levels, String format) {}

    /** The reading of a table by an encoding; what that leaves out is ignored. */
    public static TableReading of(Table table, TableEncoding encoding) {
        return of(table, encoding, null);
    }

    /** The same where a column, unless the encoding has it as well, is shown as that of the classes; null for none. */
    public static TableReading of(Table table, TableEncoding encoding, @Nullable String labels) {
        int classes = labels == null ? -1 : table.column(labels);
        Map<String, Column> encoded = encoding.columns().stream().collect(Collectors.toMap(Column::name, one -> one));
        List<ColumnReading> columns = new ArrayList<>();
        List<String> notes = new ArrayList<>(table.notes());
        List<String> constant = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String name = table.columns().get(column);
            Column as = encoded.get(name);
            columns.add(
                    labels != null && column == classes && as == null
                            ? new ColumnReading(
                                    name,
                                    Kind.CLASSES,
                                    table.labels(labels).names().size(),
                                    "")
                            : column(name, table.profile(column), as));
            if (as != null) {
                notes.addAll(notes(table, column, as));
                if (table.profile(column).isConstant()) {
                    constant.add(name);
                }
            } else if (table.profile(column).isIdentifier()
                    && table.profile(column).resemblesNumbers()) {
                notes.add(resemblance(name, table.profile(column)));
            }
        }
        if (!constant.isEmpty()) {
            notes.add(constant(constant));
        }
        return new TableReading(
                table.name(),
                table.rows(),
                table.dialect().encoding().charset().name(),
                table.dialect().separatorName(),
                table.hasHeader(),
                columns,
                table.missingMarks(encoding.columns().stream()
                        .mapToInt(column -> table.column(column.name()))
                        .toArray()),
                notes);
    }

    private static String constant(List<String> names) {
        int more = names.size() - MOST_NAMES;
        return names.size() == 1
                ? names.get(0) + " has the same value in all rows"
                : "%d columns have the same value in all rows: %s"
                        .formatted(
                                names.size(),
                                names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                                        + (more > 0 ? " and %d more".formatted(more) : ""));
    }

    private static ColumnReading column(String name, ColumnProfile profile, @Nullable Column as) {
        if (as instanceof Category category) {
            return new ColumnReading(name, Kind.CATEGORY, category.values().size(), "");
        }
        if (as != null) {
            return new ColumnReading(
                    name,
                    as instanceof TableEncoding.Date ? Kind.DATE : Kind.NUMBER,
                    0,
                    profile.format().description());
        }
        Kind kind = profile.present() == 0 ? Kind.EMPTY : profile.isIdentifier() ? Kind.IDENTIFIER : Kind.IGNORED;
        return new ColumnReading(name, kind, 0, "");
    }

    private static List<String> notes(Table table, int column, Column as) {
        ColumnProfile profile = table.profile(column);
        String name = as.name();
        List<String> notes = new ArrayList<>();
        if (as instanceof Category && 2 * profile.numbers() > profile.present()) {
            notes.add(
                    "%s is a category, since %d of its cells are not numbers: %s; if a word marks a missing cell, name it by --missing"
                            .formatted(name, profile.present() - profile.numbers(), words(profile)));
        }
        if (as instanceof Category && 2 * profile.numbers() <= profile.present() && profile.resemblesNumbers()) {
            notes.add(resemblance(name, profile));
        }
        if (as instanceof Category && profile.resemblesKeys()) {
            notes.add(
                    "%s is a category of %,d different words in %,d rows; leave it out by --ignore if they are names or keys"
                            .formatted(name, profile.values().size(), profile.present()));
        }
        if (as instanceof TableEncoding.Numeric) {
            notes.addAll(numbers(table, column).notes(name));
        }
        return notes;
    }

    private static String resemblance(String name, ColumnProfile profile) {
        return "%s holds words for this reader, such as %s; write numbers plainly, without units, and dates as 2024-01-31"
                .formatted(name, words(profile));
    }

    private static NumberColumn numbers(Table table, int column) {
        NumberColumn numbers = new NumberColumn();
        for (int row = 0; row < table.rows(); row++) {
            if (!table.isMissing(row, column)) {
                String value = table.value(row, column);
                numbers.add(table.profile(column).parse(value), value.toCharArray(), 0, value.length());
            }
        }
        return numbers;
    }

    private static String words(ColumnProfile profile) {
        return profile.words().entrySet().stream()
                .limit(3)
                .map(word -> "'%s' (%d)".formatted(InputException.excerpt(word.getKey()), word.getValue()))
                .collect(Collectors.joining(", "));
    }
}
