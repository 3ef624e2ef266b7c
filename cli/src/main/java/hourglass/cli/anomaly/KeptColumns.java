package hourglass.cli.anomaly;

import hourglass.data.InputException;
import hourglass.data.file.RowTexts;
import hourglass.data.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table, as they stand there, and the numbers of its rows.
 *
 * @param table null for data that are none
 * @param names of the columns
 * @param places of the columns in the table, or {@link #ROW}
 */
record KeptColumns(@Nullable Table table, List<String> names, int... places) implements RowTexts {
    /** The name of the number of a row, from 1 on, unless a column has this name. */
    static final String NUMBER = "row";
    /** The name of all columns, unless one has this name. */
    static final String ALL = "all";

    private static final int ROW = -1;
    /** Columns that the command writes itself; one of the table by such a name is written as {@code data.score}. */
    private static final Set<String> WRITTEN = Set.of("score", "anomalous");

    /**
     * Finds the columns.
     *
     * @throws InputException if there is no such column
     */
    static RowTexts of(@Nullable Table table, List<String> wanted) {
        List<String> names = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (String one : wanted) {
            boolean isColumn = table != null && table.columns().contains(one);
            if (one.equals(NUMBER) && !isColumn) {
                names.add(NUMBER);
                places.add(ROW);
            } else if (table == null) {
                throw new InputException(
                        "--keep",
                        "",
                        "the data are no table, and have no column " + one,
                        "give --keep row for the number of each row; names of files are always kept");
            } else if (one.equals(ALL) && !isColumn) {
                names.addAll(table.columns());
                IntStream.range(0, table.columns().size()).forEach(places::add);
            } else {
                int place = table.column(one);
                names.add(table.columns().get(place));
                places.add(place);
            }
        }
        names.replaceAll(name -> WRITTEN.contains(name) ? "data." + name : name);
        return names.isEmpty()
                ? NONE
                : new KeptColumns(
                        table,
                        names,
                        places.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public String text(int row, int column) {
        return table == null || places[column] == ROW ? Integer.toString(row + 1) : table.value(row, places[column]);
    }
}
