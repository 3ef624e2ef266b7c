package hourglass.cli.evaluation;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.Summary;
import hourglass.decomposition.LinearDiscriminants;
import hourglass.decomposition.PrincipalComponents;
import hourglass.eval.NearestNeighbors;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.similarity.ImageViews;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.similarity.Views;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Listener;
import hourglass.train.SimilarityTrainer;
import java.util.List;
import java.util.Locale;

/**
 * Items as points of the plane by one method.
 *
 * @param name of the method
 * @param points two columns, a row an item
 */
public record CodePlane(String name, Matrix points) {
    private static final List<String> METHODS = List.of("pca", "lda", "autoencoder", "nca", "siamese", "agreement");
    private static final List<String> OF_CLASSES = List.of("lda", "nca", "siamese");
    private static final int[] LAYERS = {500, 250, 2};
    private static final double SHRINKAGE = 0.1;

    /** The methods that suit data: those that compare classes only where there are three or more. */
    public static List<String> suiting(Dataset data) {
        Labels labels = data.labels();
        boolean classes = labels != null && labels.names().size() > 2;
        return METHODS.stream()
                .filter(name -> classes || !OF_CLASSES.contains(name))
                .toList();
    }

    /**
     * Refuses a method that does not exist or that the data do not allow.
     *
     * @throws InputException if so
     */
    public static void requireKnown(String name, Dataset data) {
        String method = name.toLowerCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new InputException(
                    "--methods",
                    "",
                    "'%s' is not a method".formatted(name),
                    "give some of " + String.join(",", METHODS));
        }
        if (data.labels() == null && OF_CLASSES.contains(method)) {
            throw new InputException(
                    data.name(),
                    "",
                    "has no classes for %s to compare".formatted(name),
                    "name their column by --labels");
        }
    }

    /** Fits a method to data; both its numbers are units of the code. */
    public static CodePlane fitted(
            String method, Dataset data, int epochs, long seed, Listener listener, ThreadTeam team) {
        return switch (method) {
            case "pca" ->
                new CodePlane(
                        method, PrincipalComponents.fit(scaled(data), 2, team).encode(scaled(data), team));
            case "lda" ->
                new CodePlane(
                        method,
                        new LinearDiscriminants(SHRINKAGE)
                                .fit(scaled(data), 2, team)
                                .encode(scaled(data), team));
            case "autoencoder" ->
                of(
                        method,
                        AutoencoderTrainer.builder(LAYERS)
                                .epochs(epochs)
                                .seed(seed)
                                .build()
                                .fit(data, listener, null, team),
                        data,
                        team);
            default ->
                of(
                        method,
                        SimilarityTrainer.builder(LAYERS)
                                .objective(objective(method, data))
                                .epochs(epochs)
                                .seed(seed)
                                .batchSize(
                                        Math.min(1000, Math.max(100, data.rows().count() / 20)))
                                .build()
                                .fit(data, listener, null, team),
                        data,
                        team);
        };
    }

    private static Rows scaled(Dataset data) {
        Rows rows = data.labelledRows();
        return Summary.areFractions(rows) ? rows : rows.transformed(Standardization.fit(rows));
    }

    private static SimilarityOptions objective(String method, Dataset data) {
        if (method.equals("nca")) {
            return SimilarityOptions.of(new SimilarityLoss.Neighbourhood(true));
        }
        if (method.equals("siamese")) {
            return SimilarityOptions.of(new SimilarityLoss.Contrastive(4, false));
        }
        Views views = data.imageShape() == null ? new Views.Numbers(0.2, 0.1) : ImageViews.gentle(data.imageShape());
        return SimilarityOptions.of(new SimilarityLoss.Agreement(0.2)).withViews(views);
    }

    /** The codes of a model; of more than two numbers, their two leading principal components. */
    public static CodePlane of(String name, FittedModel model, Dataset data, ThreadTeam team) {
        Matrix codes = model.encode(data.rows(), team);
        if (codes.columns() == 2) {
            return new CodePlane(name, codes);
        }
        if (codes.columns() == 1) {
            throw new InputException(name, "", "has codes of one number, which make no plane", "give another model");
        }
        return new CodePlane(name, PrincipalComponents.fit(codes, 2, team).encode(codes, team));
    }

    /** The share of items with a class whose nearest neighbour in the plane is of another. */
    public double error(Labels labels, ThreadTeam team) {
        int[] rows = NeighborEvaluation.labelled(labels);
        int[] classes = NeighborEvaluation.classes(labels, rows);
        Matrix labelled = new Matrix(points.select(rows).toArray(), 2);
        return NearestNeighbors.among(labelled, 1, team).error(classes, classes, 1);
    }
}
