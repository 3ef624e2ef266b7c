package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Activation;
import hourglass.network.DenseLayer;
import hourglass.network.Propagation;
import hourglass.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Contraction of an encoder of one dense layer. Its Jacobian is diag(f') W', so with c_j the squared norm of the weights of
 * unit j, |J|^2 is the sum over j of f'(a_j)^2 c_j (Rifai et al., ICML 2011, eq. 8), and |J(x) - J(x + e)|^2 the sum of
 * (f'(a_j) - f'(a~_j))^2 c_j, with a~ the pre-activations of x + e.
 *
 * <p>For L = lambda |J|^2 / rows the derivatives are
 *
 * <pre>
 *   dL/dW_ij = W_ij times the sum over rows of 2 lambda f'(a_j)^2 / rows         (c_j = sum of W_ij^2 over i)
 *   dL/da_j  = 2 lambda f'(a_j) f''(a_j) c_j / rows
 * </pre>
 *
 * <p>The second is handed over as a derivative by the output h_j = f(a_j), 2 lambda f'(a_j) c_j (f''/f')(a_j) / rows, since the
 * pass back through the layer multiplies it by f'(a_j). That of the noisy side goes back through the twin, which starts at
 * pre-activations, so that there f' is multiplied in here.
 *
 * <p>As fields, c is {@code norms}, dL/dh is {@code outputGradients}, and what multiplies W is {@code shrinkages}.
 */
final class OneLayerContraction implements Penalty {
    private final double lambda;
    private final double gamma;
    private final double deviation;
    private final DenseLayer layer;
    private final int weights;
    private final Activation activation;
    private final Propagation pass;
    private final ThreadTeam team;
    /** The penalty's derivative by each output. */
    private final float[] outputGradients;
    /** c by unit. */
    private final float[] norms;
    /** By unit, twice the mean over rows of what multiplies c. */
    private final float[] shrinkages;
    /** The layer with noise on its input; only with a term of higher order. */
    private final @Nullable Propagation twin;

    private final float[] noisy;
    private final float[] twinDerivative;
    private final float[] twinGradient;
    private final VectorSink twinSink;

    private float[] parameters = new float[0];
    private int rows;

    /**
     * @param pass that computes the outputs of the layer, its first
     * @param dimension of the whole network's parameters
     * @param gamma 0 for none of higher order; then the deviation is not used
     */
    OneLayerContraction(
            double lambda,
            double gamma,
            double deviation,
            DenseLayer layer,
            Propagation pass,
            int dimension,
            int capacity,
            ThreadTeam team) {
        this.lambda = lambda;
        this.gamma = gamma;
        this.deviation = deviation;
        this.layer = layer;
        this.weights = layer.inputs() * layer.outputs();
        this.activation = layer.activation();
        this.pass = pass;
        this.team = team;
        this.outputGradients = new float[Math.multiplyExact(capacity, layer.outputs())];
        this.norms = new float[layer.outputs()];
        this.shrinkages = new float[layer.outputs()];
        boolean higher = gamma > 0;
        this.twin = higher ? new Propagation(List.of(layer), capacity, true, team) : null;
        this.noisy = new float[higher ? Math.multiplyExact(capacity, layer.inputs()) : 0];
        this.twinDerivative = new float[higher ? outputGradients.length : 0];
        this.twinGradient = new float[higher ? dimension : 0];
        this.twinSink = VectorSink.into(twinGradient);
    }

    @Override
    public void draw(int part, float[] input, int rows, long seed) {
        if (twin != null) {
            int from = Block.start(rows, part, team.size()) * layer.inputs();
            int to = Block.start(rows, part + 1, team.size()) * layer.inputs();
            long key = CounterRandom.key(seed, 1);
            CounterRandom.normal(key, from, (float) deviation, input, from, noisy, from, to - from);
        }
    }

    @Override
    public void prepare(float[] parameters, float[] input, int rows) {
        this.parameters = parameters;
        this.rows = rows;
        if (twin != null) {
            twin.setInput(parameters, noisy, rows);
        }
    }

    @Override
    public double evaluate(int part, boolean withGradient) {
        int from = Block.start(layer.outputs(), part, team.size());
        int to = Block.start(layer.outputs(), part + 1, team.size());
        squaredNorms(from, to);
        Arrays.fill(shrinkages, from, to, 0f);
        if (twin != null) {
            twin.forward(part);
        }
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += twin == null ? plain(row, from, to) : higher(twin, row, from, to);
        }
        if (twin != null && withGradient) {
            team.barrier();
            twin.backward(part, Propagation.OutputGradient.NONE, twinSink);
        }
        return sum / rows;
    }

    private void squaredNorms(int from, int to) {
        int n = layer.outputs();
        Arrays.fill(norms, from, to, 0f);
        for (int row = layer.weightOffset(); row < layer.weightOffset() + weights; row += n) {
            for (int j = from; j < to; j++) {
                norms[j] += parameters[row + j] * parameters[row + j];
            }
        }
    }

    /** One row's lambda |J|^2 over a stretch of units, and its derivative by their outputs. */
    private float plain(int row, int from, int to) {
        int at = row * layer.outputs();
        float[] output = pass.output(0);
        derivative(outputGradients, output, at + from, to - from);
        float weight = (float) lambda;
        float factor = 2 * weight / rows;
        float sum = 0;
        for (int j = from; j < to; j++) {
            float slope = outputGradients[at + j];
            float square = slope * slope;
            sum += square * norms[j];
            shrinkages[j] += factor * square;
            outputGradients[at + j] = factor * slope * norms[j];
        }
        activation.timesCurvature(outputGradients, output, at + from, to - from);
        return weight * sum;
    }

    /** The same with the term of higher order, whose noisy side goes back through the twin. */
    private float higher(Propagation twin, int row, int from, int to) {
        int at = row * layer.outputs();
        float[] output = pass.output(0);
        float[] delta = twin.outputDelta();
        derivative(outputGradients, output, at + from, to - from);
        derivative(twinDerivative, twin.output(), at + from, to - from);
        float sum = 0;
        for (int j = from; j < to; j++) {
            float slope = outputGradients[at + j];
            float difference = slope - twinDerivative[at + j];
            float squares = (float) (lambda * slope * slope + gamma * difference * difference);
            sum += squares * norms[j];
            shrinkages[j] += 2 * squares / rows;
            outputGradients[at + j] = (float) (2 * (lambda * slope + gamma * difference)) * norms[j] / rows;
            delta[at + j] = (float) (-2 * gamma) * difference * norms[j] * twinDerivative[at + j] / rows;
        }
        activation.timesCurvature(outputGradients, output, at + from, to - from);
        activation.timesCurvature(delta, twin.output(), at + from, to - from);
        return sum;
    }

    private void derivative(float[] target, float[] output, int at, int n) {
        Arrays.fill(target, at, at + n, 1f);
        activation.timesDerivative(target, output, at, n);
    }

    @Override
    public void addTo(float[] gradient, int layer, Block block) {
        if (layer != 0) {
            return;
        }
        int n = this.layer.outputs();
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            int at = row * n + block.from();
            Elementwise.add(gradient, outputGradients, at, block.width());
        }
    }

    @Override
    public void addDirectly(int from, int length, float[] values, int offset) {
        if (twin != null) {
            Elementwise.add(values, offset, length, twinGradient, from);
        }
        int n = layer.outputs();
        int end = Math.min(from + length, layer.weightOffset() + weights);
        for (int at = Math.max(from, layer.weightOffset()); at < end; ) {
            // The rest of a row of W, whose columns belong to the units.
            int unit = (at - layer.weightOffset()) % n;
            int stretch = Math.min(n - unit, end - at);
            for (int i = 0; i < stretch; i++) {
                values[offset + at - from + i] += shrinkages[unit + i] * parameters[at + i];
            }
            at += stretch;
        }
    }
}
