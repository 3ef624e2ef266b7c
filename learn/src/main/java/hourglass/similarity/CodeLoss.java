package hourglass.similarity;

import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Network;
import hourglass.network.Propagation;
import hourglass.objective.NetworkLoss;
import hourglass.objective.Penalty;
import java.util.Arrays;

/** The sum of losses on the codes of a batch, of a network that ends with the code: nothing is reconstructed. */
final class CodeLoss extends NetworkLoss {
    private final Penalty[] losses;
    private float[] input = new float[0];
    private int rows;

    /**
     * @param network without a decoder
     * @param propagation of its layers, with gradient
     */
    CodeLoss(Network network, Propagation propagation, Penalty[] losses, ThreadTeam team) {
        super(network, propagation, team);
        this.losses = losses;
    }

    CodeLoss bind(float[] input, int rows) {
        this.input = input;
        this.rows = rows;
        return this;
    }

    @Override
    protected double begin(float[] at) {
        propagation().setInput(at, input, rows);
        for (Penalty loss : losses) {
            loss.prepare(at, input, rows);
        }
        return 0;
    }

    @Override
    protected double forward(int part, boolean withGradient) {
        propagation().forward(part);
        double sum = 0;
        for (Penalty loss : losses) {
            sum += loss.evaluate(part, withGradient);
        }
        return sum;
    }

    @Override
    protected void backward(int part, VectorSink sink) {
        setDelta(propagation().outputBlock(part));
        team().barrier();
        propagation().backward(part, Propagation.OutputGradient.NONE, sink);
    }

    private void setDelta(Block block) {
        int last = network().depth() - 1;
        int units = network().codeSize();
        float[] delta = propagation().outputDelta();
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            Arrays.fill(delta, row * units + block.from(), row * units + block.to(), 0f);
        }
        for (Penalty loss : losses) {
            loss.addTo(delta, last, block);
        }
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            propagation()
                    .outputActivation()
                    .timesDerivative(delta, propagation().output(), row * units + block.from(), block.width());
        }
    }
}
