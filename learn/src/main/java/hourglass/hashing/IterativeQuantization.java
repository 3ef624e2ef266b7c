package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;

/**
 * Principal components, rotated so that their signs lose least: iterative quantisation (Y. Gong, S. Lazebnik, <i>Iterative
 * quantization: a procrustean approach to learning binary codes</i>, CVPR 2011). It minimises |B - V R|<sup>2</sup> over the bits B, -1 or 1,
 * and the rotation R.
 *
 * <table><caption>The paper's symbols</caption>
 * <tr><td>X</td><td>the centred rows</td></tr>
 * <tr><td>W</td><td>{@link PrincipalComponents#components}, as columns; V = X W</td></tr>
 * <tr><td>R</td><td>the rotation; W R are {@link LinearHasher#directions}, as columns</td></tr>
 * <tr><td>c</td><td>{@code bits}</td></tr>
 * </table>
 *
 * <p>The components are those of all rows, read once; the rotation is that of a sample of them, which stays in memory.
 *
 * @param bits of a code, at most the directions that the data vary in
 * @param iterations of signs and rotation
 * @param seed of the first rotation
 */
public record IterativeQuantization(int bits, int iterations, long seed) implements HashingMethod<LinearHasher> {
    /** Numbers in the sample, 256 MiB. */
    private static final int MOST_NUMBERS = 1 << 26;

    private static final int MOST_ROWS = 1 << 16;

    public IterativeQuantization {
        Sampling.checkBits(bits);
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations cannot be " + iterations);
        }
    }

    /** The 50 iterations of the paper, seed 1. */
    public static IterativeQuantization of(int bits) {
        return new IterativeQuantization(bits, 50, 1);
    }

    /** The same with so many iterations; without any, the rotation is random. */
    public IterativeQuantization withIterations(int iterations) {
        return new IterativeQuantization(bits, iterations, seed);
    }

    /** The same with another seed. */
    public IterativeQuantization withSeed(long seed) {
        return new IterativeQuantization(bits, iterations, seed);
    }

    @Override
    public LinearHasher fit(Rows data, ThreadTeam team) {
        LinearHasher components = SpectralHasher.projection(PrincipalComponents.fit(data, bits, team));
        Matrix v = components.encode(sample(data, bits, seed), team);
        return components.rotated(rotation(v, iterations, seed, team).rotation(), bits);
    }

    /**
     * The rotation of rows whose signs about the mean lose least; a code that is turned by it keeps all distances, angles and inner
     * products, and has better bits.
     *
     * @param rows of codes, as a sample
     * @return row-major, as many rows and columns as a code has units: y becomes y R
     */
    public float[] rotationOf(Matrix rows, ThreadTeam team) {
        float[] mean = Sampling.centre(rows, true);
        float[] centred = rows.values().clone();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean[i % mean.length];
        }
        return rotation(new Matrix(centred, rows.columns()), iterations, seed, team)
                .rotation();
    }

    /** As {@link #rotationOf(Matrix, ThreadTeam)}, on the threads of this process. */
    public float[] rotationOf(Matrix rows) {
        return rotationOf(rows, ThreadTeam.shared());
    }

    static QuantizationRotation rotation(Matrix v, int iterations, long seed, ThreadTeam team) {
        float[] start = RandomRotation.directions(v.columns(), v.columns(), seed);
        return QuantizationRotation.fit(v, start, iterations, team);
    }

    static Rows sample(Rows data, int bits, long seed) {
        return Sampling.sample(data, Math.min(MOST_ROWS, MOST_NUMBERS / bits), seed);
    }
}
