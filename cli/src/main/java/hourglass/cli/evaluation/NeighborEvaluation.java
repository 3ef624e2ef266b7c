package hourglass.cli.evaluation;

import hourglass.data.Dataset;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.eval.NearestNeighbors;
import hourglass.hashing.Hasher;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often the nearest neighbours of a code vote for another class than its own.
 *
 * @param rows with a class, whose neighbours vote
 * @param heldOut how many of them the model was not fitted to
 * @param errors the share of wrong votes by the number of voters; empty where no row has a class
 */
public record NeighborEvaluation(int rows, int heldOut, Map<Integer, Double> errors) implements Evaluation {
    private static final int[] VOTERS = {1, 3, 5, 7};

    public NeighborEvaluation {
        errors = new TreeMap<>(errors);
    }

    /**
     * Measures a model on held-out rows, whose neighbours are looked for among those it was fitted to, or on the latter, each of
     * which is left out of its own neighbours.
     *
     * @param units of the code, the first ones, that are compared
     * @param training rows that the model was fitted to
     * @param test held-out rows, or null
     */
    public static NeighborEvaluation of(
            FittedModel model, int units, Dataset training, @Nullable Dataset test, ThreadTeam team) {
        return of(
                rows -> {
                    Matrix codes = codes(model, rows, team);
                    return units == codes.columns() ? codes : codes.columns(0, units);
                },
                training,
                test,
                team);
    }

    /** Measures codes, see {@link #of(FittedModel, int, Dataset, Dataset, ThreadTeam)}. */
    public static NeighborEvaluation of(
            Function<Rows, Matrix> encoder, Dataset training, @Nullable Dataset test, ThreadTeam team) {
        Labels known = training.labels();
        Labels given = test == null ? known : test.labels();
        if (known == null || given == null) {
            return new NeighborEvaluation(0, 0, Map.of());
        }
        Labels asked = test == null ? known : given.numberedAs(known.names(), test.name());
        int[] voters = labelled(known);
        int[] queries = labelled(asked);
        if (voters.length < 2 || queries.length == 0) {
            return new NeighborEvaluation(0, 0, Map.of());
        }
        Matrix points = encoder.apply(training.rows().select(voters));
        int most = Math.min(VOTERS[VOTERS.length - 1], voters.length - (test == null ? 1 : 0));
        NearestNeighbors found = test == null
                ? NearestNeighbors.among(points, most, team)
                : NearestNeighbors.find(points, encoder.apply(test.rows().select(queries)), most, team);
        int[] classes = classes(known, voters);
        int[] expected = classes(asked, queries);
        Map<Integer, Double> errors = new TreeMap<>();
        for (int k : VOTERS) {
            if (k <= most) {
                errors.put(k, found.error(classes, expected, k));
            }
        }
        return new NeighborEvaluation(queries.length, test == null ? 0 : queries.length, errors);
    }

    /** Of a hasher the bits, whose squared distances are Hamming distances. */
    private static Matrix codes(FittedModel model, Rows rows, ThreadTeam team) {
        Matrix codes = model.encode(rows, team);
        if (!(model.bareModel() instanceof Hasher)) {
            return codes;
        }
        float[] bits = new float[codes.values().length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = codes.values()[i] > 0 ? 1 : 0;
        }
        return new Matrix(bits, codes.columns());
    }

    static int[] labelled(Labels labels) {
        return IntStream.range(0, labels.classes().length)
                .filter(row -> labels.classes()[row] != Rows.UNLABELLED)
                .toArray();
    }

    static int[] classes(Labels labels, int[] rows) {
        return IntStream.of(rows).map(row -> labels.classes()[row]).toArray();
    }

    @Override
    public String measure() {
        return "neighbours";
    }

    @Override
    public String text() {
        if (errors.isEmpty()) {
            return "not measured, since no row has a class";
        }
        String each = errors.entrySet().stream()
                .map(error -> "%.2f%% (k=%d)".formatted(100 * error.getValue(), error.getKey()))
                .collect(Collectors.joining(", "));
        return "vote for a wrong class: %s of %s".formatted(each, Evaluation.over(rows, heldOut, "rows"));
    }

    @Override
    public ReportTable table(String model, int codeSize) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("model"), Column.of("code size")));
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(model), Cell.of(codeSize, 0)));
        errors.forEach((k, error) -> {
            columns.add(new Column("error, k=%d, %%".formatted(k), ReportTable.Best.LOWEST));
            cells.add(Cell.of(100 * error, 2));
        });
        return new ReportTable(
                "Rows whose k nearest codes vote for another class than theirs, of %s."
                        .formatted(Evaluation.over(rows, heldOut, "rows")),
                columns,
                List.of(cells));
    }
}
