package hourglass.objective;

import hourglass.data.Batch;
import hourglass.decomposition.UnrolledCoder;
import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Activation;
import hourglass.network.ParameterLayout;
import hourglass.optim.GradientFunction;
import java.util.Arrays;

/**
 * What sparse codes are to make small, at the codes z of an {@link UnrolledCoder}: the mean over the batch of
 *
 * <pre>{@code 1/2 |x - D z|^2 + lambda |z|_1}</pre>
 *
 * <p>by the coder's parameters, through all of its steps; the dictionary D stays. Gregor and LeCun (ICML 2010, section 3.4) fit to the optimal
 * codes by least squares instead, which misses where it costs least in squares, not where it costs least in this.
 *
 * <p>The symbols as fields of {@link Bound}: x W + b {@code inputs}, z(t) {@code codes[t]}, and the gradients by what z(t) is rectified of
 * {@code deltas[t]}.
 */
public final class UnrolledPrediction implements Objective<GradientFunction> {
    private static final int GRADIENT_BLOCK = 1 << 15;

    /** W and S, then b. */
    private record Layout(int visible, int weightCount, int dimension) implements ParameterLayout {}

    private final Layout layout;
    private final Bound bound;

    /**
     * @param coder of the same sizes and dictionary; its parameters are not read
     * @param lambda the price of a code, at least 0
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public UnrolledPrediction(UnrolledCoder coder, double lambda, int capacity, ThreadTeam team) {
        int dimension = UnrolledCoder.dimension(coder.visible(), coder.codeSize());
        this.layout = new Layout(coder.visible(), dimension - coder.codeSize(), dimension);
        this.bound = new Bound(coder, lambda, capacity, team);
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public GradientFunction bind(Batch batch, long seed) {
        bound.items = batch.values();
        bound.rows = batch.rows();
        return bound;
    }

    private final class Bound implements GradientFunction, ThreadTeam.Task {
        private final UnrolledCoder coder;
        private final int n;
        private final int k;
        private final float[] dictionary;
        private final float lambda;
        private final ThreadTeam team;
        private final float[] inputs;
        private final float[][] codes;
        private final float[][] deltas;
        /** The sum of the deltas over the steps. */
        private final float[] inputDeltas;

        private final float[] residuals;
        private final float[] biases;
        private final float[][] scratch;
        private final int height;
        private final double[] losses;
        private float[] items = new float[0];
        private int rows;
        private float[] parameters = new float[0];
        private VectorSink sink = (from, length, values, offset) -> {};

        Bound(UnrolledCoder coder, double lambda, int capacity, ThreadTeam team) {
            this.coder = coder;
            this.n = coder.visible();
            this.k = coder.codeSize();
            this.dictionary = coder.dictionary();
            this.lambda = (float) lambda;
            this.team = team;
            int size = Math.multiplyExact(capacity, k);
            this.inputs = new float[size];
            this.codes = new float[coder.steps() + 1][size];
            this.deltas = new float[coder.steps() + 1][size];
            this.inputDeltas = new float[size];
            this.residuals = new float[Math.multiplyExact(capacity, n)];
            this.biases = new float[k];
            this.height = Block.pieceHeight(n + k, k, team.size(), GRADIENT_BLOCK);
            this.scratch = new float[team.size()][height * k];
            this.losses = new double[team.size()];
        }

        @Override
        public int dimension() {
            return layout.dimension;
        }

        @Override
        public int weightCount() {
            return layout.weightCount;
        }

        @Override
        public double gradient(float[] at, VectorSink sink) {
            this.parameters = at;
            this.sink = sink;
            team.run(this);
            return Arrays.stream(losses).sum() / rows;
        }

        @Override
        public void run(int part, int parts) {
            int from = Block.start(rows, part, parts);
            int count = Block.start(rows, part + 1, parts) - from;
            losses[part] = count == 0 ? 0 : forward(from, count);
            if (count > 0) {
                backward(from, count);
            }
            team.barrier();
            weightGradients(part, parts);
            if (part == 0) {
                biasGradient();
            }
        }

        private double forward(int from, int count) {
            coder.inputs(parameters, items, from, count, inputs, from);
            coder.first(inputs, codes[0], from, count);
            for (int step = 1; step < codes.length; step++) {
                coder.next(parameters, inputs, codes[step - 1], codes[step], from, count);
            }
            float[] last = codes[codes.length - 1];
            for (int i = from * n; i < (from + count) * n; i++) {
                residuals[i] = -items[i];
            }
            Blas.multiply(count, n, k, last, from * k, k, dictionary, 0, n, 1, residuals, from * n, n);
            double loss = 0;
            for (int i = from * n; i < (from + count) * n; i++) {
                loss += 0.5 * residuals[i] * residuals[i];
                residuals[i] /= rows;
            }
            for (int i = from * k; i < (from + count) * k; i++) {
                loss += lambda * last[i];
            }
            return loss;
        }

        private void backward(int from, int count) {
            int at = from * k;
            int size = count * k;
            float[] delta = deltas[deltas.length - 1];
            Arrays.fill(delta, at, at + size, lambda / rows);
            Blas.multiplyTransposed(count, k, n, residuals, from * n, n, dictionary, 0, n, 1, delta, at, k);
            Arrays.fill(inputDeltas, at, at + size, 0f);
            for (int step = deltas.length - 1; step >= 0; step--) {
                Activation.RELU.timesDerivative(deltas[step], codes[step], at, size);
                Elementwise.add(inputDeltas, deltas[step], at, size);
                if (step > 0) {
                    // By z(t-1): the deltas times S, transposed.
                    Blas.multiplyTransposed(
                            count, k, k, deltas[step], at, k, parameters, n * k, k, 0, deltas[step - 1], at, k);
                }
            }
        }

        /** Of W, then of S: a row for each column of an item, or number of the code before. */
        private void weightGradients(int part, int parts) {
            float[] gradient = scratch[part];
            int end = Block.start(n + k, part + 1, parts);
            for (int from = Block.start(n + k, part, parts); from < end; ) {
                int to = Math.min(end, from + height);
                if (from < n) {
                    to = Math.min(to, n);
                    Blas.transposedMultiply(to - from, k, rows, items, from, n, inputDeltas, 0, k, 0, gradient, 0, k);
                } else {
                    Arrays.fill(gradient, 0, (to - from) * k, 0f);
                    for (int step = 1; step < codes.length; step++) {
                        Blas.transposedMultiply(
                                to - from,
                                k,
                                rows,
                                codes[step - 1],
                                from - n,
                                k,
                                deltas[step],
                                0,
                                k,
                                1,
                                gradient,
                                0,
                                k);
                    }
                }
                sink.accept(from * k, (to - from) * k, gradient, 0);
                from = to;
            }
        }

        private void biasGradient() {
            Arrays.fill(biases, 0f);
            for (int row = 0; row < rows; row++) {
                Elementwise.add(biases, 0, k, inputDeltas, row * k);
            }
            sink.accept(layout.weightCount, k, biases, 0);
        }
    }
}
