package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.decomposition.SparseCoder;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.DenseLayer;
import hourglass.objective.SparseDecomposition;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
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
import hourglass.train.SparseDecompositionTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Dictionaries of images and the encoders that predict their sparse codes: how well, and how much faster than the codes
 * are solved for (K. Kavukcuoglu, M. Ranzato, Y. LeCun, arXiv 1010.3467, 2010).
 *
 * @param transform of the images before they are fitted, and before errors are taken
 * @param training images to fit
 * @param held images never seen in fitting
 * @param trainers one a price of codes, of transformed images; the model of the first is kept
 * @param protocol how it was done
 */
record SparseExperiment(
        Transform transform, Dataset training, Dataset held, List<SparseDecompositionTrainer> trainers, String protocol)
        implements Experiment {
    private static final int FILTERS = 100;
    /** At least so many runs, of which the fastest is taken. */
    private static final int RUNS = 7;
    /** At least so long, so that the short ones, too, run as compiled code. */
    private static final double SECONDS = 2;

    /** Codes of held-out images: their squared error, price, objective, share of numbers that aren't 0, and time. */
    private record Codes(double error, double objective, double used, double seconds) {}

    private record Result(
            SparseDecompositionTrainer trainer,
            float[] atoms,
            float[] filters,
            Codes optimal,
            Codes predicted,
            double seconds) {
        double errorRatio() {
            return predicted.error / optimal.error;
        }

        double objectiveRatio() {
            return predicted.objective / optimal.objective;
        }

        double speedRatio() {
            return optimal.seconds / predicted.seconds;
        }
    }

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        Rows fitted = whole(training);
        float[] items = whole(held).toArray();
        List<Result> results = new ArrayList<>();
        for (SparseDecompositionTrainer trainer : trainers) {
            results.add(run(trainer, fitted, items, results.isEmpty(), setting));
        }
        report(results, setting).write(setting.report());
        String files = "  report %s, model %s%n".formatted(setting.report(), setting.model());
        return new Written(figures(results, setting), text(results) + files);
    }

    /** Transformed once, rather than whenever they are read. */
    private Rows whole(Dataset images) {
        return Rows.of(
                images.rows().transformed(transform).toArray(), images.rows().columns());
    }

    private Result run(SparseDecompositionTrainer trainer, Rows fitted, float[] items, boolean kept, Setting setting) {
        ThreadTeam team = setting.team();
        long start = System.nanoTime();
        FittedModel saved = setting.fit("lambda" + trainer.lambda())
                .run(fitted.count(), (listener, checkpoint) -> trainer.fit(fitted, listener, checkpoint, team));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (kept) {
            ModelFile.write(setting.model(), saved.withTransform(transform));
        }
        Autoencoder model = saved.bareModel(Autoencoder.class);
        int columns = model.visible();
        DenseLayer decoder = (DenseLayer) model.network().decoder().get(0);
        int at = decoder.weightOffset();
        float[] atoms = Arrays.copyOfRange(model.parameters(), at, at + trainer.atoms() * columns);
        float[] weights = Arrays.copyOf(model.parameters(), columns * trainer.atoms());
        boolean nonNegative = SparseDecomposition.isNonNegative(trainer.codeActivation());
        return new Result(
                trainer,
                atoms,
                Filters.first(weights, trainer.atoms(), FILTERS),
                measure(
                        model,
                        items,
                        trainer.lambda(),
                        team,
                        () -> SparseCoder.codes(atoms, columns, items, trainer.lambda(), nonNegative, team)),
                measure(model, items, trainer.lambda(), team, () -> model.encode(items, team)),
                seconds);
    }

    private static Codes measure(
            Autoencoder model, float[] items, double lambda, ThreadTeam team, Supplier<float[]> encoding) {
        int rows = items.length / model.visible();
        float[] codes = encoding.get();
        double fastest = Double.POSITIVE_INFINITY;
        double whole = 0;
        for (int run = 0; run < RUNS || whole < SECONDS; run++) {
            long start = System.nanoTime();
            codes = encoding.get();
            double seconds = (System.nanoTime() - start) / 1e9;
            fastest = Math.min(fastest, seconds / rows);
            whole += seconds;
        }
        float[] back = model.decode(codes, team);
        double error = 0;
        for (int i = 0; i < items.length; i++) {
            double miss = (double) items[i] - back[i];
            error += miss * miss / rows;
        }
        double norm = 0;
        int used = 0;
        for (float one : codes) {
            norm += Math.abs(one) / (double) rows;
            used += one != 0 ? 1 : 0;
        }
        return new Codes(error, 0.5 * error + lambda * norm, (double) used / codes.length, fastest);
    }

    private static List<ExperimentResult> figures(List<Result> results, Setting setting) {
        List<ExperimentResult> figures = new ArrayList<>();
        String name = setting.name();
        for (Result result : results) {
            String predicted = ", predicted code, lambda " + result.trainer.lambda();
            add(figures, name, result.optimal, ", optimal code, lambda " + result.trainer.lambda(), result);
            add(figures, name, result.predicted, predicted, result);
            figures.add(of(name, "error over optimal" + predicted, result.errorRatio(), result));
            figures.add(of(name, "objective over optimal" + predicted, result.objectiveRatio(), result));
            figures.add(new ExperimentResult(
                    name,
                    "times as fast" + predicted,
                    result.speedRatio(),
                    100,
                    "Kavukcuoglu et al. 2010, against feature-sign search",
                    result.seconds));
        }
        return figures;
    }

    private static void add(List<ExperimentResult> figures, String name, Codes codes, String contender, Result result) {
        figures.add(of(name, "squared error" + contender, codes.error, result));
        figures.add(of(name, "objective" + contender, codes.objective, result));
        figures.add(of(name, "nonzeros (%)" + contender, 100 * codes.used, result));
        figures.add(of(name, "microseconds a row" + contender, 1e6 * codes.seconds, result));
    }

    private static ExperimentResult of(String name, String metric, double value, Result result) {
        return new ExperimentResult(name, metric, value, Double.NaN, "", result.seconds);
    }

    private static String text(List<Result> results) {
        StringBuilder text = new StringBuilder();
        String line = "  %-8s %-10s %14s %11s %12s %12s%n";
        text.append(String.format(
                Locale.ROOT, line, "lambda", "code", "squared error", "objective", "nonzeros, %", "us a row"));
        for (Result result : results) {
            for (boolean best : new boolean[] {true, false}) {
                Codes codes = best ? result.optimal : result.predicted;
                text.append(String.format(
                        Locale.ROOT,
                        line,
                        result.trainer.lambda(),
                        best ? "optimal" : "predicted",
                        decimals(codes.error, 2),
                        decimals(codes.objective, 2),
                        decimals(100 * codes.used, 1),
                        decimals(1e6 * codes.seconds, 2)));
            }
        }
        return text.toString();
    }

    private static String decimals(double value, int count) {
        return String.format(Locale.ROOT, "%." + count + "f", value);
    }

    private Report report(List<Result> results, Setting setting) {
        ImageShape shape = Objects.requireNonNull(held.imageShape(), "images");
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("In figures", table(results), new Paragraph(protocol)));
        for (Result result : results) {
            float[] atoms = Arrays.copyOf(result.atoms, result.filters.length);
            sections.add(Section.of(
                    "Lambda " + result.trainer.lambda(),
                    picture(atoms, shape, "Atoms of the dictionary."),
                    picture(result.filters, shape, "Filters of the encoder, for the same numbers of the code.")));
        }
        return new Report("Predictive sparse decomposition", protocol, sections, setting.provenance());
    }

    private static ReportBlock picture(float[] filters, ImageShape shape, String caption) {
        return new Picture(Tiles.of(filters, shape, TileLayout.ofFilters().withColumns(20)), caption, caption);
    }

    private static ReportTable table(List<Result> results) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Result result : results) {
            rows.add(List.of(
                    Cell.of(Double.toString(result.trainer.lambda())),
                    Cell.of(result.optimal.error, 2),
                    Cell.of(result.predicted.error, 2),
                    Cell.of(result.errorRatio(), 3),
                    Cell.of(result.objectiveRatio(), 3),
                    Cell.of(100 * result.optimal.used, 1),
                    Cell.of(100 * result.predicted.used, 1),
                    Cell.of(1e6 * result.optimal.seconds, 1),
                    Cell.of(1e6 * result.predicted.seconds, 2),
                    Cell.of(result.speedRatio(), 0)));
        }
        return new ReportTable(
                "Held-out images: the code that is best for the dictionary, and the one that the encoder predicts",
                List.of(
                        Column.of("lambda"),
                        Column.of("squared error, optimal"),
                        Column.of("predicted"),
                        Column.of("ratio"),
                        Column.of("ratio of objectives"),
                        Column.of("nonzeros, %, optimal"),
                        Column.of("predicted"),
                        Column.of("µs a row, optimal"),
                        Column.of("predicted"),
                        Column.of("times faster")),
                rows);
    }
}
