package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.network.Propagation;
import java.util.Arrays;

/** A {@link CodePenalty} on the outputs of one layer, evaluated by the first thread. */
final class CustomPenalty implements Penalty {
    private final CodePenalty penalty;
    private final Propagation pass;
    private final int layer;
    private final int units;
    private final float[] gradient;

    private int rows;

    CustomPenalty(CodePenalty penalty, Propagation pass, int layer, int units, int capacity) {
        this.penalty = penalty;
        this.pass = pass;
        this.layer = layer;
        this.units = units;
        this.gradient = new float[Math.multiplyExact(capacity, units)];
    }

    @Override
    public void prepare(float[] parameters, float[] input, int rows) {
        this.rows = rows;
    }

    @Override
    public double evaluate(int part, boolean withGradient) {
        if (part > 0) {
            return 0;
        }
        Arrays.fill(gradient, 0, rows * units, 0f);
        return penalty.evaluate(pass.output(layer), rows, units, gradient);
    }

    @Override
    public void addTo(float[] gradient, int layer, Block block) {
        if (layer != this.layer) {
            return;
        }
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            Elementwise.add(gradient, this.gradient, row * units + block.from(), block.width());
        }
    }
}
