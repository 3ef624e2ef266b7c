package hourglass.hashing;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;

/**
 * Locality-sensitive hashing by random hyperplanes: two items differ in a bit with the probability angle / pi (M. S. Charikar,
 * <i>Similarity estimation techniques from rounding algorithms</i>, STOC 2002).
 *
 * @param bits of a code
 * @param centred whether the hyperplanes go through the mean, so that angles are those around it; otherwise they go through 0, as
 *     cosine similarity wants, and a row of zeros has the code 0
 * @param seed of the hyperplanes
 */
public record RandomHyperplanes(int bits, boolean centred, long seed) implements HashingMethod<LinearHasher> {
    public RandomHyperplanes {
        Sampling.checkBits(bits);
    }

    /** Through the mean, seed 1. */
    public static RandomHyperplanes of(int bits) {
        return new RandomHyperplanes(bits, true, 1);
    }

    /** The same through the mean or through 0. */
    public RandomHyperplanes withCentred(boolean centred) {
        return new RandomHyperplanes(bits, centred, seed);
    }

    /** The same with another seed. */
    public RandomHyperplanes withSeed(long seed) {
        return new RandomHyperplanes(bits, centred, seed);
    }

    @Override
    public LinearHasher fit(Rows data, ThreadTeam team) {
        int numbers = Math.multiplyExact(bits, data.columns());
        return new LinearHasher(Sampling.centre(data, centred), Sampling.normal(numbers, Seeds.random(seed)));
    }
}
