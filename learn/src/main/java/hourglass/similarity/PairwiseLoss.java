package hourglass.similarity;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Propagation;
import hourglass.objective.Penalty;
import java.util.Arrays;

/**
 * A {@link SimilarityLoss} of all pairs of a batch's codes, and its gradient.
 *
 * <p>With G<sub>ab</sub> the derivative of the loss by d<sub>ab</sub><sup>2</sup>, row a of its derivative by the codes F is 2
 * sum<sub>b</sub> (G<sub>ab</sub> + G<sub>ba</sub>) (f<sub>a</sub> - f<sub>b</sub>) = 2 (s<sub>a</sub> f<sub>a</sub> - ((G + G') F)<sub>a</sub>), s
 * being the row sums of G + G'. So a batch costs one product for the distances and two for the gradient, and memory for one
 * matrix of batch x batch.
 */
final class PairwiseLoss implements Penalty {
    /** A code of this length or shorter is not scaled to length 1. */
    private static final float SHORT = 1e-12f;

    private final SimilarityLoss loss;
    private final float weight;
    private final Propagation pass;
    private final int layer;
    /** Units of the code, and those of them, the first ones, that are compared. */
    private final int units;

    private final int compared;
    private final int stride;
    private final ThreadTeam team;
    /** The codes' compared units, perhaps of length 1, each row followed by a 1: products with it also give row sums. */
    private final float[] codes;
    /** The squared length of each of these, and the length of the original. */
    private final float[] squares;

    private final float[] lengths;
    private final float[] distances;
    private final float[] gradient;
    /** Products with G and with its transpose, by row. */
    private final float[] products;

    private final int[] groups;
    private final Row[] threadRows;
    private int[] groupSizes = new int[0];
    private int rows;
    private int comparable;
    private int counted;

    /**
     * @param weight of the loss in the objective, at least 0
     * @param layer whose outputs are the codes
     * @param units of the code
     * @param compared how many of them, the first ones, are compared
     * @param capacity the largest batch, in rows
     */
    PairwiseLoss(
            SimilarityLoss loss,
            double weight,
            Propagation pass,
            int layer,
            int units,
            int compared,
            int capacity,
            ThreadTeam team) {
        this.loss = loss;
        this.weight = (float) weight;
        this.pass = pass;
        this.layer = layer;
        this.units = units;
        this.compared = compared;
        this.stride = compared + 1;
        this.team = team;
        this.codes = new float[Math.multiplyExact(capacity, stride)];
        this.products = new float[codes.length];
        this.gradient = new float[Math.multiplyExact(capacity, compared)];
        this.squares = new float[capacity];
        this.lengths = new float[capacity];
        this.distances = new float[Math.multiplyExact(capacity, capacity)];
        this.groups = new int[capacity];
        this.threadRows = new Row[team.size()];
        for (int part = 0; part < threadRows.length; part++) {
            threadRows[part] = new Row(distances, groups);
        }
    }

    /** Where the group of each item of the next batch is to be written, negative for none. */
    int[] groups() {
        return groups;
    }

    @Override
    public void prepare(float[] parameters, float[] input, int rows) {
        this.rows = rows;
        int largest = -1;
        comparable = 0;
        for (int a = 0; a < rows; a++) {
            largest = Math.max(largest, groups[a]);
            comparable += groups[a] < 0 ? 0 : 1;
        }
        if (groupSizes.length <= largest) {
            groupSizes = new int[largest + 1];
        }
        Arrays.fill(groupSizes, 0);
        for (int a = 0; a < rows; a++) {
            if (groups[a] >= 0) {
                groupSizes[groups[a]]++;
            }
        }
        counted = 0;
        for (int size : groupSizes) {
            counted += size > 1 ? size : 0;
        }
    }

    @Override
    public double evaluate(int part, boolean withGradient) {
        int from = Block.start(rows, part, team.size());
        int to = Block.start(rows, part + 1, team.size());
        copyCodes(from, to);
        team.barrier();
        if (to > from) {
            measure(from, to);
        }
        double sum = 0;
        Row row = threadRows[part];
        row.count = rows;
        for (int a = from; a < to; a++) {
            sum += addRow(row, a);
        }
        if (withGradient) {
            team.barrier();
            if (to > from) {
                differentiate(from, to);
            }
        }
        return counted == 0 ? 0 : weight * sum / counted;
    }

    private double addRow(Row row, int a) {
        int size = groups[a] < 0 ? 0 : groupSizes[groups[a]];
        if (size < 2) {
            Arrays.fill(distances, a * rows, (a + 1) * rows, 0f);
            return 0;
        }
        row.at = a * rows;
        row.item = a;
        row.alike = size - 1;
        row.comparable = comparable - 1;
        return loss.addRow(row);
    }

    private void copyCodes(int from, int to) {
        float[] output = pass.output(layer);
        for (int a = from; a < to; a++) {
            float square = 0;
            for (int i = 0; i < compared; i++) {
                float value = output[a * units + i];
                codes[a * stride + i] = value;
                square += value * value;
            }
            codes[a * stride + compared] = 1;
            lengths[a] = (float) Math.sqrt(square);
            squares[a] = square;
            if (loss.isOfUnitLength() && lengths[a] > SHORT) {
                Elementwise.scale(codes, a * stride, compared, 1 / lengths[a]);
                squares[a] = 1;
            }
        }
    }

    /** Squared distances of some rows to all: |a|^2 + |b|^2 - 2 a b, infinite to rows without a group. */
    private void measure(int from, int to) {
        Blas.multiplyTransposed(
                to - from,
                rows,
                compared,
                codes,
                from * stride,
                stride,
                codes,
                0,
                stride,
                0f,
                distances,
                from * rows,
                rows);
        for (int a = from; a < to; a++) {
            float square = squares[a];
            int at = a * rows;
            for (int b = 0; b < rows; b++) {
                distances[at + b] = Math.max(0f, square + squares[b] - 2 * distances[at + b]);
            }
            for (int b = 0; b < rows; b++) {
                distances[at + b] = groups[b] < 0 ? Float.POSITIVE_INFINITY : distances[at + b];
            }
        }
    }

    private void differentiate(int from, int to) {
        int n = to - from;
        Blas.multiply(
                n, stride, rows, distances, from * rows, rows, codes, 0, stride, 0f, products, from * stride, stride);
        Blas.transposedMultiply(
                n, stride, rows, distances, from, rows, codes, 0, stride, 1f, products, from * stride, stride);
        float scale = counted == 0 ? 0 : 2 * weight / counted;
        for (int a = from; a < to; a++) {
            float sum = products[a * stride + compared];
            int at = a * compared;
            for (int i = 0; i < compared; i++) {
                gradient[at + i] = scale * (sum * codes[a * stride + i] - products[a * stride + i]);
            }
            if (loss.isOfUnitLength()) {
                throughLength(a);
            }
        }
    }

    /** From the derivative by u = f / |f| to that by f: (g - (g u) u) / |f|. */
    private void throughLength(int a) {
        int at = a * compared;
        if (!(lengths[a] > SHORT)) {
            Arrays.fill(gradient, at, at + compared, 0f);
            return;
        }
        float along = 0;
        for (int i = 0; i < compared; i++) {
            along += gradient[at + i] * codes[a * stride + i];
        }
        for (int i = 0; i < compared; i++) {
            gradient[at + i] = (gradient[at + i] - along * codes[a * stride + i]) / lengths[a];
        }
    }

    @Override
    public void addTo(float[] gradient, int layer, Block block) {
        if (layer == this.layer) {
            CodeGradient.add(this.gradient, compared, gradient, units, block);
        }
    }
}
