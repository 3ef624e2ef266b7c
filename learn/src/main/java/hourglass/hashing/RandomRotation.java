package hourglass.hashing;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.Qr;
import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;

/**
 * The signs of some coordinates of a random rotation: hyperplanes that are orthogonal to each other, whose bits estimate angles
 * with less variance than independent ones (J. Ji et al., <i>Super-bit locality-sensitive hashing</i>, NIPS 2012). With as many bits
 * as columns it is the whole rotation, which {@link RaBitQ} needs.
 *
 * @param bits of a code, at most the columns of the data
 * @param centred whether the hyperplanes go through the mean rather than through 0
 * @param seed of the rotation
 */
public record RandomRotation(int bits, boolean centred, long seed) implements HashingMethod<LinearHasher> {
    public RandomRotation {
        Sampling.checkBits(bits);
    }

    /** Around the mean, seed 1. */
    public static RandomRotation of(int bits) {
        return new RandomRotation(bits, true, 1);
    }

    /** The same around the mean or around 0. */
    public RandomRotation withCentred(boolean centred) {
        return new RandomRotation(bits, centred, seed);
    }

    /** The same with another seed. */
    public RandomRotation withSeed(long seed) {
        return new RandomRotation(bits, centred, seed);
    }

    @Override
    public LinearHasher fit(Rows data, ThreadTeam team) {
        if (bits > data.columns()) {
            throw new InputException(
                    "bits",
                    "",
                    "%d orthogonal directions of %d columns".formatted(bits, data.columns()),
                    "ask for at most %d, or use random hyperplanes (lsh)".formatted(data.columns()));
        }
        return new LinearHasher(Sampling.centre(data, centred), directions(data.columns(), bits, seed));
    }

    /** Orthonormal directions, row-major, one a row. */
    static float[] directions(int columns, int bits, long seed) {
        // Q of a Gaussian matrix, which the signs of a triangular factor can only mirror.
        float[] q = Sampling.normal(Math.multiplyExact(columns, bits), Seeds.random(seed));
        Qr.orthonormalize(q, columns, bits);
        float[] directions = new float[q.length];
        for (int i = 0; i < q.length; i++) {
            directions[i % bits * columns + i / bits] = q[i];
        }
        return directions;
    }
}
