package hourglass.objective;

import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Network;
import hourglass.network.Propagation;
import hourglass.optim.DifferentiableFunction;

/**
 * A loss on the units of a network over a batch, by passes through its layers that all threads of a team make together. What
 * the loss is, and what becomes of it on the way back, is up to the subclass.
 */
public abstract class NetworkLoss implements DifferentiableFunction {
    private static final VectorSink NOWHERE = (from, length, values, offset) -> {};

    private final Network network;
    private final Propagation propagation;
    private final ThreadTeam team;
    private final double[] partLosses;
    private final ThreadTeam.Task evaluation = this::evaluate;
    private VectorSink sink = NOWHERE;
    private boolean withGradient;

    /**
     * @param propagation of the network's layers, with gradient
     * @param team the threads that share the work
     */
    protected NetworkLoss(Network network, Propagation propagation, ThreadTeam team) {
        this.network = network;
        this.propagation = propagation;
        this.team = team;
        this.partLosses = new double[team.size()];
    }

    /** The forward and backward passes, whose outputs a penalty reads. */
    public final Propagation propagation() {
        return propagation;
    }

    protected final Network network() {
        return network;
    }

    protected final ThreadTeam team() {
        return team;
    }

    /** Sets the input for an evaluation, in one thread; what it returns is added to the parts' losses. */
    protected abstract double begin(float[] at);

    /** A thread's part of the forward pass and of the loss. */
    protected abstract double forward(int part, boolean withGradient);

    /** A thread's part of the backward pass, after the forward pass of all. */
    protected abstract void backward(int part, VectorSink sink);

    @Override
    public final int dimension() {
        return network.dimension();
    }

    @Override
    public final int weightCount() {
        return network.weightCount();
    }

    @Override
    public final double value(float[] at) {
        return evaluate(at, NOWHERE, false);
    }

    @Override
    public final double gradient(float[] at, VectorSink sink) {
        return evaluate(at, sink, true);
    }

    private double evaluate(float[] at, VectorSink sink, boolean withGradient) {
        this.sink = sink;
        this.withGradient = withGradient;
        double whole = begin(at);
        team.run(evaluation);
        double sum = 0;
        for (double partLoss : partLosses) {
            sum += partLoss;
        }
        return sum + whole;
    }

    private void evaluate(int part, int parts) {
        partLosses[part] = forward(part, withGradient);
        if (withGradient) {
            team.barrier();
            backward(part, sink);
        }
    }
}
