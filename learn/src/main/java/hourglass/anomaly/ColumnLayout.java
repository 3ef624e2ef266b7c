package hourglass.anomaly;

import hourglass.data.table.TableEncoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers of a row belong to which column of a table: one to a number, one to each value of a category.
 *
 * @param places the first number of each column
 * @param widths how many numbers each has
 * @param categories whether each is a category
 * @param values how many numbers a row has
 */
record ColumnLayout(int[] places, int[] widths, boolean[] categories, int values) {
    /**
     * @param table null for rows that are not of a table, of which each number is a column
     * @param values how many numbers a row has
     */
    static ColumnLayout of(@Nullable TableEncoding table, int values) {
        int columns = table == null ? values : table.columns().size();
        int[] places = new int[columns];
        int[] widths = new int[columns];
        boolean[] categories = new boolean[columns];
        List<TableEncoding.Column> all = table == null ? List.of() : table.columns();
        int at = 0;
        for (int i = 0; i < columns; i++) {
            widths[i] = table == null ? 1 : all.get(i).width();
            categories[i] = table != null && all.get(i) instanceof TableEncoding.Category;
            places[i] = at;
            at += widths[i];
        }
        return new ColumnLayout(places, widths, categories, values);
    }

    int columns() {
        return places.length;
    }

    /** The length of the difference of two rows in one column; NaN if one of them has a gap there. */
    float distance(int column, float[] a, int atA, float[] b, int atB) {
        int from = places[column];
        if (widths[column] == 1) {
            return Math.abs(a[atA + from] - b[atB + from]);
        }
        double sum = 0;
        for (int i = from; i < from + widths[column]; i++) {
            double difference = a[atA + i] - b[atB + i];
            sum += difference * difference;
        }
        return (float) Math.sqrt(sum);
    }
}
