package hourglass.data.table;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a table of numbers and categories becomes rows of numbers: a number is one column, a category one for each of its
 * values, of which the one it has is 1 and the others 0. A missing cell is NaN throughout; a value that the encoding does
 * not know is 0 throughout.
 *
 * @param columns of the table, at least 1, in the order of the rows' columns
 */
public record TableEncoding(List<Column> columns) {
    /** A category of more values is refused: it is most likely a name, or a number with a slip of the pen. */
    public static final int MOST_VALUES = 1000;

    /** Numbers whose deviation is no larger than so many of a float's steps are read relative to their mean. */
    private static final double BLUR = 1e-4;

    /** What a column of a table holds. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Numeric.class, name = "number"),
        @JsonSubTypes.Type(value = Date.class, name = "date"),
        @JsonSubTypes.Type(value = Category.class, name = "category")
    })
    public sealed interface Column {
        /** In the table's first line. */
        String name();

        /** The number of columns it takes in the rows. */
        int width();
    }

    /**
     * A column of numbers.
     *
     * @param origin that is subtracted in double precision: 0 where a {@code float} can distinguish the numbers as they are
     */
    public record Numeric(String name, double origin) implements Column {
        @Override
        public int width() {
            return 1;
        }
    }

    /**
     * A column of dates, in days.
     *
     * @param origin that is subtracted from the days since 1970
     */
    public record Date(String name, double origin) implements Column {
        @Override
        public int width() {
            return 1;
        }
    }

    /**
     * A column of which each cell holds one of several values.
     *
     * @param values at least 1, in order
     */
    public record Category(String name, List<String> values) implements Column {
        public Category {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("the category %s has no values".formatted(name));
            }
        }

        @Override
        public int width() {
            return values.size();
        }
    }

    public TableEncoding {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("an encoding of no columns");
        }
    }

    /**
     * The encoding that suits a table: a column is one of numbers or dates if all its cells that are not missing are, else a
     * category. Columns that are empty, or in which no two rows have the same text, are left out.
     *
     * @param ignored columns to leave out, by name or number
     * @throws InputException if an ignored column does not exist or none is left, or a column holds a number that is not
     *     finite, or more than {@link #MOST_VALUES} different values that are not all numbers
     */
    public static TableEncoding of(Table table, List<String> ignored) {
        List<Integer> leftOut = ignored.stream().map(table::column).toList();
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            if (!leftOut.contains(column)
                    && table.profile(column).present() > 0
                    && !table.profile(column).isIdentifier()) {
                columns.add(column(table, column));
            }
        }
        if (columns.isEmpty()) {
            throw new InputException(
                    table.name(), "", "has no columns that are not empty, identifiers or ignored", "ignore fewer");
        }
        return new TableEncoding(columns);
    }

    private static Column column(Table table, int column) {
        String name = table.columns().get(column);
        ColumnProfile profile = table.profile(column);
        if (profile.kind() != ColumnProfile.Kind.CATEGORY) {
            double origin = origin(table, column);
            return profile.kind() == ColumnProfile.Kind.DATE ? new Date(name, origin) : new Numeric(name, origin);
        }
        if (profile.values().size() > MOST_VALUES) {
            int row = profile.firstWord();
            throw new InputException(
                    table.name(),
                    table.place(row, column),
                    "'%s' is no number, and as a category the column has more than %d values"
                            .formatted(InputException.excerpt(table.value(row, column)), MOST_VALUES),
                    "correct it, name it by --missing if it marks a missing cell, or leave the column out by --ignore "
                            + (table.columns().get(column).contains(",") ? column : name));
        }
        return new Category(name, profile.values());
    }

    /** The mean, rounded, where numbers are so large beside their deviation that a float blurs them; else 0. */
    private static double origin(Table table, int column) {
        int count = 0;
        double mean = 0;
        double squares = 0;
        double largest = 0;
        for (int row = 0; row < table.rows(); row++) {
            double value = table.isMissing(row, column)
                    ? Double.NaN
                    : table.profile(column).parse(table.value(row, column));
            if (Float.isFinite((float) value)) {
                double difference = value - mean;
                mean += difference / ++count;
                squares += difference * (value - mean);
                largest = Math.max(largest, Math.abs(value));
            }
        }
        double deviation = Math.sqrt(squares / Math.max(1, count));
        return deviation > 0 && Math.ulp((float) largest) > BLUR * deviation ? Math.rint(mean) : 0;
    }

    /** The number of columns of the rows. */
    public int width() {
        return columns.stream().mapToInt(Column::width).sum();
    }

    /**
     * Of each of the rows' columns the name: the table's, with the value for a category, as in {@code soil=clay},
     * or with what is subtracted from a number.
     */
    public List<String> columnNames() {
        List<String> names = new ArrayList<>();
        for (Column column : columns) {
            if (column instanceof Category category) {
                category.values().forEach(value -> names.add(category.name() + "=" + value));
            } else {
                double origin = origin(column);
                names.add(origin == 0 ? column.name() : column.name() + "-" + new BigDecimal(origin).toPlainString());
            }
        }
        return names;
    }

    /**
     * A table as rows; its columns are found by their names, and others don't matter. A note says of which categories the table
     * has values that the encoding does not know.
     *
     * @throws InputException if a column does not exist, or a cell of a column of numbers is not a finite number
     */
    public Dataset encode(Table table) {
        EncodedRows rows = EncodedRows.of(this, table);
        Dataset data = new Dataset(table.name(), rows, columnNames(), null, null);
        for (String note : rows.unknownValues(this, table)) {
            data = data.withNote(note);
        }
        return data;
    }

    /**
     * Makes columns comparable: numbers get mean 0 and deviation 1 over the cells that are not missing; the columns of a
     * category are only scaled, so that together they have variance 1 too, and 0 is a value that nobody has. So 0 stands for
     * a missing cell everywhere, which is also what masking noise puts there.
     *
     * @param rows encoded
     */
    public Standardization standardization(Rows rows) {
        int width = width();
        int[] counts = new int[width];
        double[] means = new double[width];
        double[] squares = new double[width];
        float[] values = new float[width];
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, values, 0);
            for (int i = 0; i < width; i++) {
                if (!Float.isNaN(values[i])) {
                    double difference = values[i] - means[i];
                    means[i] += difference / ++counts[i];
                    squares[i] += difference * (values[i] - means[i]);
                }
            }
        }
        float[] mean = new float[width];
        float[] deviation = new float[width];
        int at = 0;
        for (Column column : columns) {
            int to = at + column.width();
            double variance = Arrays.stream(squares, at, to).sum() / Math.max(1, counts[at]);
            float ofConstant = column instanceof Category ? 1 : constantDeviation(means[at]);
            Arrays.fill(deviation, at, to, variance > 0 ? (float) Math.sqrt(variance) : ofConstant);
            if (!(column instanceof Category)) {
                mean[at] = (float) means[at];
            }
            at = to;
        }
        return new Standardization(mean, deviation);
    }

    /** What is subtracted from the numbers of a column. */
    static double origin(Column column) {
        return column instanceof Numeric numeric ? numeric.origin() : column instanceof Date date ? date.origin() : 0;
    }

    /** What a change of a column without any is measured by: a thousandth of its magnitude. */
    private static float constantDeviation(double mean) {
        return (float) Math.max(Float.MIN_NORMAL, 1e-3 * (mean == 0 ? 1 : Math.abs(mean)));
    }

    /**
     * A column of a row as text: the value of a category whose column is greatest, a number with a decimal point, or the day of a date.
     *
     * @param column of the encoding, from 0
     * @param values the row, as {@link #encode} makes it or as a model reconstructs it
     * @param at where the row's columns for this column of the table begin
     */
    public String text(int column, float[] values, int at) {
        Column kind = columns.get(column);
        if (kind instanceof Category category) {
            return value(category, values, at);
        }
        return kind instanceof Date date
                ? Dates.YEAR_FIRST.text(date.origin() + values[at], Dates.DAY)
                : digits(kind, values[at]);
    }

    /**
     * The same, with numbers and dates as a table writes them.
     *
     * @param decimals digits of a number after the decimal mark, or -1 for as many as distinguish it from all other floats
     */
    public String text(Table table, int column, float[] values, int at, int decimals) {
        Column kind = columns.get(column);
        return kind instanceof Category category
                ? value(category, values, at)
                : table.written(table.column(kind.name()), digits(kind, values[at]), decimals);
    }

    private static String value(Category category, float[] values, int at) {
        int best = 0;
        for (int i = 1; i < category.width(); i++) {
            best = values[at + i] > values[at + best] ? i : best;
        }
        return category.values().get(best);
    }

    private static String digits(Column column, float value) {
        double origin = origin(column);
        return origin == 0
                ? Float.toString(value)
                : BigDecimal.valueOf(origin + value).toPlainString();
    }
}
