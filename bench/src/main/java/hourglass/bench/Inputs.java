package hourglass.bench;

import hourglass.network.Layer;
import hourglass.random.Seeds;
import java.util.SplittableRandom;

/** Data and initial parameters, which both sides derive from the same seed. */
final class Inputs {
    /** So many batches take turns. */
    static final int BATCHES = 8;

    private static final long SEED = 1;
    /** Patterns that the rows of all batches are shades of. */
    static final int PATTERNS = 10;

    private Inputs() {}

    /**
     * The rows of a batch: noisy shades of a few patterns, so that there is something to learn. Bernoulli data lie in
     * 0..1, Gaussian ones about 0.
     */
    static float[] batch(Case one, int number) {
        return batch(one, number, new int[one.batch()]);
    }

    /** The classes of a batch's rows: which pattern each is a shade of. */
    static int[] classes(Case one, int number) {
        int[] classes = new int[one.batch()];
        batch(one, number, classes);
        return classes;
    }

    private static float[] batch(Case one, int number, int[] classes) {
        int columns = one.visible().size();
        float[] rows = new float[one.batch() * columns];
        SplittableRandom random = Seeds.random(SEED, 1, number);
        boolean fractions = one.likelihood() == hourglass.objective.Likelihood.BERNOULLI;
        for (int row = 0; row < one.batch(); row++) {
            classes[row] = random.nextInt(PATTERNS);
            SplittableRandom pattern = Seeds.random(SEED, 2, classes[row]);
            for (int i = 0; i < columns; i++) {
                double mix = 0.8 * pattern.nextDouble() + 0.2 * random.nextDouble();
                rows[row * columns + i] = (float) (fractions ? mix : 2 * mix - 1);
            }
        }
        return rows;
    }

    /** A layer's initial weights as its parameters hold them: uniform within the bounds of Glorot and Bengio (2010). */
    static float[] weights(int number, Layer layer) {
        SplittableRandom random = Seeds.random(SEED, 3, number);
        double bound = Math.sqrt(6.0 / (layer.fanIn() + layer.fanOut()));
        float[] weights = new float[layer.weightCount()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return weights;
    }
}
