package hourglass.cli.anomaly;

import hourglass.anomaly.AnomalyScorer;
import hourglass.data.Dataset;
import hourglass.data.file.RowTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Scores of rows that pass by in order: what is written of each, and what is reported of all. */
final class Scoring {
    private final AnomalyScorer scorer;
    private final Dataset data;
    private final List<String> columns;
    private final WorstRows worst;
    private final double[] scores;
    private int done;
    private int empty;
    private int anomalies;
    /** The number of rows before those that came last, and the columns to blame of the anomalous among these. */
    private int before;

    private final Map<Integer, List<WorstRows.Blame>> blamed = new HashMap<>();
    private final boolean explains;

    /**
     * @param data that will pass by; the columns of images are not reported
     * @param most how many of the worst rows are kept
     * @param explains whether the columns to blame are found for every anomalous row
     */
    Scoring(AnomalyScorer scorer, Dataset data, int most, boolean explains) {
        this.scorer = scorer;
        this.data = data;
        this.columns = data.imageShape() != null
                ? List.of()
                : !scorer.columnNames().isEmpty()
                        ? scorer.columnNames()
                        : IntStream.rangeClosed(1, scorer.columns())
                                .mapToObj(column -> "column" + column)
                                .toList();
        this.explains = explains && !columns.isEmpty();
        this.worst = new WorstRows(most, columns);
        this.scores = new double[data.rows().count()];
    }

    /** The names of what is written of a row. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of("score", "anomalous"));
        columns.forEach(column -> names.add("share:" + column));
        return names;
    }

    /** The number of rows in which everything is missing, which score 0. */
    int empty() {
        return empty;
    }

    /** Scores the next rows: of each the score, 1 if that is anomalous, and the columns' shares. */
    float[] next(float[] items) {
        float[] all = scorer.scores(items);
        before = done;
        int width = 1 + scorer.columns();
        int rows = all.length / width;
        int itemWidth = items.length / rows;
        float[] written = new float[rows * (2 + columns.size())];
        for (int row = 0; row < rows; row++) {
            float score = all[row * width];
            int at = row * (2 + columns.size());
            written[at] = score;
            written[at + 1] = scorer.isAnomalous(score) ? 1 : 0;
            System.arraycopy(all, row * width + 1, written, at + 2, columns.size());
            anomalies += scorer.isAnomalous(score) ? 1 : 0;
            empty += isMissing(items, row * itemWidth, itemWidth) ? 1 : 0;
            scores[done++] = score;
            worst.add(done, all, row * width);
        }
        if (explains) {
            explain(items, all);
        }
        return written;
    }

    double[] scores() {
        return scores;
    }

    int anomalies() {
        return anomalies;
    }

    private static boolean isMissing(float[] items, int at, int width) {
        return IntStream.range(at, at + width).allMatch(i -> Float.isNaN(items[i]));
    }

    /** The worst rows, with what was expected in the columns to blame. */
    List<WorstRows.Row> worst() {
        return worst.list().stream().map(this::explained).toList();
    }

    private WorstRows.Row explained(WorstRows.Row row) {
        if (row.columns().isEmpty()) {
            return row;
        }
        float[] item = new float[data.rows().columns()];
        data.rows().read(row.row() - 1, item, 0);
        return new WorstRows.Row(row.row(), row.score(), explained(row.columns(), item, scorer.expected(item)));
    }

    private List<WorstRows.Blame> explained(List<WorstRows.Blame> blames, float[] item, float[] expected) {
        return blames.stream()
                .map(blame -> {
                    AnomalyScorer.Expectation one = scorer.expectation(blame.place(), item, expected);
                    return new WorstRows.Blame(
                            blame.place(), blame.column(), blame.share(), one.seen(), one.expected());
                })
                .toList();
    }

    /** Explains all anomalous rows of some at once. */
    private void explain(float[] items, float[] scored) {
        blamed.clear();
        int width = 1 + scorer.columns();
        int rows = scored.length / width;
        int itemWidth = items.length / rows;
        int[] anomalous = IntStream.range(0, rows)
                .filter(row -> scorer.isAnomalous(scored[row * width]))
                .toArray();
        float[] chosen = new float[anomalous.length * itemWidth];
        for (int i = 0; i < anomalous.length; i++) {
            System.arraycopy(items, anomalous[i] * itemWidth, chosen, i * itemWidth, itemWidth);
        }
        float[] expected = anomalous.length == 0 ? chosen : scorer.expected(chosen);
        for (int i = 0; i < anomalous.length; i++) {
            int at = i * itemWidth;
            List<WorstRows.Blame> blames = WorstRows.Blame.of(columns, scored, anomalous[i] * width + 1);
            blamed.put(
                    before + anomalous[i],
                    explained(
                            blames,
                            Arrays.copyOfRange(chosen, at, at + itemWidth),
                            Arrays.copyOfRange(expected, at, at + itemWidth)));
        }
    }

    /** The columns to blame in an anomalous row, what it has there and what was expected, for the rows that came last. */
    RowTexts blames() {
        if (!explains) {
            return RowTexts.NONE;
        }
        int most = Math.min(WorstRows.COLUMNS_NAMED, columns.size());
        List<String> names = IntStream.rangeClosed(1, most)
                .boxed()
                .flatMap(i -> Stream.of("blame" + i, "seen" + i, "expected" + i))
                .toList();
        return new RowTexts() {
            @Override
            public List<String> names() {
                return names;
            }

            @Override
            public String text(int row, int column) {
                List<WorstRows.Blame> blames = blamed.getOrDefault(row, List.of());
                if (column / 3 >= blames.size()) {
                    return "";
                }
                WorstRows.Blame blame = blames.get(column / 3);
                return column % 3 == 0 ? blame.column() : column % 3 == 1 ? blame.seen() : blame.expected();
            }
        };
    }
}
