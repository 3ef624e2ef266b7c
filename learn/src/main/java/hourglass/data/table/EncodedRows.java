package hourglass.data.table;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.csv.Decimal;
import hourglass.data.csv.NumberFormat;
import hourglass.data.table.TableEncoding.Category;
import hourglass.data.table.TableEncoding.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Rows of a table, one number a cell, of which the columns of categories are made when a row is read. */
final class EncodedRows implements Rows {
    private static final float UNKNOWN = -1;

    private final int[] widths;
    private final boolean[] categories;
    private final int columns;
    private final int count;
    /** Of each cell the number, the place of a category's value, {@link #UNKNOWN} or, where it is missing, NaN. */
    private final float[][] cells;

    private EncodedRows(TableEncoding encoding, float[][] cells) {
        this.widths = encoding.columns().stream().mapToInt(Column::width).toArray();
        this.categories = new boolean[widths.length];
        for (int i = 0; i < widths.length; i++) {
            categories[i] = encoding.columns().get(i) instanceof Category;
        }
        this.columns = encoding.width();
        this.count = cells[0].length;
        this.cells = cells;
    }

    static EncodedRows of(TableEncoding encoding, Table table) {
        List<Column> columns = encoding.columns();
        float[][] cells = new float[columns.size()][table.rows()];
        for (int i = 0; i < columns.size(); i++) {
            int column = table.column(columns.get(i).name());
            if (columns.get(i) instanceof Category category) {
                readCategory(table, column, category, cells[i]);
            } else {
                readNumbers(table, column, columns.get(i), cells[i]);
            }
        }
        return new EncodedRows(encoding, cells);
    }

    private static void readCategory(Table table, int column, Category category, float[] cells) {
        Map<String, Integer> places = new HashMap<>();
        for (String value : category.values()) {
            places.put(value, places.size());
        }
        for (int row = 0; row < cells.length; row++) {
            String value = table.value(row, column);
            Integer place = places.get(value);
            boolean missing = place == null && table.marks().isMissing(value);
            cells[row] = missing ? Float.NaN : place == null ? UNKNOWN : place;
        }
    }

    private static void readNumbers(Table table, int column, Column into, float[] cells) {
        ColumnProfile profile = table.profile(column);
        boolean dates = profile.kind() == ColumnProfile.Kind.DATE;
        if (profile.present() > 0 && dates != into instanceof TableEncoding.Date) {
            throw new InputException(
                    table.name(),
                    "column %d (%s)".formatted(column + 1, into.name()),
                    dates ? "holds dates, not numbers" : "holds no dates such as 2024-01-31",
                    "give a table like the one that the model was fitted to");
        }
        boolean plain = TableEncoding.origin(into) == 0 && profile.format().equals(NumberFormat.PLAIN) && !dates;
        for (int row = 0; row < cells.length; row++) {
            String value = table.value(row, column);
            boolean missing = table.marks().isMissingAmongNumbers(value);
            cells[row] = missing
                    ? Float.NaN
                    : plain ? plain(value) : relative(profile.parse(value), TableEncoding.origin(into));
            if (!missing && !Float.isFinite(cells[row])) {
                throw new InputException(
                        table.name(),
                        table.place(row, column),
                        "'%s' is no finite number".formatted(InputException.excerpt(value)),
                        "correct it, empty the cell, or name what marks a missing one by --missing");
            }
        }
    }

    /** A sentence for each category that holds values which the encoding does not know, with one of them. */
    List<String> unknownValues(TableEncoding encoding, Table table) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            int[] rows = categories[i] ? rowsOfUnknown(cells[i]) : new int[0];
            if (rows.length > 0) {
                String name = encoding.columns().get(i).name();
                notes.add(
                        "%s has values that are not known, such as '%s', in %,d of %,d rows; they count as none of the known ones"
                                .formatted(
                                        InputException.excerpt(name),
                                        InputException.excerpt(table.value(rows[0], table.column(name))),
                                        rows.length,
                                        count));
            }
        }
        return notes;
    }

    private static int[] rowsOfUnknown(float[] cells) {
        return IntStream.range(0, cells.length)
                .filter(row -> cells[row] == UNKNOWN)
                .toArray();
    }

    private static float relative(double value, double origin) {
        return Float.isFinite((float) value) ? (float) (value - origin) : Float.NaN;
    }

    private static float plain(String value) {
        char[] text = value.toCharArray();
        return (float) Decimal.parse(text, 0, text.length);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        Objects.checkIndex(row, count);
        int at = offset;
        for (int i = 0; i < widths.length; i++) {
            float cell = cells[i][row];
            if (categories[i]) {
                Arrays.fill(target, at, at + widths[i], Float.isNaN(cell) ? Float.NaN : 0f);
                if (cell >= 0) {
                    target[at + (int) cell] = 1;
                }
            } else {
                target[at] = cell;
            }
            at += widths[i];
        }
    }
}
