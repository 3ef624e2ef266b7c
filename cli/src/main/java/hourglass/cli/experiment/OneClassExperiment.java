package hourglass.cli.experiment;

import hourglass.anomaly.AnomalyScorer;
import hourglass.data.Dataset;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.file.Split;
import hourglass.decomposition.PrincipalComponents;
import hourglass.eval.ReconstructionError;
import hourglass.eval.RocCurve;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.EncoderDecoder;
import hourglass.objective.Corruption;
import hourglass.objective.Regularization;
import hourglass.persistence.AnomalyScale;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.picture.Paragraph;
import hourglass.picture.Report;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import hourglass.picture.Section;
import hourglass.train.AutoencoderTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Anomalies by reconstruction error where one class is normal and all others are not, in turn for each class: fitted to the
 * training images of one digit, measured on all test images (the protocol of L. Ruff et al., ICML 2018).
 *
 * @param training images with their classes
 * @param test images with their classes
 * @param trainer of the denoising autoencoder
 * @param masking of its noise
 * @param codeSize the number of principal components beside it
 */
record OneClassExperiment(Dataset training, Dataset test, AutoencoderTrainer trainer, double masking, int codeSize)
        implements Experiment {
    private static final int CODE = 30;
    private static final double MASKING = 0.7;
    private static final String PROTOCOL =
            "Each digit in turn is normal: models are fitted to its training images alone,"
                    + " about 6,000, and score all 10,000 test images. PCA scores by the"
                    + " squared error of an image; the autoencoder likewise, and by the error of what it makes of an image of which"
                    + " masks like the noise of the fit have left a part, the mean over four masks. The area under the ROC curve is the"
                    + " probability that an image of another digit scores higher than one of this digit.";

    /** One digit's areas. */
    private record Areas(String name, double denoising, double plain, double components) {}

    /** The recipe. */
    static Experiment of(Experiments.Request request) {
        return new OneClassExperiment(
                request.data().mnist(Split.TRAIN),
                request.data().mnist(Split.TEST),
                AutoencoderTrainer.builder(500)
                        .learningRate(1e-3)
                        .regularization(Regularization.of(new Corruption.Masking(MASKING)))
                        .epochs(request.epochsOr(10))
                        .validationShare(0)
                        .seed(request.seed())
                        .build(),
                MASKING,
                CODE);
    }

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        long start = System.nanoTime();
        Labels labels = Objects.requireNonNull(test.labels(), "classes");
        List<Areas> all = new ArrayList<>();
        for (int digit = 0; digit < labels.names().size(); digit++) {
            all.add(areas(digit, labels, setting));
        }
        all.add(new Areas(
                "mean",
                all.stream().mapToDouble(Areas::denoising).average().orElseThrow(),
                all.stream().mapToDouble(Areas::plain).average().orElseThrow(),
                all.stream().mapToDouble(Areas::components).average().orElseThrow()));
        double seconds = (System.nanoTime() - start) / 1e9;
        report(all, setting).write(setting.report());
        List<ExperimentResult> figures = new ArrayList<>();
        StringBuilder text = new StringBuilder(
                "  normal   denoising     plain       PCA   (area under the ROC curve)%n".formatted());
        for (Areas one : all) {
            text.append(String.format(
                    Locale.ROOT, "  %-8s %9.4f %9.4f %9.4f%n", one.name, one.denoising, one.plain, one.components));
            figures.add(figure(setting, "denoising error, digit " + one.name, one.denoising, seconds));
            figures.add(figure(setting, "plain error, digit " + one.name, one.plain, seconds));
            figures.add(figure(setting, "PCA, digit " + one.name, one.components, seconds));
        }
        text.append("  report %s, model of the last digit %s%n".formatted(setting.report(), setting.model()));
        return new Written(figures, text.toString());
    }

    private static ExperimentResult figure(Setting setting, String what, double value, double seconds) {
        return new ExperimentResult(
                setting.name(), "area under the ROC curve by " + what, value, Double.NaN, "", seconds);
    }

    private Areas areas(int digit, Labels labels, Setting setting) {
        ThreadTeam team = setting.team();
        Rows normal = training.rowsOfClass(digit);
        boolean[] outliers = new boolean[test.rows().count()];
        IntStream.range(0, outliers.length).forEach(row -> outliers[row] = labels.classes()[row] != digit);
        FittedModel saved = setting.fit("digit" + digit).run(normal.count(), (listener, checkpoint) -> trainer.fit(
                        new Dataset(training.name(), normal, training.columnNames(), null, training.imageShape()),
                        listener,
                        checkpoint,
                        team)
                .withOptions(Map.of("trainer", trainer.toString(), "digit", digit)));
        AnomalyScale scale = AnomalyScorer.scale(saved, normal, masking, 0.99, team);
        ModelFile.write(setting.model(), saved.withAnomalies(scale));
        return new Areas(
                labels.names().get(digit),
                RocCurve.area(new AnomalyScorer(saved, scale, team).scores(test.rows()), outliers),
                area(saved.bareModel(Autoencoder.class), outliers, team),
                area(PrincipalComponents.fit(normal, codeSize, team), outliers, team));
    }

    private double area(EncoderDecoder model, boolean[] outliers, ThreadTeam team) {
        return RocCurve.area(ReconstructionError.squaredByRow(model, test.rows(), team), outliers);
    }

    private static Report report(List<Areas> all, Setting setting) {
        List<List<Cell>> rows = all.stream()
                .map(one -> List.of(
                        Cell.of(one.name),
                        Cell.of(one.denoising, 4),
                        Cell.of(one.plain, 4),
                        Cell.of(one.components, 4)))
                .toList();
        ReportTable table = new ReportTable(
                "Area under the ROC curve of the reconstruction error",
                List.of(
                        Column.of("normal digit"),
                        Column.of("denoising error"),
                        Column.of("plain error"),
                        Column.of("PCA")),
                rows);
        Areas mean = all.get(all.size() - 1);
        String summary = "Mean area under the ROC curve %.4f by the error of denoising, %.4f by PCA."
                .formatted(mean.denoising, mean.components);
        return new Report(
                "Anomalies: one digit against all others",
                summary,
                List.of(Section.of("Result", table, new Paragraph(PROTOCOL))),
                setting.provenance());
    }
}
