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
 * <p>For one item, let a_l be the pre-activations and h_l the outputs of layer l, and S_l = diag(f'(a_l)). R_l, the Jacobian
 * of the code by a_l, and P_l, that by h_l, follow from the code down:
 *
 * <pre>
 *   R_L = S_L        P_l = R_(l+1) W_(l+1)'        R_l = P_l S_l        J = P_0 = R_1 W_1'
 * </pre>
 *
 * <p>The gradient of L = lambda |J|^2 / rows takes the same steps in reverse, from the input up:
 *
 * <pre>
 *   dL/dJ   = 2 lambda J / rows
 *   dL/dR_l = dL/dP_(l-1) W_l                 with dL/dP_0 = dL/dJ
 *   dL/dP_l = dL/dR_l S_l
 *   dL/dW_l = (dL/dP_(l-1))' R_l              besides what W_l changes through the outputs
 *   dL/dh_l = (f''(a_l) / f'(a_l)) times the sum over rows of dL/dR_l o P_l
 * </pre>
 *
 * <p>where o multiplies element by element; at the code, whose R is S itself, P stands for the identity. The derivative by
 * a_l is f''(a_l) times that sum. It is handed over as one by h_l, which the pass back through the network multiplies by
 * f'(a_l): hence f'' / f' ({@link Activation#timesCurvature}), which is known from the output alone.
 *
 * <p>Every matrix has one row a code unit, and the items of a portion stand below each other, so that all products are over
 * portions. As fields:
 *
 * <ul>
 *   <li>R_l, and J at index 0: {@code preactivationJacobians}; dL/dR_l: {@code jacobianGradients},
 *   <li>P_l, later dL/dP_l, and dL/dJ at index 0: {@code outputJacobians},
 *   <li>the diagonal of S_l: {@code activationDerivatives}; dL/dh_l: {@code outputGradients},
 *   <li>dL/dW_l: {@code weightGradient}.
 * </ul>
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
    /** R by layer; at index 0, J. */
    private final float[][] preactivationJacobians;
    /** P by layer, and later dL/dP; at index 0, dL/dJ. */
    private final float[][] outputJacobians;
    /** dL/dR by layer. */
    private final float[][] jacobianGradients;
    /** f' by layer, a row an item of the portion. */
    private final float[][] activationDerivatives;
    /** dL/dh of each output of the batch, by layer. */
    private final float[][] outputGradients;

    private final float[] weightGradient;

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
        this.preactivationJacobians = new float[depth + 1][];
        this.outputJacobians = new float[depth + 1][];
        this.jacobianGradients = new float[depth + 1][];
        this.activationDerivatives = new float[depth + 1][];
        this.outputGradients = new float[depth + 1][];
        for (int l = 0; l <= depth; l++) {
            int size = Math.multiplyExact(items * units, width(l));
            preactivationJacobians[l] = new float[size];
            outputJacobians[l] = new float[size];
            jacobianGradients[l] = new float[l == 0 ? 0 : size];
            activationDerivatives[l] = new float[l == 0 ? 0 : items * width(l)];
            outputGradients[l] = new float[l == 0 ? 0 : Math.multiplyExact(capacity, width(l))];
        }
        this.weightGradient = new float[dimension];
    }

    /** The units of layer {@code l}, from 1 on; those of the input at 0. */
    private int width(int l) {
        return l == 0 ? layers.get(0).inputs() : layers.get(l - 1).outputs();
    }

    @Override
    public void prepare(float[] parameters, float[] input, int rows) {
        this.parameters = parameters;
        this.rows = rows;
        for (DenseLayer layer : layers) {
            Arrays.fill(
                    weightGradient, layer.weightOffset(), layer.weightOffset() + layer.inputs() * layer.outputs(), 0f);
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
                differentiateActivation(l, first + item, item);
            }
            if (l == depth) {
                diagonal(from, to);
            } else {
                for (int item = from; item < to; item++) {
                    timesActivationDerivatives(outputJacobians[l], preactivationJacobians[l], l, item);
                }
            }
            int at = from * units;
            DenseLayer layer = layers.get(l - 1);
            float[] below = l == 1 ? preactivationJacobians[0] : outputJacobians[l - 1];
            int k = layer.inputs();
            Blas.multiplyTransposed(
                    height,
                    k,
                    n,
                    preactivationJacobians[l],
                    at * n,
                    n,
                    parameters,
                    layer.weightOffset(),
                    n,
                    0,
                    below,
                    at * k,
                    k);
        }
        double sum = 0;
        float[] jacobian = preactivationJacobians[0];
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

    private void differentiateActivation(int l, int row, int item) {
        int n = width(l);
        float[] output = pass.output(l - 1);
        float[] whole = outputGradients[l];
        // The derivative is taken at the output's own place; there is one array of that layout.
        Arrays.fill(whole, row * n, (row + 1) * n, 1f);
        layers.get(l - 1).activation().timesDerivative(whole, output, row * n, n);
        System.arraycopy(whole, row * n, activationDerivatives[l], item * n, n);
    }

    private void diagonal(int from, int to) {
        float[] top = preactivationJacobians[depth];
        Arrays.fill(top, from * units * units, to * units * units, 0f);
        for (int item = from; item < to; item++) {
            for (int j = 0; j < units; j++) {
                top[(item * units + j) * units + j] = activationDerivatives[depth][item * units + j];
            }
        }
    }

    /** target = source S_l, for the rows of an item. */
    private void timesActivationDerivatives(float[] source, float[] target, int l, int item) {
        int n = width(l);
        float[] derivative = activationDerivatives[l];
        for (int row = item * units; row < (item + 1) * units; row++) {
            for (int i = 0; i < n; i++) {
                target[row * n + i] = source[row * n + i] * derivative[item * n + i];
            }
        }
    }

    /** Makes dL/dJ, then dL/dR, dL/dP and dL/dh of each layer above it. */
    private void carryBack(int first, int from, int to) {
        if (from == to) {
            return;
        }
        int height = (to - from) * units;
        float factor = (float) (2 * lambda / rows);
        int size = width(0);
        for (int i = from * units * size; i < to * units * size; i++) {
            outputJacobians[0][i] = factor * preactivationJacobians[0][i];
        }
        for (int l = 1; l <= depth; l++) {
            DenseLayer layer = layers.get(l - 1);
            int k = layer.inputs();
            int n = layer.outputs();
            int at = from * units;
            Blas.multiply(
                    height,
                    n,
                    k,
                    outputJacobians[l - 1],
                    at * k,
                    k,
                    parameters,
                    layer.weightOffset(),
                    n,
                    0,
                    jacobianGradients[l],
                    at * n,
                    n);
            for (int item = from; item < to; item++) {
                differentiateByOutputs(l, first + item, item);
                if (l < depth) {
                    timesActivationDerivatives(jacobianGradients[l], outputJacobians[l], l, item);
                }
            }
        }
    }

    /** Makes dL/dh_l of one item. */
    private void differentiateByOutputs(int l, int row, int item) {
        int n = width(l);
        float[] target = outputGradients[l];
        Arrays.fill(target, row * n, (row + 1) * n, 0f);
        for (int j = 0; j < units; j++) {
            int at = (item * units + j) * n;
            if (l == depth) {
                target[row * n + j] = jacobianGradients[l][at + j];
            } else {
                for (int i = 0; i < n; i++) {
                    target[row * n + i] += jacobianGradients[l][at + i] * outputJacobians[l][at + i];
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
                        outputJacobians[l - 1],
                        from,
                        k,
                        preactivationJacobians[l],
                        0,
                        n,
                        1,
                        weightGradient,
                        layer.weightOffset() + from * n,
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
        float[] added = outputGradients[layer + 1];
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            int at = row * n + block.from();
            Elementwise.add(gradient, added, at, block.width());
        }
    }

    @Override
    public void addDirectly(int from, int length, float[] values, int offset) {
        Elementwise.add(values, offset, length, weightGradient, from);
    }
}
