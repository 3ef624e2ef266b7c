package hourglass.model;

import hourglass.data.Matrix;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Network;
import hourglass.network.Propagation;
import hourglass.random.CounterRandom;
import hourglass.random.Seeds;

/** Chains of an RBM side by side, which draw hidden and visible units in turn, all of a kind at once. */
final class GibbsSampling {
    private final RbmShape shape;
    private final float[] parameters;
    private final int count;
    private final ThreadTeam team;
    private final Propagation up;
    private final Propagation down;

    /**
     * @param parameters with hidden biases that count once for an item
     * @param count of the chains
     */
    GibbsSampling(RbmShape shape, float[] parameters, int count, ThreadTeam team) {
        this.shape = shape;
        this.parameters = parameters;
        this.count = count;
        this.team = team;
        Network network = shape.network();
        this.up = new Propagation(network.encoder(), count, false, team);
        this.down = new Propagation(network.decoder(), count, false, team);
    }

    /** The means of the visible units after so many steps from units drawn by the visible biases alone. */
    Matrix run(int steps, long seed) {
        float[] visible = new float[Math.multiplyExact(count, shape.visible())];
        float[] hidden = new float[Math.multiplyExact(count, shape.hidden())];
        float[] means = passed(down, hidden);
        for (int step = 0; step < steps; step++) {
            draw(shape.visibleUnits(), means, visible, shape.visible(), Seeds.derive(seed, step, 0));
            float[] codes = passed(up, visible);
            draw(shape.hiddenUnits(), codes, hidden, shape.hidden(), Seeds.derive(seed, step, 1));
            means = passed(down, hidden);
        }
        return new Matrix(means, shape.visible());
    }

    private float[] passed(Propagation pass, float[] input) {
        pass.setInput(parameters, input, count);
        team.run((part, parts) -> pass.forward(part));
        return pass.output();
    }

    private static void draw(Units units, float[] means, float[] states, int columns, long seed) {
        for (int at = 0; at < means.length; at += columns) {
            units.sample(CounterRandom.key(seed, at / columns), 0, means, at, states, at, columns);
        }
    }
}
