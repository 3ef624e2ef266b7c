package hourglass.cli.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows with the highest scores of all that passed by, and what in them is to blame. */
final class WorstRows {
    /** So many columns of a row are named. */
    static final int COLUMNS_NAMED = 3;

    private final int most;
    private final List<String> names;
    private final PriorityQueue<Row> rows = new PriorityQueue<>(Comparator.comparingDouble(Row::score));

    /**
     * @param row from 1
     * @param score how anomalous it is
     * @param columns to blame, the worst first; none where columns have no names
     */
    record Row(int row, float score, List<Blame> columns) {
        @Override
        public String toString() {
            return "row %,d scores %.4g".formatted(row, score)
                    + columns.stream()
                            .map(Blame::toString)
                            .collect(Collectors.joining(", ", columns.isEmpty() ? "" : ": ", ""));
        }
    }

    /**
     * The share of a column in a row's score.
     *
     * @param place of the column
     * @param seen what the row has there, empty where that is missing or not yet known
     * @param expected what its other columns predict
     */
    record Blame(int place, String column, float share, String seen, String expected) {
        /** The columns with the largest shares, the worst first. */
        static List<Blame> of(List<String> names, float[] shares, int from) {
            return IntStream.range(0, names.size())
                    .filter(column -> shares[from + column] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(column -> -shares[from + column]))
                    .limit(COLUMNS_NAMED)
                    .map(column -> new Blame(column, names.get(column), shares[from + column], "", ""))
                    .toList();
        }

        @Override
        public String toString() {
            String share = String.format(Locale.ROOT, "%s %.0f%%", column, 100 * this.share);
            return seen.isEmpty() ? share : "%s (%s, expected %s)".formatted(share, seen, expected);
        }
    }

    /**
     * @param most how many rows to keep
     * @param names of the columns, or none
     */
    WorstRows(int most, List<String> names) {
        this.most = most;
        this.names = names;
    }

    /**
     * Takes note of a row.
     *
     * @param row from 1
     * @param scores holds its score at {@code at}, then the columns' shares
     */
    void add(int row, float[] scores, int at) {
        if (rows.size() == most && (most == 0 || scores[at] <= rows.element().score)) {
            return;
        }
        if (rows.size() == most) {
            rows.remove();
        }
        rows.add(new Row(row, scores[at], Blame.of(names, scores, at + 1)));
    }

    /** The worst first. */
    List<Row> list() {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(Row::score).reversed().thenComparing(Row::row));
        return sorted;
    }
}
