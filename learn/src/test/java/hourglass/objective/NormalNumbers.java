package hourglass.objective;

import java.util.SplittableRandom;

/** Numbers to try an objective at. */
final class NormalNumbers {
    private NormalNumbers() {}

    /** Normally distributed about 0. */
    static float[] normal(int count, double deviation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}
