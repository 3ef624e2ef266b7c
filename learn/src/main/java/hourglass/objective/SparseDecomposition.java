package hourglass.objective;

import hourglass.data.Batch;
import hourglass.decomposition.SparseCoder;
import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.Network;
import hourglass.network.ParameterLayout;
import hourglass.network.Propagation;
import hourglass.optim.GradientFunction;

/**
 * Predictive sparse decomposition (K. Kavukcuoglu, M. Ranzato, Y. LeCun, arXiv 1010.3467, 2010, eq. 4): the mean over the
 * batch of
 *
 * <pre>{@code min over z of 1/2 |x - D z|^2 + lambda |z|_1 + alpha/2 |z - f(x)|^2}</pre>
 *
 * <p>with f a network's encoder and D its decoder, one linear layer. Beside the paper's, the two squares have a factor 1/2:
 * its lambda is twice this one. With alpha 0 it is the sparse coding of Olshausen and Field (Nature 381, 1996), and the
 * encoder stays as it is.
 *
 * <p>The codes z are computed again for each gradient, which is that with the codes held fixed. The atoms of D are the rows of
 * the decoder's weights, <i>each divided by its norm</i>: so the norms are not for the optimiser to shrink the penalty by,
 * and nothing has to be projected after its step. Only {@link #normalised} makes the weights what the atoms are. The
 * decoder's biases have no gradient. Where the encoder's units cannot be negative, codes are not, either.
 *
 * <p>The symbols as fields of {@link Bound}:
 *
 * <ul>
 *   <li>x, z and f(x), one a row: {@code items}, {@code codes} and {@code encoder.output()},
 *   <li>D', one atom a row: {@code atoms}; the norms of the weights that atoms are made of: {@code norms},
 *   <li>D z - x, later over the number of rows: {@code residuals},
 *   <li>lambda and alpha: {@code lambda} and {@code alpha}.
 * </ul>
 */
public final class SparseDecomposition implements Objective<GradientFunction> {
    /** What the search for a row's code costs about, in passes through the network. */
    public static final int PASSES = 20;

    /** The codes need be no better than a step of the optimiser is. */
    private static final double TOLERANCE = 1e-4;
    /** The gradient is handed over in blocks of about this many numbers, which fit in a second-level cache. */
    private static final int GRADIENT_BLOCK = 1 << 15;

    private final Network network;
    private final Bound bound;

    /**
     * @param network an encoder, and a decoder of one linear layer with weights of its own
     * @param lambda the price of a code, above 0
     * @param alpha the pull between code and prediction, at least 0
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public SparseDecomposition(Network network, double lambda, double alpha, int capacity, ThreadTeam team) {
        Layer decoder = decoder(network);
        if (network.decoder().size() != 1
                || decoder.transposed()
                || decoder.activation() != Activation.LINEAR
                || decoder.weightCount() != network.codeSize() * network.visible()) {
            throw new IllegalArgumentException("the decoder of a sparse decomposition is one dense linear layer with"
                    + " weights of its own, not " + network.decoder());
        }
        this.network = network;
        this.bound = new Bound(lambda, alpha, capacity, team);
    }

    private static Layer decoder(Network network) {
        return network.layers().get(network.depth() - 1);
    }

    /** Whether codes must not be negative, because units of an activation are not. */
    public static boolean isNonNegative(Activation activation) {
        return activation != Activation.LINEAR && activation != Activation.TANH;
    }

    /** A network's parameters with the weights of each atom divided by their norm. */
    public static float[] normalised(Network network, float[] parameters) {
        float[] normalised = parameters.clone();
        int n = network.visible();
        int at = decoder(network).weightOffset();
        for (int atom = 0; atom < network.codeSize(); atom++) {
            normalise(parameters, at + atom * n, normalised, at + atom * n, n);
        }
        return normalised;
    }

    /** Makes an atom of weights and returns their norm. */
    private static float normalise(float[] weights, int from, float[] atoms, int to, int n) {
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (double) weights[from + i] * weights[from + i];
        }
        // An atom of zeros stays one.
        float norm = (float) Math.max(Math.sqrt(squares), 1e-20);
        for (int i = 0; i < n; i++) {
            atoms[to + i] = weights[from + i] / norm;
        }
        return norm;
    }

    @Override
    public ParameterLayout layout() {
        return network;
    }

    @Override
    public GradientFunction bind(Batch batch, long seed) {
        bound.items = batch.values();
        bound.rows = batch.rows();
        return bound;
    }

    /** The codes of the batch at the last gradient, row-major. */
    float[] codes() {
        return bound.codes;
    }

    private final class Bound implements GradientFunction, ThreadTeam.Task {
        private final int n = network.visible();
        private final int k = network.codeSize();
        private final float lambda;
        private final float alpha;
        private final ThreadTeam team;
        private final Propagation encoder;
        private final SparseCoder coder;
        private final float[] atoms = new float[k * n];
        private final float[] norms = new float[k];
        private final float[] codes;
        /** D z - x, then over the number of rows. */
        private final float[] residuals;

        private final int gradientAtoms;
        private final float[][] scratch;
        private final float[] noBiases = new float[n];
        private final double[] losses;

        private float[] items = new float[0];
        private int rows;
        private float[] parameters = new float[0];
        private VectorSink sink = (from, length, values, offset) -> {};

        Bound(double lambda, double alpha, int capacity, ThreadTeam team) {
            this.lambda = (float) lambda;
            this.alpha = (float) alpha;
            this.team = team;
            this.encoder = new Propagation(network.encoder(), capacity, true, team);
            Activation units = encoder.outputActivation();
            this.coder = new SparseCoder(n, k, lambda, alpha, isNonNegative(units), TOLERANCE, capacity, team);
            this.codes = new float[Math.multiplyExact(capacity, k)];
            this.residuals = new float[Math.multiplyExact(capacity, n)];
            this.gradientAtoms = Block.pieceHeight(k, n, team.size(), GRADIENT_BLOCK);
            this.scratch = new float[team.size()][gradientAtoms * n];
            this.losses = new double[team.size()];
            coder.setDictionary(atoms);
        }

        @Override
        public int dimension() {
            return network.dimension();
        }

        @Override
        public int weightCount() {
            return network.weightCount();
        }

        @Override
        public double gradient(float[] at, VectorSink sink) {
            this.parameters = at;
            this.sink = sink;
            encoder.setInput(at, items, rows);
            team.run(this);
            double sum = 0;
            for (double loss : losses) {
                sum += loss;
            }
            return sum / rows;
        }

        @Override
        public void run(int part, int parts) {
            takeAtoms(part, parts);
            team.barrier();
            coder.prepare(part);
            encoder.forward(part);
            int from = coder.firstRow(rows, part);
            int to = coder.firstRow(rows, part + 1);
            solve(part, from, to);
            losses[part] = from == to ? 0 : residualLoss(from, to) + predictionLoss(from, to);
            team.barrier();
            encoder.backward(part, Propagation.OutputGradient.NONE, sink);
            dictionaryGradient(part, parts);
            if (part == 0) {
                sink.accept(decoder(network).biasOffset(), n, noBiases, 0);
            }
        }

        private void takeAtoms(int part, int parts) {
            int at = decoder(network).weightOffset();
            for (int atom = Block.start(k, part, parts); atom < Block.start(k, part + 1, parts); atom++) {
                norms[atom] = normalise(parameters, at + atom * n, atoms, atom * n, n);
            }
        }

        /** Finds the codes, from the predicted ones on. */
        private void solve(int part, int from, int to) {
            float[] predicted = encoder.output();
            for (int i = from * k; i < to * k; i++) {
                codes[i] = alpha == 0 ? 0 : predicted[i];
            }
            coder.solve(part, items, predicted, codes, rows);
        }

        private double residualLoss(int from, int to) {
            for (int i = from * n; i < to * n; i++) {
                residuals[i] = -items[i];
            }
            Blas.multiply(to - from, n, k, codes, from * k, k, atoms, 0, n, 1, residuals, from * n, n);
            double loss = 0;
            for (int i = from * n; i < to * n; i++) {
                loss += 0.5 * residuals[i] * residuals[i];
                residuals[i] /= rows;
            }
            return loss;
        }

        private double predictionLoss(int from, int to) {
            float[] predicted = encoder.output();
            float[] delta = encoder.outputDelta();
            double loss = 0;
            for (int i = from * k; i < to * k; i++) {
                float miss = predicted[i] - codes[i];
                loss += lambda * Math.abs(codes[i]) + 0.5 * alpha * miss * miss;
                delta[i] = alpha * miss / rows;
            }
            for (int row = from; row < to; row++) {
                encoder.outputActivation().timesDerivative(delta, predicted, row * k, k);
            }
            return loss;
        }

        /** The gradient by weights a of an atom a / |a| is that by the atom, less its part along it, over |a|. */
        private void dictionaryGradient(int part, int parts) {
            float[] gradient = scratch[part];
            int end = Block.start(k, part + 1, parts);
            for (int from = Block.start(k, part, parts); from < end; from += gradientAtoms) {
                int m = Math.min(gradientAtoms, end - from);
                Blas.transposedMultiply(m, n, rows, codes, from, k, residuals, 0, n, 0, gradient, 0, n);
                for (int i = 0; i < m; i++) {
                    project(gradient, i * n, from + i);
                }
                sink.accept(decoder(network).weightOffset() + from * n, m * n, gradient, 0);
            }
        }

        private void project(float[] gradient, int at, int atom) {
            float along = 0;
            for (int i = 0; i < n; i++) {
                along += gradient[at + i] * atoms[atom * n + i];
            }
            for (int i = 0; i < n; i++) {
                gradient[at + i] = (gradient[at + i] - along * atoms[atom * n + i]) / norms[atom];
            }
        }
    }
}
