package hourglass.cli.experiment;

import hourglass.codes.BinaryCodes;
import hourglass.data.Dataset;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.eval.HammingRetrieval;
import hourglass.eval.NearestNeighbors;
import hourglass.eval.Relevance;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Images that are searched, and others that are looked for, as vectors.
 *
 * @param name of the data set
 * @param database with labels
 * @param queries with labels
 * @param byClass relevance of the database to the queries
 * @param byDistance the same, of the nearest by Euclidean distance
 */
record ImageCollection(String name, Dataset database, Dataset queries, Relevance byClass, Relevance byDistance) {
    /** Items that are relevant to a query by distance. */
    static final int NEIGHBOURS = 50;

    /** Precision is measured after so many items. */
    static final int[] RETRIEVED =
            IntStream.rangeClosed(1, 10).map(i -> 100 * i).toArray();

    /** Rows that methods without classes learn from, and for each class those that the others do. */
    private static final int UNSUPERVISED = 10_000;

    private static final int OF_CLASS = 500;

    /** How well codes do by class and by distance. */
    record Score(HammingRetrieval byClass, HammingRetrieval byDistance) {}

    /** Measures neighbours once. */
    static ImageCollection of(String name, Dataset database, Dataset queries) {
        Matrix points = new Matrix(database.rows().toArray(), database.rows().columns());
        Matrix vectors = new Matrix(queries.rows().toArray(), queries.rows().columns());
        NearestNeighbors nearest = NearestNeighbors.find(points, vectors, NEIGHBOURS);
        return new ImageCollection(
                name,
                database,
                queries,
                Relevance.byLabel(labels(queries).classes(), labels(database).classes()),
                new Neighbours(nearest.rows(), queries.rows().count(), points.count()));
    }

    private static Labels labels(Dataset data) {
        return Objects.requireNonNull(data.labels(), "the experiment is about images with classes");
    }

    /** Rows, with their classes. */
    static Dataset chosen(Dataset data, int[] rows) {
        Labels labels = labels(data);
        int[] classes = IntStream.of(rows).map(row -> labels.classes()[row]).toArray();
        return new Dataset(
                data.name(),
                data.rows().select(rows),
                List.of(),
                new Labels(classes, labels.names()),
                data.imageShape());
    }

    /** The first rows of each class, in the order of the data. */
    static int[] ofEachClass(Dataset data, int most) {
        int[] classes = labels(data).classes();
        int[] counts = new int[IntStream.of(classes).max().orElse(0) + 1];
        return IntStream.range(0, classes.length)
                .filter(row -> counts[classes[row]]++ < most)
                .toArray();
    }

    /** What a method is fitted to. */
    Dataset training(boolean supervised) {
        int count = database.rows().count();
        int step = Math.max(1, count / UNSUPERVISED);
        int[] every = IntStream.range(0, count).filter(row -> row % step == 0).toArray();
        return chosen(database, supervised ? ofEachClass(database, OF_CLASS) : every);
    }

    /** Measures a model's codes. */
    Score score(FittedModel model, ThreadTeam team) {
        BinaryCodes items = model.binary(model.encode(database.rows(), team).values());
        BinaryCodes codes = model.binary(model.encode(queries.rows(), team).values());
        return new Score(
                HammingRetrieval.of(codes, items, byClass, RETRIEVED, team),
                HammingRetrieval.of(codes, items, byDistance, RETRIEVED, team));
    }

    /** The nearest items of each query. */
    private record Neighbours(int[] rows, int queries, int items) implements Relevance {
        @Override
        public void of(int query, float[] relevance) {
            Arrays.fill(relevance, 0, items, 0);
            for (int i = query * NEIGHBOURS; i < (query + 1) * NEIGHBOURS; i++) {
                relevance[rows[i]] = 1;
            }
        }
    }
}
