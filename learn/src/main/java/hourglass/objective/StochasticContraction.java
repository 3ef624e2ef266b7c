package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Network;
import hourglass.network.Propagation;
import hourglass.random.CounterRandom;

/**
 * {@link Contraction.Stochastic} of an encoder of any kind: L = lambda |f(x + e) - f(x)|^2 / deviation^2 / rows. Its derivative
 * by f(x) is added to the codes' gradient; that by f(x + e), the same with the other sign, goes back through a second pass,
 * {@code twin}.
 */
final class StochasticContraction implements Penalty {
    private final Contraction.Stochastic options;
    private final Propagation pass;
    private final int code;
    private final int inputs;
    private final int units;
    private final ThreadTeam team;
    /** The encoder with noise on its input. */
    private final Propagation twin;

    private final float[] noisy;
    /** The penalty's derivative by the codes without noise; that by the noisy ones is its negative. */
    private final float[] outputGradients;

    private final float[] twinGradient;
    private final VectorSink twinSink;

    private int rows;

    StochasticContraction(
            Contraction.Stochastic options, Network network, Propagation pass, int capacity, ThreadTeam team) {
        this.options = options;
        this.pass = pass;
        this.code = network.encoderDepth() - 1;
        this.inputs = network.visible();
        this.units = network.codeSize();
        this.team = team;
        this.twin = new Propagation(network.encoder(), capacity, true, team);
        this.noisy = new float[Math.multiplyExact(capacity, inputs)];
        this.outputGradients = new float[Math.multiplyExact(capacity, units)];
        this.twinGradient = new float[network.dimension()];
        this.twinSink = VectorSink.into(twinGradient);
    }

    @Override
    public void draw(int part, float[] input, int rows, long seed) {
        int from = Block.start(rows, part, team.size()) * inputs;
        int to = Block.start(rows, part + 1, team.size()) * inputs;
        long key = CounterRandom.key(seed, 1);
        CounterRandom.normal(key, from, (float) options.deviation(), input, from, noisy, from, to - from);
    }

    @Override
    public void prepare(float[] parameters, float[] input, int rows) {
        this.rows = rows;
        twin.setInput(parameters, noisy, rows);
    }

    @Override
    public double evaluate(int part, boolean withGradient) {
        twin.forward(part);
        float[] clean = pass.output(code);
        float[] moved = twin.output();
        float[] delta = twin.outputDelta();
        double weight = options.lambda() / (options.deviation() * options.deviation()) / rows;
        float factor = (float) (2 * weight);
        Block block = twin.outputBlock(part);
        double sum = 0;
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            int at = row * units + block.from();
            for (int i = at; i < at + block.width(); i++) {
                float difference = moved[i] - clean[i];
                sum += difference * difference;
                outputGradients[i] = -factor * difference;
                delta[i] = factor * difference;
            }
            twin.outputActivation().timesDerivative(delta, moved, at, block.width());
        }
        if (withGradient) {
            team.barrier();
            twin.backward(part, Propagation.OutputGradient.NONE, twinSink);
        }
        return weight * sum;
    }

    @Override
    public void addTo(float[] gradient, int layer, Block block) {
        if (layer != code) {
            return;
        }
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            int at = row * units + block.from();
            Elementwise.add(gradient, outputGradients, at, block.width());
        }
    }

    @Override
    public void addDirectly(int from, int length, float[] values, int offset) {
        Elementwise.add(values, offset, length, twinGradient, from);
    }
}
