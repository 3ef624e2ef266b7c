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
 * being the row sums of G + G'. So a batch costs one product for the distances and two for the gradient. G is made and used up a few
 * rows at a time, while they are in the cache: there is never a matrix of batch x batch.
 */
final class PairwiseLoss implements Penalty {
    /** A code of this length or shorter is not scaled to length 1. */
    private static final float SHORT = 1e-12f;

    /** Rows of G that a thread makes at a time. */
    private static final int HEIGHT = 64;

    private final SimilarityLoss loss;
    private final float weight;
    private final Propagation pass;
    private final int layer;
    /** Units of the code, and those of them, the first ones, that are compared. */
    private final int units;

    private final int compared;
    private final int stride;
    private final ThreadTeam team;
    /**
     * The codes' compared units by group, perhaps of length 1, each row followed by a 1: products with it also give row sums.
     */
    private final float[] codes;
    /** The same times -2, each row followed by its squared length: |b|^2 - 2 a b is the product with a row of {@link #codes}. */
    private final float[] targets;
    /** The squared length of each of these, and the length of the original. */
    private final float[] squares;

    private final float[] lengths;
    /** By item of the batch. */
    private final float[] gradient;
    /** What each thread's rows of G add to (G + G') times the codes. */
    private final float[][] products;

    private final int[] groups;
    private final Row[] threadRows;
    /** The items of the batch, by group; those without a group come last. */
    private final int[] order;
    /** The position in the order after the last item of each group. */
    private int[] groupEnds = new int[0];
    /** How many items have a group, and how many of them are not alone in it. */
    private int count;

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
        this.targets = new float[codes.length];
        this.products = new float[team.size()][codes.length];
        this.gradient = new float[Math.multiplyExact(capacity, compared)];
        this.squares = new float[capacity];
        this.lengths = new float[capacity];
        this.groups = new int[capacity];
        this.order = new int[capacity];
        this.threadRows = new Row[team.size()];
        for (int part = 0; part < threadRows.length; part++) {
            threadRows[part] = new Row(HEIGHT, capacity);
        }
    }

    /** Where the group of each item of the next batch is to be written, negative for none. */
    int[] groups() {
        return groups;
    }

    @Override
    public void prepare(float[] parameters, float[] input, int rows) {
        sort(rows);
        counted = 0;
        for (int group = 0, from = 0; from < count; from = groupEnds[group++]) {
            int size = groupEnds[group] - from;
            counted += size > 1 ? size : 0;
        }
        for (int a = count; a < rows; a++) {
            Arrays.fill(gradient, order[a] * compared, (order[a] + 1) * compared, 0f);
        }
    }

    /** Puts the items in the order of their groups, by counting. */
    private void sort(int rows) {
        int largest = -1;
        for (int item = 0; item < rows; item++) {
            largest = Math.max(largest, groups[item]);
        }
        if (groupEnds.length <= largest) {
            groupEnds = new int[largest + 1];
        }
        Arrays.fill(groupEnds, 0);
        count = 0;
        for (int item = 0; item < rows; item++) {
            if (groups[item] >= 0) {
                groupEnds[groups[item]]++;
                count++;
            }
        }
        for (int group = 0, start = 0; group < groupEnds.length; group++) {
            int size = groupEnds[group];
            groupEnds[group] = start;
            start += size;
        }
        int last = count;
        for (int item = 0; item < rows; item++) {
            // What is where the group begins becomes where it ends.
            order[groups[item] < 0 ? last++ : groupEnds[groups[item]]++] = item;
        }
    }

    @Override
    public double evaluate(int part, boolean withGradient) {
        int from = Block.start(count, part, team.size());
        int to = Block.start(count, part + 1, team.size());
        copyCodes(from, to);
        team.barrier();
        if (withGradient && from == to) {
            Arrays.fill(products[part], 0, count * stride, 0f);
        }
        double sum = 0;
        for (int a = from; a < to; a += HEIGHT) {
            int n = Math.min(HEIGHT, to - a);
            sum += addRows(threadRows[part], a, n);
            if (withGradient) {
                multiply(threadRows[part].distances, a, n, products[part], a > from);
            }
        }
        if (withGradient) {
            team.barrier();
            differentiate(from, to);
        }
        return counted == 0 ? 0 : weight * sum / counted;
    }

    private void copyCodes(int from, int to) {
        float[] output = pass.output(layer);
        for (int a = from; a < to; a++) {
            float square = 0;
            for (int i = 0; i < compared; i++) {
                float value = output[order[a] * units + i];
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
            for (int i = 0; i < compared; i++) {
                targets[a * stride + i] = -2 * codes[a * stride + i];
            }
            targets[a * stride + compared] = squares[a];
        }
    }

    /** Makes some rows of G and returns the sum of their losses. */
    private double addRows(Row row, int from, int n) {
        measure(row.distances, from, n);
        row.count = count;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int group = groups[order[from + i]];
            row.at = i * count;
            row.item = from + i;
            row.from = group == 0 ? 0 : groupEnds[group - 1];
            row.to = groupEnds[group];
            if (row.alike() > 0) {
                sum += loss.addRow(row);
            } else {
                Arrays.fill(row.distances, row.at, row.at + count, 0f);
            }
        }
        return sum;
    }

    /** Squared distances of some rows to all: |a|^2 + |b|^2 - 2 a b. */
    private void measure(float[] distances, int from, int n) {
        Blas.multiplyTransposed(
                n, count, stride, codes, from * stride, stride, targets, 0, stride, 0f, distances, 0, count);
        for (int a = 0; a < n; a++) {
            float square = squares[from + a];
            int at = a * count;
            for (int b = 0; b < count; b++) {
                distances[at + b] = Math.max(0f, square + distances[at + b]);
            }
        }
    }

    /** Multiplies some rows of G, and their transpose, by the codes. */
    private void multiply(float[] g, int from, int n, float[] product, boolean more) {
        int at = from * stride;
        Blas.transposedMultiply(count, stride, n, g, 0, count, codes, at, stride, more ? 1f : 0f, product, 0, stride);
        Blas.multiply(n, stride, count, g, 0, count, codes, 0, stride, 1f, product, at, stride);
    }

    private void differentiate(int from, int to) {
        float[] sums = products[0];
        for (int part = 1; part < products.length; part++) {
            Elementwise.add(sums, products[part], from * stride, (to - from) * stride);
        }
        float scale = counted == 0 ? 0 : 2 * weight / counted;
        for (int a = from; a < to; a++) {
            float sum = sums[a * stride + compared];
            int at = order[a] * compared;
            for (int i = 0; i < compared; i++) {
                gradient[at + i] = scale * (sum * codes[a * stride + i] - sums[a * stride + i]);
            }
            if (loss.isOfUnitLength()) {
                throughLength(a, at);
            }
        }
    }

    /** From the derivative by u = f / |f| to that by f: (g - (g u) u) / |f|. */
    private void throughLength(int a, int at) {
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
