package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Propagation;
import java.util.Arrays;

/** {@link Sparsity} of the units of one layer. */
final class SparsityPenalty implements Penalty {
    /** Keeps the divergence finite where a unit is never, or always, active in a batch. */
    private static final float SMALL = 1e-6f;

    private final Sparsity sparsity;
    private final Propagation pass;
    private final int layer;
    private final int units;
    private final ThreadTeam team;
    /** By unit: the divergence's derivative by each of its outputs, the same in all rows; before, the sum of them. */
    private final float[] unitGradients;

    private int rows;

    SparsityPenalty(Sparsity sparsity, Propagation pass, int layer, int units, ThreadTeam team) {
        this.sparsity = sparsity;
        this.pass = pass;
        this.layer = layer;
        this.units = units;
        this.team = team;
        this.unitGradients = new float[units];
    }

    @Override
    public void prepare(float[] parameters, float[] input, int rows) {
        this.rows = rows;
    }

    @Override
    public double evaluate(int part, boolean withGradient) {
        int from = Block.start(units, part, team.size());
        int to = Block.start(units, part + 1, team.size());
        return sparsity instanceof Sparsity.KullbackLeibler divergence
                ? divergence(divergence, from, to)
                : sum(((Sparsity.L1) sparsity).lambda(), from, to);
    }

    private double sum(double lambda, int from, int to) {
        float[] code = pass.output(layer);
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            float rowSum = 0;
            for (int i = row * units + from; i < row * units + to; i++) {
                rowSum += Math.abs(code[i]);
            }
            sum += rowSum;
        }
        return lambda * sum / rows;
    }

    private double divergence(Sparsity.KullbackLeibler options, int from, int to) {
        float[] code = pass.output(layer);
        Arrays.fill(unitGradients, from, to, 0f);
        for (int row = 0; row < rows; row++) {
            for (int i = from; i < to; i++) {
                unitGradients[i] += code[row * units + i];
            }
        }
        double rate = options.rate();
        double sum = 0;
        for (int i = from; i < to; i++) {
            double mean = Math.min(Math.max(unitGradients[i] / rows, SMALL), 1 - SMALL);
            sum += rate * Math.log(rate / mean) + (1 - rate) * Math.log((1 - rate) / (1 - mean));
            unitGradients[i] = (float) (options.lambda() * ((1 - rate) / (1 - mean) - rate / mean) / rows);
        }
        return options.lambda() * sum;
    }

    @Override
    public void addTo(float[] gradient, int layer, Block block) {
        if (layer != this.layer) {
            return;
        }
        float[] code = pass.output(layer);
        float lambda = sparsity instanceof Sparsity.L1 l1 ? (float) l1.lambda() / rows : 0f;
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            for (int i = block.from(); i < block.to(); i++) {
                int at = row * units + i;
                gradient[at] += lambda * Math.signum(code[at]) + unitGradients[i];
            }
        }
    }
}
