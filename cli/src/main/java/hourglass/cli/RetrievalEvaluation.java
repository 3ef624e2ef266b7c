package hourglass.cli;

import hourglass.cli.evaluation.NeighborEvaluation;
import hourglass.cli.evaluation.RecallEvaluation;
import hourglass.cli.evaluation.RetrievalComparison;
import hourglass.eval.BallRetrieval;
import hourglass.eval.PrecisionRecall;
import hourglass.picture.Paragraph;
import hourglass.picture.Provenance;
import hourglass.picture.Report;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import hourglass.picture.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code evaluate} has measured.
 *
 * @param items measured
 * @param queries how many of them were queries for the others
 * @param comparison of the codes with other methods
 * @param balls around binary codes, by radius; none if there are no such codes
 * @param neighbors the vote of the nearest codes, or null where it was not measured
 * @param recall of the nearest neighbours of vectors, or null where there are none
 */
record RetrievalEvaluation(
        CodedItems items,
        int queries,
        RetrievalComparison comparison,
        List<BallRetrieval> balls,
        @Nullable NeighborEvaluation neighbors,
        @Nullable RecallEvaluation recall) {
    /** The result as JSON. */
    record Result(
            int items,
            int queries,
            int withoutKnownWord,
            Map<Integer, Double> neighborErrors,
            List<Double> recalls,
            List<Method> methods,
            List<Ball> balls,
            @Nullable RecallEvaluation recall) {}

    /** A method, its precisions at the levels of recall, and its accuracies by number retrieved. */
    record Method(
            String name,
            double meanAveragePrecision,
            double[] precisionAtRecall,
            int[] retrieved,
            double[] accuracyAtRetrieved) {}

    /** A radius, and what lies within it. */
    record Ball(int radius, double found, double answered, double precision, double recall) {}

    public Result result() {
        List<Method> methods = new ArrayList<>();
        int[] numbers = numbers();
        comparison
                .curves()
                .forEach((name, curve) -> methods.add(new Method(
                        name, curve.meanAveragePrecision(), curve.precisionAtLevels(), numbers, accuracies(curve))));
        List<Ball> around = balls.stream()
                .map(ball -> new Ball(ball.radius(), ball.found(), ball.answered(), ball.precision(), ball.recall()))
                .toList();
        return new Result(
                items.count(),
                queries,
                items.withoutWords(),
                neighbors == null ? Map.of() : neighbors.errors(),
                PrecisionRecall.LEVELS,
                methods,
                around,
                recall);
    }

    /** 1, 3, 7, 15, ... up to what there is to retrieve, as in the figures of the papers. */
    private int[] numbers() {
        int others = comparison.curves().values().iterator().next().items();
        return IntStream.iterate(1, n -> n > 0 && n <= others, n -> 2 * n + 1)
                .limit(10)
                .toArray();
    }

    private double[] accuracies(PrecisionRecall curve) {
        return IntStream.of(numbers()).mapToDouble(curve::precision).toArray();
    }

    public String text() {
        StringBuilder text = new StringBuilder(items.protocol(queries) + System.lineSeparator());
        if (neighbors != null) {
            text.append("%-12s %s%n".formatted(neighbors.measure(), neighbors.text()));
        }
        text.append("%n%s%n".formatted(comparison.text()));
        text.append("  precision (%) by number     ");
        IntStream.of(numbers()).forEach(n -> text.append(String.format(Locale.ROOT, "%7d", n)));
        text.append("   mean average");
        comparison.curves().forEach((name, curve) -> {
            text.append(String.format(Locale.ROOT, "%n  %-27s", name));
            for (double accuracy : accuracies(curve)) {
                text.append(String.format(Locale.ROOT, "%7.1f", 100 * accuracy));
            }
            text.append(String.format(Locale.ROOT, "%15.1f", 100 * curve.meanAveragePrecision()));
        });
        text.append(System.lineSeparator());
        if (!balls.isEmpty()) {
            text.append("%n  radius of a ball, bits      found  answered  precision    recall%n".formatted());
            balls.forEach(ball -> text.append(String.format(
                    Locale.ROOT,
                    "  %22d %10.1f %8.1f%% %9.1f%% %8.2f%%%n",
                    ball.radius(),
                    ball.found(),
                    100 * ball.answered(),
                    100 * ball.precision(),
                    100 * ball.recall())));
        }
        return text.append(recall == null ? "" : "%n%s".formatted(recall.text()))
                .toString();
    }

    /** The page with the curves. */
    public Report report(Provenance provenance) {
        String title = "Retrieval: " + items.name();
        List<Section> sections = new ArrayList<>();
        if (neighbors != null) {
            sections.add(Section.of("Neighbours", neighbors.table(items.name(), items.size())));
        }
        sections.add(Section.of("Precision over recall", comparison.chart(title)));
        sections.add(
                Section.of("Result", comparison.table(), byNumber(), new Paragraph(items.protocol(queries) + ".")));
        if (!balls.isEmpty()) {
            sections.add(Section.of("Within a radius", within()));
        }
        if (recall != null) {
            sections.add(recall.section());
        }
        return new Report(title, items.protocol(queries) + ".", sections, provenance);
    }

    private ReportTable byNumber() {
        List<Column> columns = new ArrayList<>(List.of(Column.of("method")));
        IntStream.of(numbers()).forEach(n -> columns.add(new Column(Integer.toString(n), ReportTable.Best.HIGHEST)));
        List<List<Cell>> rows = new ArrayList<>();
        comparison.curves().forEach((name, curve) -> {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(name)));
            for (double accuracy : accuracies(curve)) {
                cells.add(Cell.of(100 * accuracy, 1));
            }
            rows.add(cells);
        });
        return new ReportTable("Precision (%) by number retrieved", columns, rows);
    }

    private ReportTable within() {
        List<List<Cell>> rows = balls.stream()
                .map(ball -> List.of(
                        Cell.of(ball.radius(), 0),
                        Cell.of(ball.found(), 1),
                        Cell.of(100 * ball.answered(), 1),
                        Cell.of(100 * ball.precision(), 1),
                        Cell.of(100 * ball.recall(), 2)))
                .toList();
        return new ReportTable(
                "What lies within a radius of a query's code, averaged over queries",
                List.of(
                        Column.of("radius"),
                        Column.of(items.noun()),
                        Column.of("queries with any (%)"),
                        new Column("precision (%)", ReportTable.Best.HIGHEST),
                        new Column("recall (%)", ReportTable.Best.HIGHEST)),
                rows);
    }
}
