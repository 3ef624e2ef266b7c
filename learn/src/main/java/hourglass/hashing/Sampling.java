package hourglass.hashing;

import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.random.Seeds;
import hourglass.random.Shuffle;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What methods draw at random, and where they begin. */
final class Sampling {
    private Sampling() {}

    /** Refuses a code of no bits. */
    static int checkBits(int bits) {
        if (bits < 1) {
            throw new IllegalArgumentException("codes have at least 1 bit, not " + bits);
        }
        return bits;
    }

    /** Up to so many rows of data, in their order. */
    static Rows sample(Rows data, int most, long seed) {
        if (data.count() <= most) {
            return data;
        }
        Shuffle shuffle = new Shuffle(Seeds.derive(seed, -1), 0, data.count());
        return data.select(IntStream.range(0, most).map(shuffle::at).sorted().toArray());
    }

    /** Independent standard normal numbers. */
    static float[] normal(int size, SplittableRandom random) {
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** The mean of each column, or 0. */
    static float[] centre(Rows data, boolean centred) {
        return centred ? Standardization.fit(data).mean() : new float[data.columns()];
    }
}
