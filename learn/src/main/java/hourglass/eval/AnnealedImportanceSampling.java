package hourglass.eval;

import hourglass.data.Rows;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import java.util.Arrays;

/**
 * Estimates log Z of a restricted Boltzmann machine (RBM) of any size: chains go from an RBM whose Z is known, step by step,
 * to the one in question, and the ratios of unnormalised probabilities on the way multiply to an unbiased estimate of the
 * ratio of the two Z (R. Salakhutdinov and I. Murray, <i>On the quantitative analysis of deep belief networks</i>, ICML
 * 2008, section 4.1).
 *
 * <p>At inverse temperature beta the RBM has the weights beta W and the visible biases (1 - beta) a + beta b; the hidden
 * biases stay c. At beta = 0 all units are independent, and a is chosen so that their means are the data's. The paper
 * scales c as well and begins with fair hidden units; the estimate is unbiased either way.
 *
 * <p>The paper's symbols as fields and variables, here and in {@link AnnealedChains}:
 *
 * <ul>
 *   <li>M and K, the numbers of chains and of steps: {@code chains} and {@code temperatures},
 *   <li>beta_k: {@code beta(step)}; its biases (1 - beta) a + beta b: {@code biases}, those before: {@code biasesBefore},
 *   <li>a: {@code startBiases}; W, b and c: the RBM's {@code parameters},
 *   <li>v and h of every chain: {@code visible} and {@code hidden}; v W: {@code products},
 *   <li>log Z_A: {@code startLog}; log w of every chain: {@code logRatios}; the mean of w / max w: {@code mean}.
 * </ul>
 *
 * @param chains how many, at least 2; the paper takes 100
 * @param temperatures the number of steps, at least 1; the paper takes 14,500
 * @param seed of the chains
 */
public record AnnealedImportanceSampling(int chains, int temperatures, long seed) {
    public AnnealedImportanceSampling {
        if (chains < 2 || temperatures < 1) {
            throw new IllegalArgumentException(
                    "2 or more chains and 1 or more temperatures, not %d and %d".formatted(chains, temperatures));
        }
    }

    /** The paper's effort: 100 chains and 14,500 temperatures. */
    public static AnnealedImportanceSampling of(long seed) {
        return new AnnealedImportanceSampling(100, 14_500, seed);
    }

    /**
     * Estimates log Z.
     *
     * @param rbm the RBM whose Z is estimated
     * @param data whose column means the chains' start has; a sample will do
     * @param team the threads that share the chains
     */
    public PartitionFunction estimate(Rbm rbm, Rows data, ThreadTeam team) {
        PartitionFunction.requireNoCounts(rbm.shape());
        if (data.columns() != rbm.visible()) {
            throw new IllegalArgumentException(
                    "%d columns of data for %d visible units".formatted(data.columns(), rbm.visible()));
        }
        float[] startBiases = startBiases(rbm.shape(), data);
        double[] logRatios = new double[chains];
        team.run((part, parts) -> {
            int from = Block.start(chains, part, parts);
            int to = Block.start(chains, part + 1, parts);
            if (to > from) {
                new AnnealedChains(rbm, startBiases, from, to - from, seed).run(this, logRatios);
            }
        });
        return estimate(startLog(rbm, startBiases), logRatios);
    }

    /** As {@link #estimate(Rbm, Rows, ThreadTeam)}, on the threads of this process. */
    public PartitionFunction estimate(Rbm rbm, Rows data) {
        return estimate(rbm, data, ThreadTeam.shared());
    }

    private static float[] startBiases(RbmShape shape, Rows data) {
        double[] sums = new double[data.columns()];
        float[] row = new float[data.columns()];
        for (int i = 0; i < data.count(); i++) {
            data.read(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                sums[j] += row[j];
            }
        }
        float[] biases = new float[sums.length];
        for (int j = 0; j < biases.length; j++) {
            double mean = sums[j] / data.count();
            // As the paper does, short of certainty: a unit that never is on in the data may be on in the model.
            double odds = (mean + 0.05) / (1 - mean + 0.05);
            biases[j] = (float) (shape.visibleUnits() == Units.BERNOULLI ? Math.log(odds) : mean);
        }
        return biases;
    }

    /** log Z of the RBM at beta = 0. */
    private static double startLog(Rbm rbm, float[] startBiases) {
        RbmShape shape = rbm.shape();
        double log = 0;
        for (float bias : startBiases) {
            log += shape.visibleUnits().logSum(bias, bias);
        }
        for (int j = 0; j < shape.hidden(); j++) {
            float bias = rbm.parameters()[shape.hiddenBiasOffset() + j];
            log += shape.hiddenUnits().logSum(bias, bias);
        }
        return log;
    }

    /** Averages the ratios; the error of the logarithm is the relative error of the average. */
    private static PartitionFunction estimate(double startLog, double[] logRatios) {
        double largest = Arrays.stream(logRatios).max().orElseThrow();
        double[] ratios =
                Arrays.stream(logRatios).map(log -> Math.exp(log - largest)).toArray();
        double mean = Arrays.stream(ratios).average().orElseThrow();
        double squares = Arrays.stream(ratios).map(r -> (r - mean) * (r - mean)).sum();
        double error = Math.sqrt(squares / (ratios.length - 1) / ratios.length);
        return new PartitionFunction(startLog + largest + Math.log(mean), error / mean);
    }

    /** The inverse temperature after a step, spaced as in the paper: a 29th up to 0.5, 8 up to 0.9, 20 up to 1. */
    double beta(int step) {
        double at = 29.0 * step / temperatures;
        return at < 1 ? 0.5 * at : at < 9 ? 0.5 + 0.4 * (at - 1) / 8 : 0.9 + 0.1 * (at - 9) / 20;
    }
}
