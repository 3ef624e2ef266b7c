package hourglass.objective;

import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.Autoencoder;
import hourglass.network.Layer;
import hourglass.network.Propagation;
import hourglass.optim.DifferentiableFunction;
import java.util.Arrays;
import java.util.List;

/**
 * The mean over some items x of -log p(x | mu) as a function of their codes, mu being what a decoder, which stays as it is, makes of them:
 * what is left to gain where an encoder has found a code in one pass.
 */
public final class CodeLoss implements DifferentiableFunction {
    private static final float[] EQUAL = {};

    private final Autoencoder model;
    private final Propagation propagation;
    private final OutputLoss output;
    private final ThreadTeam team;
    private final double[] partLosses;
    private final ThreadTeam.Task evaluation = this::evaluate;
    private float[] items = new float[0];
    private float[] emphases = EQUAL;
    private int rows;
    private boolean withGradient;
    private float[] codeGradient = new float[0];

    /**
     * @param model whose decoder is taken
     * @param loss of each element of an item
     * @param capacity the most items at a time
     * @param team the threads that share the work
     */
    public CodeLoss(Autoencoder model, Loss loss, int capacity, ThreadTeam team) {
        List<Layer> decoder = model.network().decoder();
        this.model = model;
        this.propagation = new Propagation(decoder, capacity, true, team);
        propagation.reserveInputDelta();
        this.output = new OutputLoss(loss, 1, propagation, decoder.get(decoder.size() - 1), team.size());
        this.team = team;
        this.partLosses = new double[team.size()];
    }

    /**
     * Makes this the function for some items.
     *
     * @param items row-major; NaN where a number is missing, which counts nothing
     * @param rows how many, at most the capacity
     * @return this, a function of as many codes, row-major
     */
    public CodeLoss bind(float[] items, int rows) {
        this.items = items;
        this.emphases = EQUAL;
        this.rows = rows;
        for (int i = 0; i < items.length; i++) {
            if (Float.isNaN(items[i])) {
                return bindMissing(items);
            }
        }
        return this;
    }

    private CodeLoss bindMissing(float[] given) {
        items = given.clone();
        emphases = new float[given.length];
        for (int i = 0; i < given.length; i++) {
            boolean missing = Float.isNaN(given[i]);
            items[i] = missing ? 0 : given[i];
            emphases[i] = missing ? 0 : 1;
        }
        return this;
    }

    @Override
    public int dimension() {
        return rows * model.codeSize();
    }

    @Override
    public int weightCount() {
        return 0;
    }

    @Override
    public double value(float[] at) {
        return evaluate(at, false);
    }

    @Override
    public double gradient(float[] at, VectorSink sink) {
        double value = evaluate(at, true);
        sink.accept(0, dimension(), codeGradient, 0);
        return value;
    }

    private double evaluate(float[] codes, boolean withGradient) {
        this.withGradient = withGradient;
        propagation.setInput(model.parameters(), codes, rows);
        team.run(evaluation);
        return Arrays.stream(partLosses).sum() / rows;
    }

    private void evaluate(int part, int parts) {
        propagation.forwardToOutputProduct(part);
        partLosses[part] = output.evaluate(part, items, emphases, rows);
        if (withGradient) {
            team.barrier();
            float[] gradient = propagation.backwardToInput(part);
            if (part == 0) {
                codeGradient = gradient;
            }
        }
    }
}
