package hourglass.cli.evaluation;

import hourglass.eval.PrecisionRecall;
import hourglass.eval.Relevance;
import hourglass.eval.Similarity;
import hourglass.matrix.ThreadTeam;
import hourglass.picture.LineChart;
import hourglass.picture.ReportTable;
import hourglass.picture.RetrievalCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What several methods retrieve, side by side.
 *
 * @param curves by method
 * @param published precisions of others at {@link PrecisionRecall#LEVELS} without the last, in per cent, by method
 */
public record RetrievalComparison(Map<String, PrecisionRecall> curves, Map<String, double[]> published) {
    /** Measures methods by the same relevance. */
    public static RetrievalComparison of(
            Map<String, Similarity> methods, Relevance relevance, Map<String, double[]> published, ThreadTeam team) {
        return of(methods, relevance, IntStream.range(0, relevance.queries()).toArray(), published, team);
    }

    /**
     * Measures methods by some of the queries.
     *
     * @param queries by number
     */
    public static RetrievalComparison of(
            Map<String, Similarity> methods,
            Relevance relevance,
            int[] queries,
            Map<String, double[]> published,
            ThreadTeam team) {
        Map<String, PrecisionRecall> curves = new LinkedHashMap<>();
        methods.forEach(
                (method, similarity) -> curves.put(method, PrecisionRecall.of(similarity, relevance, queries, team)));
        return new RetrievalComparison(curves, published);
    }

    /** Precisions at levels of recall, for a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder("  precision (%) at recall (%)");
        levels().forEach(level -> text.append(String.format(Locale.ROOT, "%7.1f", 100 * level)));
        rows().forEach((method, precisions) -> {
            text.append(String.format(Locale.ROOT, "%n  %-27s", method));
            for (double precision : precisions) {
                text.append(String.format(Locale.ROOT, "%7.1f", precision));
            }
        });
        return text.append(System.lineSeparator()).toString();
    }

    /** Those of the methods, and the published ones. */
    private Map<String, double[]> rows() {
        Map<String, double[]> rows = new LinkedHashMap<>();
        curves.forEach((method, curve) -> rows.put(method, precisions(curve)));
        published.forEach((method, precisions) -> rows.put("published: " + method, precisions));
        return rows;
    }

    /** In per cent, at each of {@link #levels}. */
    public static double[] precisions(PrecisionRecall curve) {
        return Arrays.stream(curve.precisionAtLevels())
                .limit(levels().size())
                .map(precision -> 100 * precision)
                .toArray();
    }

    /** Those of the paper's figures but for the last, where all is retrieved. */
    public static List<Double> levels() {
        return PrecisionRecall.LEVELS.subList(0, PrecisionRecall.LEVELS.size() - 1);
    }

    public LineChart chart(String title) {
        List<RetrievalCurve> drawn = new ArrayList<>();
        curves.forEach((method, curve) -> drawn.add(new RetrievalCurve(method, curve.recalls(), curve.precisions())));
        return LineChart.ofRetrieval(title, drawn);
    }

    /** The same as {@link #text}, with mean average precisions, for a page. */
    public ReportTable table() {
        List<ReportTable.Column> columns = new ArrayList<>();
        columns.add(ReportTable.Column.of("method"));
        levels().forEach(level ->
                columns.add(new ReportTable.Column("%.1f".formatted(100 * level), ReportTable.Best.HIGHEST)));
        columns.add(new ReportTable.Column("mean average precision", ReportTable.Best.HIGHEST));
        List<List<ReportTable.Cell>> rows = new ArrayList<>();
        rows().forEach((method, precisions) -> {
            List<ReportTable.Cell> cells = new ArrayList<>(List.of(ReportTable.Cell.of(method)));
            for (double precision : precisions) {
                cells.add(ReportTable.Cell.of(precision, 1));
            }
            PrecisionRecall curve = curves.get(method);
            cells.add(
                    curve == null
                            ? ReportTable.Cell.unknown()
                            : ReportTable.Cell.of(100 * curve.meanAveragePrecision(), 1));
            rows.add(cells);
        });
        return new ReportTable("Precision (%) at recall (%)", columns, rows);
    }
}
