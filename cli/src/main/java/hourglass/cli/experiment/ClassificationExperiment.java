package hourglass.cli.experiment;

import hourglass.cli.evaluation.Gallery;
import hourglass.cli.evaluation.TrainingReport;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.eval.ClassificationError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Classifier;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.picture.Paragraph;
import hourglass.picture.Report;
import hourglass.picture.ReportBlock;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import hourglass.picture.Section;
import hourglass.train.ClassifierTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Classifiers fitted to the same images and measured on held-out ones: pretrained ones, and beside them a plain network of
 * the same size.
 *
 * @param title of the report
 * @param training images with classes, or with classes for some of them
 * @param test images never seen in fitting
 * @param contenders the pretrained first
 * @param protocol how it was done, and what differs from what was published
 */
record ClassificationExperiment(
        String title, Dataset training, Dataset test, List<Contender> contenders, String protocol)
        implements Experiment {
    /**
     * A way to fit a classifier.
     *
     * @param name for the report
     * @param trainer with all its options
     * @param published the error that others had with it, in percent
     */
    record Contender(String name, ClassifierTrainer trainer, Published published) {}

    /** What a contender came to: the model, its error on the test images in percent, and the time. */
    private record Result(Contender contender, FittedModel saved, double error, double seconds) {}

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        List<Result> results = new ArrayList<>();
        for (Contender contender : contenders) {
            results.add(run(contender, Integer.toString(results.size()), setting));
        }
        ModelFile.write(setting.model(), results.get(0).saved);
        report(results, setting).write(setting.report());
        StringBuilder text = new StringBuilder();
        List<ExperimentResult> figures = new ArrayList<>();
        for (Result result : results) {
            Published published = result.contender.published;
            text.append(String.format(
                    Locale.ROOT,
                    "  %-60s %6.2f %%  %s%n",
                    result.contender.name,
                    result.error,
                    Double.isNaN(published.value())
                            ? ""
                            : "(%s: %.2f %%)".formatted(published.source(), published.value())));
            figures.add(new ExperimentResult(
                    setting.name(),
                    "test error (%), " + result.contender.name,
                    result.error,
                    published.value(),
                    published.source(),
                    result.seconds));
        }
        text.append("  report %s, model %s%n".formatted(setting.report(), setting.model()));
        return new Written(figures, text.toString());
    }

    private Result run(Contender contender, String part, Setting setting) {
        long start = System.nanoTime();
        ThreadTeam team = setting.team();
        FittedModel saved = setting.fit(part)
                .run(
                        training.rows().count(),
                        (listener, checkpoint) -> contender.trainer.fit(training, listener, checkpoint, team));
        double seconds = (System.nanoTime() - start) / 1e9;
        Rows held = saved.preprocessed(test.labelledRows());
        return new Result(
                contender, saved, 100 * ClassificationError.of(saved.bareModel(Classifier.class), held, team), seconds);
    }

    private Report report(List<Result> results, Setting setting) {
        ImageShape shape = Objects.requireNonNull(test.imageShape(), "the experiment is about images");
        List<ReportBlock> filters = new ArrayList<>();
        List<ReportBlock> curves = new ArrayList<>();
        for (Result result : results) {
            filters.add(new Paragraph(result.contender.name));
            filters.add(TrainingReport.filters(new Gallery(result.saved, shape, setting.team())));
            curves.add(new Paragraph(result.contender.name));
            result.saved.fit().stages().forEach(stage -> curves.add(TrainingReport.chart(stage)));
        }
        Result first = results.get(0);
        String summary = "%s: %.2f %% of %,d held-out images wrong."
                .formatted(first.contender.name, first.error, test.rows().count());
        return new Report(
                title,
                summary,
                List.of(
                        Section.of("Result", table(results), new Paragraph(protocol)),
                        new Section("Filters of the first layer", filters),
                        new Section("Learning", curves)),
                setting.provenance());
    }

    private ReportTable table(List<Result> results) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Result result : results) {
            Published published = result.contender.published;
            rows.add(List.of(
                    Cell.of(result.contender.name),
                    Cell.of(result.error, 2),
                    Double.isNaN(published.value()) ? Cell.unknown() : Cell.of(published.value(), 2),
                    Cell.of(published.source()),
                    Cell.of(result.seconds, 0)));
        }
        return new ReportTable(
                "Held-out images that get a wrong class, in percent",
                List.of(
                        Column.of("method"),
                        new Column("error", ReportTable.Best.LOWEST),
                        Column.of("published"),
                        Column.of("by"),
                        Column.of("seconds")),
                rows);
    }
}
