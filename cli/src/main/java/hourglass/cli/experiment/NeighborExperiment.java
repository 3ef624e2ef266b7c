package hourglass.cli.experiment;

import hourglass.cli.evaluation.NeighborEvaluation;
import hourglass.cli.evaluation.TrainingReport;
import hourglass.data.Dataset;
import hourglass.data.Matrix;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.picture.Paragraph;
import hourglass.picture.Report;
import hourglass.picture.ReportBlock;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import hourglass.picture.Section;
import hourglass.train.Listener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Codes in which near is to mean of the same class: how often the nearest codes of fitted rows vote for a wrong class of a held-out
 * one (R. Salakhutdinov, G. E. Hinton, AISTATS 2007).
 *
 * @param title of the report
 * @param test rows never seen in fitting
 * @param contenders the first of which leaves its model
 * @param protocol how it was done, and what differs from what was published
 */
record NeighborExperiment(String title, Dataset test, List<Contender> contenders, String protocol)
        implements Experiment {
    /** Neighbours that vote in what was published. */
    private static final List<Integer> VOTERS = List.of(1, 3, 5, 7);

    /** Fits a model to data. */
    @FunctionalInterface
    interface Fit {
        FittedModel run(Dataset data, Listener listener, Path checkpoint, ThreadTeam team);
    }

    /**
     * A way to make codes.
     *
     * @param training with classes for all or some rows
     * @param parts of its code that are measured, the whole of it mostly
     */
    record Contender(Dataset training, Fit fit, List<Part> parts) {}

    /**
     * Some units of a code.
     *
     * @param name of method and units, for the report
     * @param from the first unit
     * @param to the unit after the last, or 0 for all
     * @param published the errors that others had, in percent, with 1, 3, 5 and 7 voters; empty for none
     * @param source whose
     */
    record Part(String name, int from, int to, List<Double> published, String source) {
        static Part whole(String name) {
            return new Part(name, 0, 0, List.of(), "");
        }

        Matrix of(Matrix codes) {
            return to == 0 ? codes : codes.columns(from, to);
        }

        double published(int k) {
            return published.isEmpty() ? Double.NaN : published.get(VOTERS.indexOf(k));
        }
    }

    /** What a part came to. */
    private record Result(Part part, Map<Integer, Double> errors, double seconds) {}

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        List<Result> results = new ArrayList<>();
        List<ReportBlock> curves = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            long start = System.nanoTime();
            FittedModel model = fit(contender, Integer.toString(i), setting);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (i == 0) {
                ModelFile.write(setting.model(), model);
            }
            for (Part part : contender.parts) {
                NeighborEvaluation measured = NeighborEvaluation.of(
                        rows -> part.of(model.encode(rows, setting.team())), contender.training, test, setting.team());
                results.add(new Result(part, measured.errors(), seconds));
            }
            curves.add(new Paragraph(contender.parts.get(0).name));
            model.fit().stages().forEach(stage -> curves.add(TrainingReport.chart(stage)));
        }
        new Report(
                        title,
                        protocol,
                        List.of(
                                Section.of("Result", table(results), new Paragraph(protocol)),
                                new Section("Learning", curves)),
                        setting.provenance())
                .write(setting.report());
        return new Written(
                figures(setting.name(), results),
                text(results) + "  report %s, model %s%n".formatted(setting.report(), setting.model()));
    }

    private FittedModel fit(Contender contender, String part, Setting setting) {
        Dataset data = contender.training;
        return setting.fit(part)
                .run(
                        data.rows().count(),
                        (listener, checkpoint) -> contender.fit.run(data, listener, checkpoint, setting.team()));
    }

    private static String text(List<Result> results) {
        StringBuilder text = new StringBuilder("  %-52s%s%n"
                .formatted(
                        "held-out rows with a wrong vote (%)",
                        VOTERS.stream().map("%8s"::formatted).collect(Collectors.joining())));
        for (Result result : results) {
            text.append("  %-52s".formatted(result.part.name));
            VOTERS.forEach(k -> text.append(String.format(Locale.ROOT, "%8.2f", percent(result, k))));
            if (!result.part.published.isEmpty()) {
                text.append("   (%s: %s)"
                        .formatted(
                                result.part.source,
                                result.part.published.stream()
                                        .map(one -> Double.isNaN(one) ? "-" : one.toString())
                                        .collect(Collectors.joining(", "))));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private static double percent(Result result, int k) {
        return 100 * result.errors.getOrDefault(k, Double.NaN);
    }

    private static List<ExperimentResult> figures(String name, List<Result> results) {
        List<ExperimentResult> figures = new ArrayList<>();
        for (Result result : results) {
            VOTERS.forEach(k -> figures.add(new ExperimentResult(
                    name,
                    "wrong votes (%%) at k = %d, %s".formatted(k, result.part.name),
                    percent(result, k),
                    result.part.published(k),
                    result.part.source,
                    result.seconds)));
        }
        return figures;
    }

    private static ReportTable table(List<Result> results) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("method")));
        VOTERS.forEach(k -> columns.add(new Column("k=" + k, ReportTable.Best.LOWEST)));
        VOTERS.forEach(k -> columns.add(Column.of("published, k=" + k)));
        columns.addAll(Arrays.asList(Column.of("by"), Column.of("seconds")));
        List<List<Cell>> rows = new ArrayList<>();
        for (Result result : results) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(result.part.name)));
            VOTERS.forEach(k -> cells.add(Cell.of(percent(result, k), 2)));
            VOTERS.forEach(k -> cells.add(
                    Double.isNaN(result.part.published(k)) ? Cell.unknown() : Cell.of(result.part.published(k), 2)));
            cells.add(Cell.of(result.part.source));
            cells.add(Cell.of(result.seconds, 0));
            rows.add(cells);
        }
        return new ReportTable("Held-out rows whose k nearest codes vote for a wrong class, in percent", columns, rows);
    }
}
