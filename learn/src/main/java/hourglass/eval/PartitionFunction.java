package hourglass.eval;

import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import java.util.Arrays;

/**
 * log Z of a restricted Boltzmann machine, in nats: what its unnormalised likelihoods lack.
 *
 * @param log the natural logarithm of Z, or an estimate
 * @param standardError of that estimate; 0 where it is exact
 */
public record PartitionFunction(double log, double standardError) {
    /** 2^25 states take minutes, for a hundred units in the other layer. */
    private static final int MOST_UNITS = 25;

    /**
     * Sums over all states of the smaller Bernoulli layer, of at most 25 units; the other layer's sum has a closed form.
     *
     * @throws IllegalArgumentException if the RBM has no such layer, or counts words
     */
    public static PartitionFunction exact(Rbm rbm) {
        RbmShape shape = rbm.shape();
        requireNoCounts(shape);
        int visible = shape.visibleUnits() == Units.BERNOULLI ? shape.visible() : Integer.MAX_VALUE;
        int hidden = shape.hiddenUnits() == Units.BERNOULLI ? shape.hidden() : Integer.MAX_VALUE;
        if (Math.min(visible, hidden) > MOST_UNITS) {
            throw new IllegalArgumentException(
                    "enumeration takes a layer of at most %d Bernoulli units, and %s has none"
                            .formatted(MOST_UNITS, shape));
        }
        return new PartitionFunction(hidden < visible ? sumOverHidden(rbm) : sumOverVisible(rbm), 0);
    }

    /** Every length of documents has a Z of its own. */
    static void requireNoCounts(RbmShape shape) {
        if (shape.visibleUnits().isCount()) {
            throw new IllegalArgumentException(
                    "an RBM of %s units has no single partition function".formatted(shape.visibleUnits()));
        }
    }

    /** The mean over items of log p(v), in nats. */
    public double meanLogLikelihood(Rbm rbm, float[] items) {
        return -Arrays.stream(rbm.freeEnergy(items)).average().orElseThrow() - log;
    }

    private static double sumOverHidden(Rbm rbm) {
        RbmShape shape = rbm.shape();
        float[] columns = new float[shape.weightCount()];
        for (int i = 0; i < shape.visible(); i++) {
            for (int j = 0; j < shape.hidden(); j++) {
                columns[j * shape.visible() + i] = rbm.parameters()[i * shape.hidden() + j];
            }
        }
        float[] own = biases(rbm, shape.hiddenBiasOffset(), shape.hidden());
        return sum(columns, own, biases(rbm, shape.visibleBiasOffset(), shape.visible()), shape.visibleUnits());
    }

    private static double sumOverVisible(Rbm rbm) {
        RbmShape shape = rbm.shape();
        float[] own = biases(rbm, shape.visibleBiasOffset(), shape.visible());
        return sum(rbm.parameters(), own, biases(rbm, shape.hiddenBiasOffset(), shape.hidden()), shape.hiddenUnits());
    }

    private static float[] biases(Rbm rbm, int from, int n) {
        return Arrays.copyOfRange(rbm.parameters(), from, from + n);
    }

    /** Visits the states in the order of a Gray code, in which each differs from the last by one unit. */
    private static double sum(float[] weights, float[] own, float[] other, Units otherUnits) {
        double[] inputs = new double[other.length];
        for (int j = 0; j < other.length; j++) {
            inputs[j] = other[j];
        }
        double weight = 0;
        double log = logSum(inputs, other, otherUnits);
        long state = 0;
        for (long count = 1; count < 1L << own.length; count++) {
            int unit = Long.numberOfTrailingZeros(count);
            state ^= 1L << unit;
            int sign = ((state >>> unit) & 1) == 1 ? 1 : -1;
            weight += sign * own[unit];
            for (int j = 0; j < other.length; j++) {
                inputs[j] += sign * weights[unit * other.length + j];
            }
            log = logAdd(log, weight + logSum(inputs, other, otherUnits));
        }
        return log;
    }

    private static double logSum(double[] inputs, float[] biases, Units units) {
        double sum = 0;
        for (int j = 0; j < inputs.length; j++) {
            sum += units.logSum(inputs[j], biases[j]);
        }
        return sum;
    }

    /** log(exp(a) + exp(b)). */
    private static double logAdd(double a, double b) {
        return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    }
}
