package hourglass.cli.experiment;

import hourglass.cli.evaluation.Gallery;
import hourglass.cli.evaluation.TrainingReport;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.decomposition.PrincipalComponents;
import hourglass.eval.ReconstructionError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.picture.Paragraph;
import hourglass.picture.Report;
import hourglass.picture.ReportTable;
import hourglass.picture.Section;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.CodeRefinement;
import hourglass.train.Listener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A deep autoencoder and principal components of the same code size, fitted to the same images and measured on held-out
 * ones, as in figure 2 of Hinton and Salakhutdinov (Science 313, 2006).
 *
 * @param title of the report
 * @param transform of the images before they are fitted, and before the error is taken
 * @param training images to fit
 * @param test images never seen in fitting
 * @param trainer of the deep autoencoder
 * @param published figures of others for the same measure by deep autoencoders, best last
 * @param pcaPublished the figure of others for PCA of the same code size; NaN for none
 */
public record DeepAgainstPca(
        String title,
        Transform transform,
        Dataset training,
        Dataset test,
        AutoencoderTrainer trainer,
        List<Published> published,
        double pcaPublished)
        implements Experiment {
    /** Iterations of the refinement of codes. */
    private static final int REFINEMENT = 20;

    private static final String REFINED = "the same, codes refined";

    /**
     * What came of it.
     *
     * @param deep the autoencoder
     * @param principal the components fitted beside it
     * @param deepError on the test images, as are {@code refinedError} and {@code pcaError}
     * @param refinedError with codes that are {@linkplain CodeRefinement refined}, from those of the encoder on
     * @param deepTrainingError on the training images
     * @param seconds the deep autoencoder took to fit
     * @param refinedSeconds the refinement of the codes of the test images took, with what their error takes
     * @param pcaSeconds the principal components took
     */
    record Result(
            FittedModel deep,
            PrincipalComponents principal,
            double deepError,
            double refinedError,
            double pcaError,
            double deepTrainingError,
            double seconds,
            double refinedSeconds,
            double pcaSeconds) {
        int codeSize() {
            return principal.codeSize();
        }
    }

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        Result result = setting.fit("deep")
                .run(training.rows().count(), (listener, checkpoint) -> run(listener, checkpoint, setting.team()));
        ModelFile.write(setting.model(), result.deep());
        report(result, setting).write(setting.report());
        String files =
                "  report %s, model %s, %.0f seconds%n".formatted(setting.report(), setting.model(), result.seconds());
        return new Written(figures(setting.name(), result), table(result) + files);
    }

    private Result run(Listener listener, Path checkpoint, ThreadTeam team) {
        long start = System.nanoTime();
        Rows fitted = training.rows().transformed(transform);
        Rows held = test.rows().transformed(transform);
        FittedModel saved = trainer.fit(
                        new Dataset(training.name(), fitted, training.columnNames(), null, training.imageShape()),
                        listener,
                        checkpoint,
                        team)
                .withTransform(transform);
        double seconds = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        Autoencoder deep = saved.bareModel(Autoencoder.class);
        PrincipalComponents principal = PrincipalComponents.fit(fitted, deep.codeSize(), team);
        double pcaSeconds = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        double refinedError = refinedError(saved, held, team);
        double refinedSeconds = (System.nanoTime() - start) / 1e9;
        return new Result(
                saved,
                principal,
                ReconstructionError.squared(deep, held, team),
                refinedError,
                ReconstructionError.squared(principal, held, team),
                ReconstructionError.squared(deep, fitted, team),
                seconds,
                refinedSeconds,
                pcaSeconds);
    }

    /** Of what is decoded of refined codes; of transformed images, as the other errors. */
    private double refinedError(FittedModel saved, Rows held, ThreadTeam team) {
        Matrix codes = CodeRefinement.of(REFINEMENT).encode(saved, test.rows(), team);
        float[] means = saved.bareModel(Autoencoder.class).decode(codes.values(), team);
        return ReconstructionError.squared(held, new Matrix(means, held.columns()));
    }

    /** The figures, each beside the best published one. */
    private List<ExperimentResult> figures(String name, Result result) {
        Published best = published.isEmpty() ? Published.NONE : published.get(published.size() - 1);
        String metric = "squared error per held-out image";
        return List.of(
                new ExperimentResult(
                        name, metric + ", deep", result.deepError(), best.value(), best.source(), result.seconds()),
                new ExperimentResult(
                        name,
                        metric + ", deep, codes refined",
                        result.refinedError(),
                        Double.NaN,
                        "",
                        result.refinedSeconds()),
                new ExperimentResult(
                        name,
                        metric + ", PCA",
                        result.pcaError(),
                        pcaPublished,
                        "Hinton & Salakhutdinov 2006, PCA",
                        result.pcaSeconds()),
                new ExperimentResult(
                        name,
                        "squared error per fitted image, deep",
                        result.deepTrainingError(),
                        Double.NaN,
                        "",
                        result.seconds()));
    }

    /** The result as text for a terminal. */
    private String table(Result result) {
        StringBuilder text = new StringBuilder();
        String line = "  %-52s %10s%n";
        text.append(String.format(Locale.ROOT, line, "squared error per held-out image", "error"));
        text.append(String.format(Locale.ROOT, line, deepName(result), decimals(result.deepError())));
        text.append(String.format(Locale.ROOT, line, REFINED, decimals(result.refinedError())));
        text.append(String.format(Locale.ROOT, line, pcaName(result), decimals(result.pcaError())));
        for (Published other : published) {
            text.append(String.format(Locale.ROOT, line, other.source(), decimals(other.value())));
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

    private Report report(Result result, Setting setting) {
        ImageShape shape = Objects.requireNonNull(test.imageShape(), "the experiment is about images");
        Gallery gallery = new Gallery(result.deep(), shape, setting.team());
        String summary = "With %d numbers an image, the deep autoencoder is off by %s a held-out image, PCA by %s."
                .formatted(result.codeSize(), decimals(result.deepError()), decimals(result.pcaError()));
        return new Report(
                title,
                summary,
                List.of(
                        Section.of("Result", errors(result), new Paragraph(protocol(result))),
                        Section.of("Reconstructions", gallery.comparison(test.rows(), result.principal())),
                        Section.of("Code", TrainingReport.codeUnits(gallery, test.rows())),
                        new Section(
                                "Learning",
                                result.deep().fit().stages().stream()
                                        .map(TrainingReport::chart)
                                        .toList()),
                        Section.of("Filters", TrainingReport.filters(gallery))),
                setting.provenance());
    }

    private ReportTable errors(Result result) {
        List<List<ReportTable.Cell>> rows = new ArrayList<>();
        rows.add(row(deepName(result), result.deepError(), result.deepTrainingError(), result.seconds()));
        rows.add(List.of(
                ReportTable.Cell.of(REFINED),
                ReportTable.Cell.of(result.refinedError(), 3),
                ReportTable.Cell.unknown(),
                ReportTable.Cell.of(result.refinedSeconds(), 1)));
        rows.add(List.of(
                ReportTable.Cell.of(pcaName(result)),
                ReportTable.Cell.of(result.pcaError(), 3),
                ReportTable.Cell.unknown(),
                ReportTable.Cell.of(result.pcaSeconds(), 1)));
        for (Published other : published) {
            rows.add(List.of(
                    ReportTable.Cell.of(other.source()),
                    ReportTable.Cell.of(other.value(), 3),
                    ReportTable.Cell.unknown(),
                    ReportTable.Cell.unknown()));
        }
        return new ReportTable(
                "Squared error, summed over pixels, mean over images",
                List.of(
                        ReportTable.Column.of("method"),
                        new ReportTable.Column("held-out", ReportTable.Best.LOWEST),
                        ReportTable.Column.of("training"),
                        ReportTable.Column.of("seconds")),
                rows);
    }

    private static List<ReportTable.Cell> row(String name, double held, double training, double seconds) {
        return List.of(
                ReportTable.Cell.of(name),
                ReportTable.Cell.of(held, 3),
                ReportTable.Cell.of(training, 3),
                ReportTable.Cell.of(seconds, 1));
    }

    private String protocol(Result result) {
        return "%,d images of %s to fit, %,d held-out images of %s to measure; %s."
                .formatted(
                        training.rows().count(),
                        training.name(),
                        test.rows().count(),
                        test.name(),
                        result.deep().fit().likelihood().toLowerCase(Locale.ROOT) + " observations");
    }
}
