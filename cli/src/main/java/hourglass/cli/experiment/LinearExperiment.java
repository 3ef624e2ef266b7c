package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.eval.ReconstructionError;
import hourglass.eval.SubspaceAngles;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Layer;
import hourglass.picture.Paragraph;
import hourglass.picture.Picture;
import hourglass.picture.Report;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import hourglass.picture.Section;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import hourglass.train.AutoencoderTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The linear autoencoder by gradient descent beside its optimal solution by SVD: the losses, and the angles between what
 * the decoder spans and the principal components (P. Baldi, K. Hornik, Neural Networks 2, 1989).
 *
 * @param images to fit
 * @param trainer of linear units, untied
 */
record LinearExperiment(Dataset images, AutoencoderTrainer trainer) implements Experiment {
    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        ThreadTeam team = setting.team();
        Rows rows = images.rows();
        long start = System.nanoTime();
        Autoencoder trained = setting.fit("linear")
                .run(rows.count(), (listener, checkpoint) -> trainer.fit(rows, listener, checkpoint, team)
                        .bareModel(Autoencoder.class));
        double seconds = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        PrincipalComponents optimal = PrincipalComponents.fit(rows, trained.codeSize(), team);
        double svdSeconds = (System.nanoTime() - start) / 1e9;
        Layer decoder = trained.network().decoder().get(0);
        float[] directions = Arrays.copyOfRange(
                trained.parameters(), decoder.weightOffset(), decoder.weightOffset() + decoder.weightCount());
        double[] cosines = SubspaceAngles.cosines(directions, optimal.components(), rows.columns());
        double error = ReconstructionError.squared(trained, rows, team);
        double least = ReconstructionError.squared(optimal, rows, team);
        report(setting, directions, optimal, cosines, error, least).write(setting.report());
        List<ExperimentResult> figures = List.of(
                figure(setting, "squared error per image, trained", error, least, seconds),
                figure(setting, "squared error per image, SVD", least, Double.NaN, svdSeconds),
                figure(
                        setting,
                        "smallest cosine of an angle to the components",
                        cosines[cosines.length - 1],
                        1,
                        seconds));
        String text = String.format(
                Locale.ROOT,
                "  linear autoencoder, trained  %9.4f%n  optimal pair by SVD          %9.4f%n"
                        + "  cosines of the angles        %.5f to %.5f%n  report %s%n",
                error,
                least,
                cosines[cosines.length - 1],
                cosines[0],
                setting.report());
        return new Written(figures, text);
    }

    private static ExperimentResult figure(Setting setting, String metric, double value, double bound, double seconds) {
        String source = Double.isNaN(bound) ? "" : "the optimum (Baldi & Hornik 1989)";
        return new ExperimentResult(setting.name(), metric, value, bound, source, seconds);
    }

    private Report report(
            Setting setting,
            float[] directions,
            PrincipalComponents optimal,
            double[] cosines,
            double error,
            double least) {
        ImageShape shape = Objects.requireNonNull(images.imageShape(), "the experiment is about images");
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(List.of(Cell.of("trained by gradients"), Cell.of(error, 4)));
        rows.add(List.of(Cell.of("optimal pair by SVD, which is PCA"), Cell.of(least, 4)));
        ReportTable table = new ReportTable(
                "Squared error per image over the data that were fitted",
                List.of(Column.of("linear autoencoder"), new Column("squared error", ReportTable.Best.LOWEST)),
                rows);
        String angles =
                "The cosines of the angles between what the trained decoder spans and the leading components lie in"
                        + " %.5f to %.5f: the same subspace, in another basis."
                                .formatted(cosines[cosines.length - 1], cosines[0]);
        return new Report(
                "The linear autoencoder",
                angles,
                List.of(
                        Section.of("Result", table, new Paragraph(angles)),
                        Section.of(
                                "What is spanned",
                                picture(directions, shape, "the trained decoder's directions"),
                                picture(optimal.components(), shape, "the principal components"))),
                setting.provenance());
    }

    private static Picture picture(float[] directions, ImageShape shape, String caption) {
        return new Picture(Tiles.of(directions, shape, TileLayout.ofFilters()), caption, caption);
    }
}
