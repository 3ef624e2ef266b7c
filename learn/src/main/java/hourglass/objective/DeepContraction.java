package hourglass.objective;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.network.DenseLayer;
import hourglass.network.Propagation;
import java.util.Arrays;
import java.util.List;

/**
 * The exact lambda |J|^2 of an encoder of several dense layers, by reverse accumulation of the Jacobian and a pass back
 * through that.
 *
 * <p>For one item, with S_l = diag(f'(a_l)), the derivative of the code by the layer's inputs is R_L = S_L at the code, P_l
 * = R_(l+1) W_(l+1)' and R_l = P_l S_l below, and J = R_1 W_1'. Every matrix has one row a code unit, and the items of a
 * portion stand below each other, so that all products are over portions.
 */
final class DeepContraction implements Penalty {
    /** Numbers in one matrix of a portion: so few that the matrices stay small beside the parameters. */
    private static final int PORTION = 1 << 19;

    private final double lambda;
    private final List<DenseLayer> layers;
    private final Propagation pass;
    private final ThreadTeam team;
    private final int depth;
    private final int units;
    private final int items;
    /** R by layer; index 0 is J. */
    private final float[][] derivatives;
    /** P by layer, and later what is asked of it; index 0 is what is asked of J. */
    private final float[][] products;
    /** What is asked of R by layer. */
    private final float[][] asked;
    /** f' by layer, a row an item of the portion. */
    private final float[][] slopes;
    /** What is asked of each output of the batch, by layer. */
    private final float[][] askedOutputs;

    private final float[] direct;

    private float[] parameters = new float[0];
    private int rows;

    DeepContraction(
            double lambda, List<DenseLayer> layers, Propagation pass, int dimension, int capacity, ThreadTeam team) {
        this.lambda = lambda;
        this.layers = List.copyOf(layers);
        this.pass = pass;
        this.team = team;
        this.depth = layers.size();
        this.units = layers.get(depth - 1).outputs();
        int widest = layers.stream()
                .mapToInt(layer -> Math.max(layer.inputs(), layer.outputs()))
                .max()
                .orElse(1);
        this.items = Math.min(capacity, Math.max(1, PORTION / Math.multiplyExact(units, widest)));
        this.derivatives = new float[depth + 1][];
        this.products = new float[depth + 1][];
        this.asked = new float[depth + 1][];
        this.slopes = new float[depth + 1][];
        this.askedOutputs = new float[depth + 1][];
        for (int l = 0; l <= depth; l++) {
            int size = Math.multiplyExact(items * units, width(l));
            derivatives[l] = new float[size];
            products[l] = new float[size];
            asked[l] = new float[l == 0 ? 0 : size];
            slopes[l] = new float[l == 0 ? 0 : items * width(l)];
            askedOutputs[l] = new float[l == 0 ? 0 : Math.multiplyExact(capacity, width(l))];
        }
        this.direct = new float[dimension];
    }

    /** The units of layer {@code l}, from 1 on; those of the input at 0. */
    private int width(int l) {
        return l == 0 ? layers.get(0).inputs() : layers.get(l - 1).outputs();
    }

    @Override
    public void bind(float[] parameters, float[] input, int rows) {
        this.parameters = parameters;
        this.rows = rows;
        for (DenseLayer layer : layers) {
            Arrays.fill(direct, layer.weights(), layer.weights() + layer.inputs() * layer.outputs(), 0f);
        }
    }

    @Override
    public double evaluate(int part, boolean withGradient) {
        double sum = 0;
        for (int first = 0; first < rows; first += items) {
            int count = Math.min(items, rows - first);
            int from = count * part / team.size();
            int to = count * (part + 1) / team.size();
            sum += carryDown(first, from, to);
            if (withGradient) {
                carryBack(first, from, to);
                team.barrier();
                addWeightGradients(part, count);
            }
            // The next portion may give a thread items whose matrices another one still reads.
            team.barrier();
        }
        return lambda * sum / rows;
    }

    /** Makes R, P and J of some items of a portion, and returns their |J|^2. */
    private double carryDown(int first, int from, int to) {
        if (from == to) {
            return 0;
        }
        int height = (to - from) * units;
        for (int l = depth; l >= 1; l--) {
            int n = width(l);
            for (int item = from; item < to; item++) {
                slope(l, first + item, item);
            }
            if (l == depth) {
                diagonal(from, to);
            } else {
                for (int item = from; item < to; item++) {
                    timesSlopes(products[l], derivatives[l], l, item);
                }
            }
            int at = from * units;
            DenseLayer layer = layers.get(l - 1);
            float[] below = l == 1 ? derivatives[0] : products[l - 1];
            int k = layer.inputs();
            Blas.multiplyTransposed(
                    height, k, n, derivatives[l], at * n, n, parameters, layer.weights(), n, 0, below, at * k, k);
        }
        double sum = 0;
        float[] jacobian = derivatives[0];
        int n = width(0);
        for (int row = from * units; row < to * units; row++) {
            float rowSum = 0;
            for (int i = row * n; i < (row + 1) * n; i++) {
                rowSum += jacobian[i] * jacobian[i];
            }
            sum += rowSum;
        }
        return sum;
    }

    private void slope(int l, int row, int item) {
        int n = width(l);
        float[] output = pass.output(l - 1);
        float[] whole = askedOutputs[l];
        // The derivative is taken at the output's own place; there is one array of that layout.
        Arrays.fill(whole, row * n, (row + 1) * n, 1f);
        layers.get(l - 1).activation().timesDerivative(whole, output, row * n, n);
        System.arraycopy(whole, row * n, slopes[l], item * n, n);
    }

    private void diagonal(int from, int to) {
        float[] top = derivatives[depth];
        Arrays.fill(top, from * units * units, to * units * units, 0f);
        for (int item = from; item < to; item++) {
            for (int j = 0; j < units; j++) {
                top[(item * units + j) * units + j] = slopes[depth][item * units + j];
            }
        }
    }

    /** target = source S_l for the rows of an item. */
    private void timesSlopes(float[] source, float[] target, int l, int item) {
        int n = width(l);
        float[] slope = slopes[l];
        for (int row = item * units; row < (item + 1) * units; row++) {
            for (int i = 0; i < n; i++) {
                target[row * n + i] = source[row * n + i] * slope[item * n + i];
            }
        }
    }

    /** What is asked of J, then of each R, P and output above it. */
    private void carryBack(int first, int from, int to) {
        if (from == to) {
            return;
        }
        int height = (to - from) * units;
        float factor = (float) (2 * lambda / rows);
        int size = width(0);
        for (int i = from * units * size; i < to * units * size; i++) {
            products[0][i] = factor * derivatives[0][i];
        }
        for (int l = 1; l <= depth; l++) {
            DenseLayer layer = layers.get(l - 1);
            int k = layer.inputs();
            int n = layer.outputs();
            int at = from * units;
            Blas.multiply(
                    height, n, k, products[l - 1], at * k, k, parameters, layer.weights(), n, 0, asked[l], at * n, n);
            for (int item = from; item < to; item++) {
                askOfOutputs(l, first + item, item);
                if (l < depth) {
                    timesSlopes(asked[l], products[l], l, item);
                }
            }
        }
    }

    /** By f' first, then by the output: f'' is f' times the curvature, and f' comes in on the way back. */
    private void askOfOutputs(int l, int row, int item) {
        int n = width(l);
        float[] target = askedOutputs[l];
        Arrays.fill(target, row * n, (row + 1) * n, 0f);
        for (int j = 0; j < units; j++) {
            int at = (item * units + j) * n;
            if (l == depth) {
                target[row * n + j] = asked[l][at + j];
            } else {
                for (int i = 0; i < n; i++) {
                    target[row * n + i] += asked[l][at + i] * products[l][at + i];
                }
            }
        }
        Activation activation = layers.get(l - 1).activation();
        activation.timesCurvature(target, pass.output(l - 1), row * n, n);
    }

    private void addWeightGradients(int part, int count) {
        for (int l = 1; l <= depth; l++) {
            DenseLayer layer = layers.get(l - 1);
            int k = layer.inputs();
            int n = layer.outputs();
            int from = Block.start(k, part, team.size());
            int height = Block.start(k, part + 1, team.size()) - from;
            if (height > 0) {
                Blas.transposedMultiply(
                        height,
                        n,
                        count * units,
                        products[l - 1],
                        from,
                        k,
                        derivatives[l],
                        0,
                        n,
                        1,
                        direct,
                        layer.weights() + from * n,
                        n);
            }
        }
    }

    @Override
    public void addTo(float[] gradient, int layer, Block block) {
        if (layer >= depth) {
            return;
        }
        int n = layers.get(layer).outputs();
        float[] askedOf = askedOutputs[layer + 1];
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            int at = row * n + block.from();
            Elementwise.add(gradient, askedOf, at, block.width());
        }
    }

    @Override
    public void addDirectly(int from, int length, float[] values, int offset) {
        Elementwise.add(values, offset, length, direct, from);
    }
}
