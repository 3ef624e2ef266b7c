package hourglass.cli.experiment;

import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.eval.ReconstructionError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;
import hourglass.picture.Filters;
import hourglass.picture.Paragraph;
import hourglass.picture.Picture;
import hourglass.picture.Report;
import hourglass.picture.ReportBlock;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import hourglass.picture.Section;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import hourglass.train.Listener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What models of one layer learn from the same images when different things keep them from learning the identity: their
 * filters as pictures, and in figures.
 *
 * @param title of the report
 * @param training images, as the models take them
 * @param held images never seen in fitting, likewise
 * @param shape of the images
 * @param contenders to be fitted
 * @param protocol how it was done, and after whom
 */
record FilterExperiment(
        String title, Rows training, Rows held, ImageShape shape, List<Contender> contenders, String protocol)
        implements Experiment {
    private static final int FILTERS = 100;

    /** Fits a model to rows. */
    @FunctionalInterface
    interface Fit {
        EncoderDecoder model(Rows rows, Listener listener, Path checkpoint, ThreadTeam team);
    }

    /**
     * A model to look at.
     *
     * @param name for the report
     * @param fit that makes it
     */
    record Contender(String name, Fit fit) {}

    private record Result(String name, float[] filters, FilterStatistics statistics, double error, double seconds) {}

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        List<Result> results = new ArrayList<>();
        for (Contender contender : contenders) {
            results.add(run(contender, Integer.toString(results.size()), setting));
        }
        report(results, setting).write(setting.report());
        String line = "  %-44s %12s %11s %8s %14s%n";
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, line, "", "localisation", "smoothness", "dead, %", "squared error"));
        List<ExperimentResult> figures = new ArrayList<>();
        for (Result result : results) {
            FilterStatistics statistics = result.statistics;
            text.append(String.format(
                    Locale.ROOT,
                    line,
                    result.name,
                    decimals(statistics.localisation(), 3),
                    decimals(statistics.smoothness(), 3),
                    decimals(100 * statistics.dead(), 1),
                    decimals(result.error, 2)));
            figures.add(figure(setting, "localisation", result, statistics.localisation()));
            figures.add(figure(setting, "smoothness", result, statistics.smoothness()));
            figures.add(figure(setting, "dead filters (%)", result, 100 * statistics.dead()));
            figures.add(figure(setting, "squared error per held-out image", result, result.error));
        }
        text.append("  report %s%n".formatted(setting.report()));
        return new Written(figures, text.toString());
    }

    private static ExperimentResult figure(Setting setting, String metric, Result result, double value) {
        return new ExperimentResult(setting.name(), metric + ", " + result.name, value, Double.NaN, "", result.seconds);
    }

    private static String decimals(double value, int count) {
        return String.format(Locale.ROOT, "%." + count + "f", value);
    }

    private Result run(Contender contender, String part, Setting setting) {
        long start = System.nanoTime();
        EncoderDecoder model = setting.fit(part)
                .run(
                        training.count(),
                        (listener, checkpoint) -> contender.fit.model(training, listener, checkpoint, setting.team()));
        double seconds = (System.nanoTime() - start) / 1e9;
        float[] filters = Filters.of(model);
        return new Result(
                contender.name,
                filters,
                FilterStatistics.of(filters, shape, model, held.slice(0, Math.min(held.count(), 2000)), setting.team()),
                ReconstructionError.squared(model, held, setting.team()),
                seconds);
    }

    private Report report(List<Result> results, Setting setting) {
        List<ReportBlock> pictures = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        for (Result result : results) {
            int shown = Math.min(FILTERS, result.filters.length / shape.size());
            float[] some = Arrays.copyOf(result.filters, shown * shape.size());
            pictures.add(new Picture(
                    Tiles.of(some, shape, TileLayout.ofFilters().withColumns(20)),
                    "filters of " + result.name,
                    result.name));
            rows.add(List.of(
                    Cell.of(result.name),
                    Cell.of(result.statistics.localisation(), 3),
                    Cell.of(result.statistics.smoothness(), 3),
                    Cell.of(100 * result.statistics.dead(), 1),
                    Cell.of(result.error, 2),
                    Cell.of(result.seconds, 0)));
        }
        ReportTable table = new ReportTable(
                "Localisation: 1 minus the share of pixels that take part. Smoothness: correlation of neighbouring"
                        + " weights. Dead: units that do not vary. Squared error: of clean held-out images.",
                List.of(
                        Column.of("model"),
                        Column.of("localisation"),
                        Column.of("smoothness"),
                        Column.of("dead, %"),
                        Column.of("squared error"),
                        Column.of("seconds")),
                rows);
        return new Report(
                title,
                protocol,
                List.of(new Section("Filters", pictures), Section.of("In figures", table, new Paragraph(protocol))),
                setting.provenance());
    }
}
