package hourglass.eval;

import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.random.Seeds;
import java.util.SplittableRandom;

/** Small RBMs to hold estimates against sums over all states. */
final class SmallRbms {
    private SmallRbms() {}

    /** An RBM with parameters evenly spread over {@code -scale..scale}. */
    static Rbm random(RbmShape shape, double scale, long seed) {
        SplittableRandom random = Seeds.random(seed);
        float[] parameters = new float[shape.dimension()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (scale * (2 * random.nextDouble() - 1));
        }
        return new Rbm(shape, parameters);
    }

    /** All 2^n states of n units, one a row. */
    static float[] allStates(int n) {
        float[] states = new float[n * (1 << n)];
        for (int i = 0; i < states.length; i++) {
            states[i] = ((i / n) >> (i % n)) & 1;
        }
        return states;
    }
}
