package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.matrix.SparseMatrix;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.DenseLayer;
import hourglass.network.Layer;
import hourglass.network.Network;
import hourglass.network.Propagation;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The mean over a batch of the loss of a network's outputs, such as -log p(target | output), for inputs that may be
 * corrupted, with penalties on the code and the weights: what the objectives on a network's output share.
 */
public final class MeanLoss extends NetworkLoss implements VectorSink {
    private final OutputLoss output;
    private final Regularization regularization;
    private final NoisyInput input;
    private final float weight;
    private final float weightCost;
    /** An array: to go over a list allocates. */
    private Penalty[] penalties;

    private Propagation.OutputGradient penaltyGradient;
    private final @Nullable CodeNoise codeNoise;
    private final @Nullable Dropout dropout;
    private final ThreadTeam.Task drawing = this::draw;

    private float[] targets = new float[0];
    private int rows;
    private long seed;
    private float[] parameters = new float[0];
    /** Where the gradient goes once penalties have been added to it. */
    private @Nullable VectorSink sink;

    /**
     * @param missing whether a target may be missing, which is NaN there and in the input: it is input as 0, and counts
     *     nothing in the loss
     */
    MeanLoss(
            Network network, Loss loss, Regularization regularization, boolean missing, int capacity, ThreadTeam team) {
        this(network, loss, 1, regularization, missing, capacity, team);
    }

    /**
     * The same with the loss of the outputs multiplied by a weight.
     *
     * @param network whose outputs are compared with the targets
     * @param loss of each output
     * @param weight of that loss, at least 0; penalties have their own
     * @param regularization corruption of the input, and penalties on codes and weights
     * @param missing whether a target may be missing
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public MeanLoss(
            Network network,
            Loss loss,
            double weight,
            Regularization regularization,
            boolean missing,
            int capacity,
            ThreadTeam team) {
        super(network, new Propagation(network.layers(), capacity, true, team), team);
        this.weight = (float) weight;
        this.regularization = regularization;
        this.weightCost = (float) regularization.weightCost();
        Layer last = network.layers().get(network.depth() - 1);
        this.output = new OutputLoss(loss, this.weight, propagation(), last, team.size());
        this.input = new NoisyInput(regularization, network.visible(), missing, capacity);
        if (input.emphases().length > 0 && last.activation().needsWholeRows()) {
            throw new IllegalArgumentException("an emphasis on single components, or missing ones, for "
                    + last.activation() + " outputs, which depend on each other; leave it out");
        }
        this.penalties = new Penalties(regularization, network, propagation(), capacity, team).all();
        this.codeNoise = codeNoise();
        this.dropout = dropout(capacity);
        this.penaltyGradient = penalties.length == 0 ? Propagation.OutputGradient.NONE : this::addPenalties;
    }

    /** Adds a term on the codes; before the first evaluation. */
    public void add(Penalty penalty) {
        penalties = Arrays.copyOf(penalties, penalties.length + 1);
        penalties[penalties.length - 1] = penalty;
        penaltyGradient = this::addPenalties;
    }

    private @Nullable CodeNoise codeNoise() {
        if (regularization.codeNoise() == 0) {
            return null;
        }
        Network network = network();
        int code = network.encoderDepth() - 1;
        if (!(network.layers().get(code) instanceof DenseLayer)
                || network.decoder().isEmpty()) {
            throw new IllegalArgumentException(
                    "noise on codes, for a network without a dense code and layers after it");
        }
        CodeNoise noise = new CodeNoise(regularization.codeNoise(), code, network.codeSize());
        propagation().setNoise(noise);
        return noise;
    }

    private @Nullable Dropout dropout(int capacity) {
        if (regularization.dropout() == 0) {
            return null;
        }
        Dropout dropout = new Dropout(regularization.dropout(), network().layers(), capacity);
        propagation().setMask(dropout);
        return dropout;
    }

    /**
     * Makes this the function for a batch.
     *
     * @param input row-major, clean
     * @param sparse the input again, without zeros, if it is known like that
     * @param targets row-major; may be the input
     * @param rows of the batch
     * @param seed of the noise
     * @return this
     */
    public MeanLoss bind(float[] input, @Nullable SparseMatrix sparse, float[] targets, int rows, long seed) {
        this.input.bind(input, sparse, rows, seed);
        this.targets = this.input.targets(targets);
        this.rows = rows;
        this.seed = seed;
        if (codeNoise != null) {
            codeNoise.draw(seed);
        }
        if (dropout != null) {
            dropout.draw(seed);
        }
        if (this.input.isDrawn() || penalties.length > 0) {
            team().run(drawing);
        }
        return this;
    }

    private void draw(int part, int parts) {
        input.draw(part, parts);
        team().barrier();
        for (Penalty penalty : penalties) {
            penalty.draw(part, input.values(), rows, seed);
        }
    }

    @Override
    protected double begin(float[] at) {
        parameters = at;
        propagation().setInput(at, input.values(), input.nonZeros(), rows);
        for (Penalty penalty : penalties) {
            penalty.prepare(at, input.values(), rows);
        }
        return weightCost == 0 ? 0 : 0.5 * weightCost * squaredWeights(at);
    }

    private double squaredWeights(float[] at) {
        double sum = 0;
        for (int i = 0; i < weightCount(); i++) {
            sum += (double) at[i] * at[i];
        }
        return sum;
    }

    @Override
    protected double forward(int part, boolean withGradient) {
        propagation().forwardToOutputProduct(part);
        double loss = weight * output.evaluate(part, targets, input.emphases(), rows) / rows;
        for (Penalty penalty : penalties) {
            loss += penalty.evaluate(part, withGradient);
        }
        return loss;
    }

    @Override
    protected void backward(int part, VectorSink sink) {
        this.sink = sink;
        boolean direct = weightCost != 0 || penalties.length > 0;
        propagation().backward(part, penaltyGradient, direct ? this : sink);
    }

    private void addPenalties(float[] gradient, int layer, Block block) {
        for (Penalty penalty : penalties) {
            penalty.addTo(gradient, layer, block);
        }
    }

    /** Adds what penalties ask of parameters on the way to the sink. */
    @Override
    public void accept(int from, int length, float[] values, int offset) {
        for (Penalty penalty : penalties) {
            penalty.addDirectly(from, length, values, offset);
        }
        if (weightCost != 0) {
            int decaying = Math.min(length, weightCount() - from);
            for (int i = 0; i < decaying; i++) {
                values[offset + i] += weightCost * parameters[from + i];
            }
        }
        Objects.requireNonNull(sink).accept(from, length, values, offset);
    }
}
