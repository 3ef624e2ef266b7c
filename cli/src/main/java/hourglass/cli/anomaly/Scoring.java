package hourglass.cli.anomaly;

import hourglass.anomaly.AnomalyScorer;
import hourglass.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

    /**
     * @param data that will pass by; the columns of images are not reported
     * @param most how many of the worst rows are kept
     */
    Scoring(AnomalyScorer scorer, Dataset data, int most) {
        this.scorer = scorer;
        this.data = data;
        this.columns = data.imageShape() != null
                ? List.of()
                : !scorer.columnNames().isEmpty()
                        ? scorer.columnNames()
                        : IntStream.rangeClosed(1, scorer.columns())
                                .mapToObj(column -> "column" + column)
                                .toList();
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
        float[] item = new float[data.rows().columns()];
        data.rows().read(row.row() - 1, item, 0);
        List<AnomalyScorer.Expectation> all = row.columns().isEmpty() ? List.of() : scorer.expectations(item);
        List<WorstRows.Blame> blames = row.columns().stream()
                .map(blame -> {
                    AnomalyScorer.Expectation one = all.get(columns.indexOf(blame.column()));
                    return new WorstRows.Blame(blame.column(), blame.share(), one.seen(), one.expected());
                })
                .toList();
        return new WorstRows.Row(row.row(), row.score(), blames);
    }
}
