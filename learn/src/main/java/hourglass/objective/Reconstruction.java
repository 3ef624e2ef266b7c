package hourglass.objective;

import hourglass.data.Batch;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.DenseLayer;
import hourglass.model.Network;
import hourglass.model.Propagation;
import hourglass.optim.DifferentiableFunction;
import java.util.Arrays;

/**
 * The mean over the batch of -log p(x | mu), mu being the network's reconstruction of x, plus half the squared weights
 * times a weight cost.
 */
public final class Reconstruction implements Objective<DifferentiableFunction> {
    private final Network network;
    private final Observation observation;
    private final float weightCost;
    private final ThreadTeam team;
    private final Propagation propagation;
    private final Bound bound;

    /**
     * @param network whose output has the size of its input
     * @param observation what the data are
     * @param weightCost lambda in lambda / 2 |W|^2, at least 0
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public Reconstruction(Network network, Observation observation, double weightCost, int capacity, ThreadTeam team) {
        DenseLayer last = network.layers().get(network.depth() - 1);
        if (last.outputs() != network.visible()) {
            throw new IllegalArgumentException("the network gives %d outputs for %d inputs, so it reconstructs nothing"
                    .formatted(last.outputs(), network.visible()));
        }
        this.network = network;
        this.observation = observation;
        this.weightCost = (float) weightCost;
        this.team = team;
        this.propagation = new Propagation(network.layers(), capacity, team, true);
        this.bound = new Bound();
    }

    @Override
    public int dimension() {
        return network.dimension();
    }

    @Override
    public int weights() {
        return network.weights();
    }

    @Override
    public int columns() {
        return network.visible();
    }

    @Override
    public DifferentiableFunction bind(Batch batch, long seed) {
        bound.batch = batch;
        return bound;
    }

    private final class Bound implements DifferentiableFunction, ThreadTeam.Task, VectorSink {
        private final float[][] losses = new float[team.size()][network.visible()];
        private final double[] partLosses = new double[team.size()];
        private final DenseLayer output = network.layers().get(network.depth() - 1);
        private final boolean natural = output.activation() == observation.naturalOutput();
        private Batch batch = new Batch(1, network.visible());
        private float[] parameters = new float[0];
        private VectorSink sink = NOWHERE;
        private boolean withGradient;

        @Override
        public int dimension() {
            return network.dimension();
        }

        @Override
        public int weights() {
            return network.weights();
        }

        @Override
        public double value(float[] at) {
            return evaluate(at, NOWHERE, false);
        }

        @Override
        public double gradient(float[] at, VectorSink sink) {
            return evaluate(at, sink, true);
        }

        private double evaluate(float[] at, VectorSink sink, boolean withGradient) {
            this.parameters = at;
            this.sink = sink;
            this.withGradient = withGradient;
            double penalty = weightCost == 0 ? 0 : 0.5 * weightCost * squaredWeights(at);
            propagation.bind(at, batch.values(), batch.rows());
            team.run(this);
            double sum = 0;
            for (double partLoss : partLosses) {
                sum += partLoss;
            }
            return sum / batch.rows() + penalty;
        }

        /** Adds the weight cost's gradient on the way to the sink. */
        @Override
        public void accept(int from, int length, float[] values, int offset) {
            int decaying = Math.min(length, network.weights() - from);
            for (int i = 0; i < decaying; i++) {
                values[offset + i] += weightCost * parameters[from + i];
            }
            sink.accept(from, length, values, offset);
        }

        private double squaredWeights(float[] at) {
            double sum = 0;
            for (int i = 0; i < network.weights(); i++) {
                sum += (double) at[i] * at[i];
            }
            return sum;
        }

        @Override
        public void run(int part, int parts) {
            propagation.forwardToOutputProduct(part);
            partLosses[part] = outputDelta(part);
            if (withGradient) {
                team.barrier();
                propagation.backward(part, Propagation.OutputGradient.NONE, weightCost == 0 ? sink : this);
            }
        }

        /** Makes the output's products the loss, summed over the thread's block, and the delta. */
        private double outputDelta(int part) {
            Block block = propagation.outputBlock(part);
            float[] loss = losses[part];
            Arrays.fill(loss, 0, block.width(), 0f);
            int n = network.visible();
            float scale = 1f / batch.rows();
            float[] products = propagation.output();
            float[] delta = propagation.outputDelta();
            float[] x = batch.values();
            for (int row = block.rowFrom(); row < block.rowTo(); row++) {
                int at = row * n + block.from();
                int biasAt = output.biases() + block.from();
                if (natural) {
                    observation.naturalLoss(products, at, block.width(), parameters, biasAt, x, scale, delta, loss);
                } else {
                    output.activation().apply(products, at, block.width(), parameters, biasAt);
                    generalLoss(products, delta, x, at, block.width(), scale, loss);
                    output.activation().timesDerivative(delta, products, at, block.width());
                }
            }
            double sum = 0;
            for (int i = 0; i < block.width(); i++) {
                sum += loss[i];
            }
            return sum;
        }

        private void generalLoss(float[] mean, float[] delta, float[] x, int at, int n, float scale, float[] loss) {
            for (int i = 0; i < n; i++) {
                float mu = mean[at + i];
                loss[i] += observation.loss(x[at + i], mu);
                delta[at + i] = scale * (mu - x[at + i]) / observation.variance(mu);
            }
        }
    }

    private static final VectorSink NOWHERE = (from, length, values, offset) -> {};
}
