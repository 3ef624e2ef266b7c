package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.decomposition.SparseCoder;
import hourglass.decomposition.UnrolledCoder;
import hourglass.eval.ReconstructionError;
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
import hourglass.train.TrainingOptions;
import hourglass.train.UnrolledCoderTrainer;
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
    /** Steps of encoders that are unrolled. */
    private static final List<Integer> STEPS = List.of(1, 2);
    /** At least so many runs, of which the fastest is taken. */
    private static final int RUNS = 7;
    /** At least so long, so that the short ones, too, run as compiled code. */
    private static final double SECONDS = 2;

    /** Codes of held-out images: their squared error, price, objective, share of numbers that aren't 0, and time. */
    private record Codes(double error, double objective, double used, double seconds) {}

    /** Codes by an encoder, beside the optimal ones. */
    private record Prediction(String name, Codes codes, Codes optimal) {
        double errorRatio() {
            return codes.error / optimal.error;
        }

        double objectiveRatio() {
            return codes.objective / optimal.objective;
        }

        double speedRatio() {
            return optimal.seconds / codes.seconds;
        }
    }

    private record Result(
            SparseDecompositionTrainer trainer,
            float[] atoms,
            float[] filters,
            Codes optimal,
            List<Prediction> predictions,
            double seconds) {}

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
        double lambda = trainer.lambda();
        Codes optimal = measure(
                model, items, lambda, team, () -> SparseCoder.codes(atoms, columns, items, lambda, nonNegative, team));
        List<Prediction> predictions = new ArrayList<>();
        predictions.add(new Prediction(
                "predicted code", measure(model, items, lambda, team, () -> model.encode(items, team)), optimal));
        for (int steps : STEPS) {
            UnrolledCoder coder = unrolled(saved, trainer, steps, fitted, setting);
            predictions.add(new Prediction(
                    "code of %d more step%s".formatted(steps, steps == 1 ? "" : "s"),
                    measure(model, items, lambda, team, () -> coder.encode(items, team)),
                    optimal));
        }
        return new Result(
                trainer, atoms, Filters.first(weights, trainer.atoms(), FILTERS), optimal, predictions, seconds);
    }

    private static UnrolledCoder unrolled(
            FittedModel decomposition, SparseDecompositionTrainer trainer, int steps, Rows fitted, Setting setting) {
        TrainingOptions options = trainer.options();
        UnrolledCoderTrainer unrolled =
                UnrolledCoderTrainer.of(steps, trainer.lambda()).withOptions(options);
        return setting.fit("lambda%s-steps%d".formatted(trainer.lambda(), steps))
                .run(
                        fitted.count(),
                        (listener, checkpoint) ->
                                unrolled.fit(decomposition, Dataset.of(fitted), listener, checkpoint, setting.team()))
                .bareModel(UnrolledCoder.class);
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
        double error =
                ReconstructionError.squared(new Matrix(items, model.visible()), new Matrix(back, model.visible()));
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
            String lambda = ", lambda %s, ".formatted(result.trainer.lambda());
            add(figures, name, result.optimal, lambda + "optimal code", result);
            for (Prediction prediction : result.predictions) {
                String contender = lambda + prediction.name;
                add(figures, name, prediction.codes, contender, result);
                figures.add(of(name, "error over optimal" + contender, prediction.errorRatio(), result));
                figures.add(of(name, "objective over optimal" + contender, prediction.objectiveRatio(), result));
                figures.add(of(name, "times as fast" + contender, prediction.speedRatio(), result));
            }
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
        String line = "  %-8s %-20s %14s %11s %12s %12s%n";
        text.append(String.format(
                Locale.ROOT, line, "lambda", "code", "squared error", "objective", "nonzeros, %", "us a row"));
        for (Result result : results) {
            text.append(line(line, result, "optimal code", result.optimal));
            for (Prediction prediction : result.predictions) {
                text.append(line(line, result, prediction.name, prediction.codes));
            }
        }
        return text.toString();
    }

    private static String line(String format, Result result, String name, Codes codes) {
        return String.format(
                Locale.ROOT,
                format,
                result.trainer.lambda(),
                name,
                decimals(codes.error, 2),
                decimals(codes.objective, 3),
                decimals(100 * codes.used, 1),
                decimals(1e6 * codes.seconds, 2));
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
            rows.add(row(result, new Prediction("optimal code", result.optimal, result.optimal)));
            result.predictions.forEach(prediction -> rows.add(row(result, prediction)));
        }
        return new ReportTable(
                "Held-out images: the codes that are best for the dictionary, and those that encoders predict",
                List.of(
                        Column.of("lambda"),
                        Column.of("code"),
                        Column.of("squared error"),
                        Column.of("over optimal"),
                        Column.of("objective"),
                        Column.of("over optimal"),
                        Column.of("nonzeros, %"),
                        Column.of("µs a row"),
                        Column.of("times as fast")),
                rows);
    }

    private static List<Cell> row(Result result, Prediction prediction) {
        return List.of(
                Cell.of(Double.toString(result.trainer.lambda())),
                Cell.of(prediction.name),
                Cell.of(prediction.codes.error, 2),
                Cell.of(prediction.errorRatio(), 3),
                Cell.of(prediction.codes.objective, 3),
                Cell.of(prediction.objectiveRatio(), 3),
                Cell.of(100 * prediction.codes.used, 1),
                Cell.of(1e6 * prediction.codes.seconds, 2),
                Cell.of(prediction.speedRatio(), 0));
    }
}
