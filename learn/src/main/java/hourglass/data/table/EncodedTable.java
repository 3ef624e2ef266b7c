package hourglass.data.table;

import hourglass.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as rows of numbers, in which a missing cell is NaN.
 *
 * <pre>{@code
 * Table table = Table.read(file, ReadOptions.DEFAULT);
 * FittedModel model = ClassifierTrainer.builder(256, 256)
 *         .build()
 *         .fit(EncodedTable.of(table, "churned", List.of("customer")));
 * }</pre>
 *
 * @param encoding that made the rows
 * @param data the rows, with their classes where a column holds these
 */
public record EncodedTable(TableEncoding encoding, Dataset data) {
    public EncodedTable {
        if (data.rows().columns() != encoding.width()) {
            throw new IllegalArgumentException("%d columns, of a table that is encoded as %d"
                    .formatted(data.rows().columns(), encoding.width()));
        }
    }

    /** All columns of a table, by the encoding that suits it. */
    public static EncodedTable of(Table table) {
        return of(table, null, List.of());
    }

    /**
     * A table by the encoding that suits it, see {@link TableEncoding#of}.
     *
     * @param labels the column that holds the classes, which is no column of the rows; null for none
     * @param ignored other columns to leave out, by name or number
     * @throws hourglass.data.InputException if there is no such column, none is left, or a column cannot be encoded
     */
    public static EncodedTable of(Table table, @Nullable String labels, List<String> ignored) {
        List<String> leftOut = new ArrayList<>(ignored);
        if (labels != null) {
            leftOut.add(labels);
        }
        return of(table, TableEncoding.of(table, leftOut), labels);
    }

    /**
     * A table by the encoding of another, such as the one that a model was fitted to, see {@link TableEncoding#encode}.
     *
     * @param labels the column that holds the classes, or null
     * @throws hourglass.data.InputException if there is no such column or one of the encoding's, or a cell of a column of numbers
     *     is not a finite number
     */
    public static EncodedTable of(Table table, TableEncoding encoding, @Nullable String labels) {
        Dataset data = encoding.encode(table);
        return new EncodedTable(encoding, labels == null ? data : data.withLabels(table.labels(labels)));
    }
}
