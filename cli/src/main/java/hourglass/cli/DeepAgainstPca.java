package hourglass.cli;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.eval.ReconstructionError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.DenseLayer;
import hourglass.model.ModelFile;
import hourglass.model.PrincipalComponents;
import hourglass.picture.Block;
import hourglass.picture.Comparison;
import hourglass.picture.Filters;
import hourglass.picture.LearningCurve;
import hourglass.picture.LineChart;
import hourglass.picture.Paragraph;
import hourglass.picture.Picture;
import hourglass.picture.Provenance;
import hourglass.picture.Report;
import hourglass.picture.Section;
import hourglass.picture.Table;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Epoch;
import hourglass.train.Listener;
import hourglass.train.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A deep autoencoder and principal components of the same code size, fitted to the same images and measured on held-out
 * ones, as in figure 2 of Hinton and Salakhutdinov (Science 313, 2006).
 *
 * @param title of the report
 * @param training images to fit
 * @param test images never seen in fitting
 * @param trainer of the deep autoencoder
 * @param published figures of others for the same measure by deep autoencoders, best last
 * @param pcaPublished the figure of others for PCA of the same code size; NaN for none
 */
record DeepAgainstPca(
        String title,
        Dataset training,
        Dataset test,
        AutoencoderTrainer trainer,
        List<Published> published,
        double pcaPublished) {
    /** Images shown in the report. */
    private static final int SHOWN = 24;

    /** First-layer filters shown in the report. */
    private static final int FILTERS = 100;

    /**
     * Somebody else's result.
     *
     * @param name of the method and its source
     * @param error mean over held-out images of the squared error summed over pixels
     */
    record Published(String name, double error) {}

    /**
     * What came of it.
     *
     * @param outcome of the deep autoencoder's training
     * @param principal the components fitted beside it
     * @param deepError on the test images, as is {@code pcaError}
     * @param deepTrainingError on the training images
     * @param seconds the deep autoencoder took to fit
     * @param pcaSeconds the principal components took
     */
    record Result(
            Outcome outcome,
            PrincipalComponents principal,
            double deepError,
            double pcaError,
            double deepTrainingError,
            double seconds,
            double pcaSeconds) {
        int codeSize() {
            return principal.codeSize();
        }
    }

    Result run(Listener listener, ThreadTeam team) {
        long start = System.nanoTime();
        Outcome outcome = trainer.fit(training.rows(), listener, null, team);
        double seconds = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        Autoencoder deep = outcome.model();
        PrincipalComponents principal = PrincipalComponents.fit(training.rows(), deep.codeSize(), team);
        double pcaSeconds = (System.nanoTime() - start) / 1e9;
        Rows held = test.rows();
        return new Result(
                outcome,
                principal,
                ReconstructionError.squared(deep, held, team),
                ReconstructionError.squared(principal, held, team),
                ReconstructionError.squared(deep, training.rows(), team),
                seconds,
                pcaSeconds);
    }

    /** Rows that one epoch goes over. */
    int trainingRows() {
        return training.rows().count();
    }

    /** Saves the deep autoencoder. */
    void save(Result result, Path path) {
        ModelFile.write(
                path,
                result.outcome()
                        .saved(
                                training,
                                Map.of("trainer", trainer.toString()),
                                trainer.options().seed(),
                                Version.number(),
                                Clock.systemUTC().instant()));
    }

    /** The figures, each beside the best published one. */
    List<ExperimentResult> results(String name, Result result) {
        Published best = published.isEmpty() ? new Published("", Double.NaN) : published.get(published.size() - 1);
        String metric = "squared error per held-out image";
        return List.of(
                new ExperimentResult(
                        name, metric + ", deep", result.deepError(), best.error(), best.name(), result.seconds()),
                new ExperimentResult(
                        name, metric + ", PCA", result.pcaError(), pcaPublished, "PCA", result.pcaSeconds()));
    }

    /** The result as text for a terminal. */
    String table(Result result) {
        StringBuilder text = new StringBuilder();
        String line = "  %-52s %10s%n";
        text.append(String.format(Locale.ROOT, line, "squared error per held-out image", "error"));
        text.append(String.format(Locale.ROOT, line, deepName(result), decimals(result.deepError())));
        text.append(String.format(Locale.ROOT, line, pcaName(result), decimals(result.pcaError())));
        for (Published other : published) {
            text.append(String.format(Locale.ROOT, line, other.name(), decimals(other.error())));
        }
        return text.toString();
    }

    private String deepName(Result result) {
        return "deep autoencoder, " + result.codeSize() + " numbers a code";
    }

    private static String pcaName(Result result) {
        return "PCA, " + result.codeSize() + " numbers a code";
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    Report report(Result result, Provenance provenance) {
        ImageShape shape = Objects.requireNonNull(test.imageShape(), "the experiment is about images");
        String summary = "With %d numbers an image, the deep autoencoder is off by %s a held-out image, PCA by %s."
                .formatted(result.codeSize(), decimals(result.deepError()), decimals(result.pcaError()));
        return new Report(
                title,
                summary,
                List.of(
                        Section.of("Result", errors(result), new Paragraph(protocol(result))),
                        Section.of("Reconstructions", reconstructions(result, shape)),
                        Section.of("Learning", curves(result).toArray(Block[]::new)),
                        Section.of("Filters", filters(result, shape))),
                provenance);
    }

    private Table errors(Result result) {
        List<List<Table.Cell>> rows = new ArrayList<>();
        rows.add(row(deepName(result), result.deepError(), result.deepTrainingError(), result.seconds()));
        rows.add(List.of(
                Table.Cell.of(pcaName(result)),
                Table.Cell.of(result.pcaError(), 3),
                Table.Cell.unknown(),
                Table.Cell.of(result.pcaSeconds(), 1)));
        for (Published other : published) {
            rows.add(List.of(
                    Table.Cell.of(other.name()),
                    Table.Cell.of(other.error(), 3),
                    Table.Cell.unknown(),
                    Table.Cell.unknown()));
        }
        return new Table(
                "Squared error, summed over pixels in 0..1, mean over images",
                List.of(
                        Table.Column.of("method"),
                        new Table.Column("held-out", Table.Best.LOWEST),
                        Table.Column.of("training"),
                        Table.Column.of("seconds")),
                rows);
    }

    private static List<Table.Cell> row(String name, double held, double training, double seconds) {
        return List.of(
                Table.Cell.of(name), Table.Cell.of(held, 3), Table.Cell.of(training, 3), Table.Cell.of(seconds, 1));
    }

    private String protocol(Result result) {
        return "%,d images of %s to fit, %,d held-out images of %s to measure; %s."
                .formatted(
                        training.rows().count(),
                        training.name(),
                        test.rows().count(),
                        test.name(),
                        result.outcome().observation().name().toLowerCase(Locale.ROOT) + " observations");
    }

    private Comparison reconstructions(Result result, ImageShape shape) {
        int shown = Math.min(SHOWN, test.rows().count());
        float[] data = test.rows().slice(0, shown).toArray();
        return new Comparison(
                List.of(
                        new Comparison.Row("data", data),
                        new Comparison.Row(
                                "deep " + result.codeSize(),
                                result.outcome().model().reconstruct(data)),
                        new Comparison.Row(
                                "PCA " + result.codeSize(), result.principal().reconstruct(data))),
                shape,
                TileLayout.ofImages().withColumns(12),
                "Held-out images, and what their codes tell of them");
    }

    private static List<Block> curves(Result result) {
        List<Block> charts = new ArrayList<>();
        for (Outcome.Stage stage : result.outcome().stages()) {
            List<Epoch> epochs = stage.epochs();
            LearningCurve curve = new LearningCurve(
                    "loss",
                    epochs.stream().mapToDouble(Epoch::trainingLoss).toArray(),
                    epochs.stream().mapToDouble(Epoch::validationLoss).toArray());
            charts.add(LineChart.ofLearning(stage.name(), "loss per image", false, List.of(curve)));
        }
        return charts;
    }

    private static Picture filters(Result result, ImageShape shape) {
        Autoencoder deep = result.outcome().model();
        DenseLayer first = deep.network().layers().get(0);
        int count = Math.min(FILTERS, first.outputs());
        float[] weights = Arrays.copyOf(deep.parameters(), first.inputs() * first.outputs());
        float[] filters = Filters.largest(weights, first.outputs(), count);
        return new Picture(
                Tiles.of(filters, shape, TileLayout.ofFilters()),
                "first-layer filters",
                "The incoming weights of the " + count + " first-layer units with the largest");
    }
}
