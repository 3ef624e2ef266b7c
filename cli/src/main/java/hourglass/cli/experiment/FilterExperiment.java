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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What models of one layer learn from the same images when different things keep them from learning the identity: their
 * filters as pictures, and in figures.
 *
 * @param title of the report
 * @param training images, as the models take them
 * @param held images never seen in fitting, likewise
 * @param shape of the images
 * @param contenders to be fitted
 * @param gabors whether filters are held against Gabor functions
 * @param protocol how it was done, and after whom
 */
record FilterExperiment(
        String title,
        Rows training,
        Rows held,
        ImageShape shape,
        List<Contender> contenders,
        boolean gabors,
        String protocol)
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

    private record Result(
            String name,
            float[] filters,
            FilterStatistics statistics,
            @Nullable GaborStatistics gabors,
            double error,
            double seconds) {}

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        List<Result> results = new ArrayList<>();
        for (Contender contender : contenders) {
            results.add(run(contender, Integer.toString(results.size()), setting));
        }
        report(results, setting).write(setting.report());
        StringBuilder text = new StringBuilder();
        List<ExperimentResult> figures = new ArrayList<>();
        for (Result result : results) {
            measures(result).forEach((measure, value) -> figures.add(figure(setting, measure, result, value)));
        }
        for (ExperimentResult figure : figures) {
            text.append(String.format(Locale.ROOT, "  %-84s %8.3f%n", figure.metric(), figure.value()));
        }
        text.append("  report %s%n".formatted(setting.report()));
        return new Written(figures, text.toString());
    }

    /** By name, in the order of columns. */
    private static Map<String, Double> measures(Result result) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("localisation", result.statistics.localisation());
        measures.put("smoothness", result.statistics.smoothness());
        measures.put("dead filters (%)", 100 * result.statistics.dead());
        measures.put("squared error per held-out image", result.error);
        if (result.gabors != null) {
            measures.put("explained by a Gabor function", result.gabors.explained());
            measures.put("share of Gabor filters", result.gabors.gabors());
            measures.put("cycles a pixel", result.gabors.frequency());
            measures.put("bandwidth in octaves", result.gabors.bandwidth());
        }
        return measures;
    }

    private static ExperimentResult figure(Setting setting, String metric, Result result, double value) {
        return new ExperimentResult(setting.name(), metric + ", " + result.name, value, Double.NaN, "", result.seconds);
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
                gabors ? GaborStatistics.of(filters, shape) : null,
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
            List<Cell> row = new ArrayList<>(List.of(Cell.of(result.name)));
            measures(result).values().forEach(value -> row.add(Cell.of(value, 3)));
            row.add(Cell.of(result.seconds, 0));
            rows.add(row);
        }
        List<Column> columns = new ArrayList<>(List.of(Column.of("model")));
        measures(results.get(0)).keySet().forEach(measure -> columns.add(Column.of(measure)));
        columns.add(Column.of("seconds"));
        ReportTable table = new ReportTable(
                "Localisation: 1 minus the share of pixels that take part. Smoothness: correlation of neighbouring"
                        + " weights. Dead: units that do not vary. Squared error: of clean held-out images.",
                columns,
                rows);
        List<Section> sections = new ArrayList<>(
                List.of(new Section("Filters", pictures), Section.of("In figures", table, new Paragraph(protocol))));
        if (gabors) {
            sections.add(Section.of("Orientations", orientations(results)));
        }
        return new Report(title, protocol, sections, setting.provenance());
    }

    private static ReportTable orientations(List<Result> results) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Result result : results) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(result.name)));
            for (double share : Objects.requireNonNull(result.gabors).orientations()) {
                row.add(Cell.of(100 * share, 0));
            }
            rows.add(row);
        }
        return new ReportTable(
                "Stripes of the filters of whose squares a Gabor function explains %.0f %% or more, in percent of these"
                        .formatted(100 * GaborStatistics.ENOUGH),
                List.of(
                        Column.of("model"),
                        Column.of("vertical"),
                        Column.of("rising to the right"),
                        Column.of("horizontal"),
                        Column.of("falling to the right")),
                rows);
    }
}
