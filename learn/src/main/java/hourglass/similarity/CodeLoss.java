package hourglass.similarity;

import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Network;
import hourglass.network.Propagation;
import hourglass.objective.Penalty;
import hourglass.optim.DifferentiableFunction;
import java.util.Arrays;

/** The sum of losses on the codes of a batch, of a network that ends with the code: nothing is reconstructed. */
final class CodeLoss implements DifferentiableFunction {
    private static final VectorSink NOWHERE = (from, length, values, offset) -> {};

    private final Network network;
    private final Propagation propagation;
    private final ThreadTeam team;
    private final Penalty[] losses;
    private final double[] partLosses;
    private final ThreadTeam.Task evaluation = this::evaluate;

    private float[] input = new float[0];
    private int rows;
    private VectorSink sink = NOWHERE;
    private boolean withGradient;

    /**
     * @param network without a decoder
     * @param propagation of its layers, with gradient
     */
    CodeLoss(Network network, Propagation propagation, Penalty[] losses, ThreadTeam team) {
        this.network = network;
        this.propagation = propagation;
        this.losses = losses;
        this.team = team;
        this.partLosses = new double[team.size()];
    }

    CodeLoss bind(float[] input, int rows) {
        this.input = input;
        this.rows = rows;
        return this;
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
    public double value(float[] at) {
        return evaluate(at, NOWHERE, false);
    }

    @Override
    public double gradient(float[] at, VectorSink sink) {
        return evaluate(at, sink, true);
    }

    private double evaluate(float[] at, VectorSink sink, boolean withGradient) {
        this.sink = sink;
        this.withGradient = withGradient;
        propagation.setInput(at, input, rows);
        for (Penalty loss : losses) {
            loss.prepare(at, input, rows);
        }
        team.run(evaluation);
        double sum = 0;
        for (double partLoss : partLosses) {
            sum += partLoss;
        }
        return sum;
    }

    private void evaluate(int part, int parts) {
        propagation.forward(part);
        double sum = 0;
        for (Penalty loss : losses) {
            sum += loss.evaluate(part, withGradient);
        }
        partLosses[part] = sum;
        if (withGradient) {
            team.barrier();
            setDelta(propagation.outputBlock(part));
            team.barrier();
            propagation.backward(part, Propagation.OutputGradient.NONE, sink);
        }
    }

    private void setDelta(Block block) {
        int last = network.depth() - 1;
        int units = network.codeSize();
        float[] delta = propagation.outputDelta();
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            Arrays.fill(delta, row * units + block.from(), row * units + block.to(), 0f);
        }
        for (Penalty loss : losses) {
            loss.addTo(delta, last, block);
        }
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            propagation
                    .outputActivation()
                    .timesDerivative(delta, propagation.output(), row * units + block.from(), block.width());
        }
    }
}
