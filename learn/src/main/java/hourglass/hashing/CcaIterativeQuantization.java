package hourglass.hashing;

import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.decomposition.LinearDiscriminants;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Encoder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Iterative quantisation of the directions in which rows correlate with their classes (CCA-ITQ; Y. Gong, S. Lazebnik, CVPR 2011, section
 * 3.3). Canonical correlation with indicators of classes has the directions v of {@link LinearDiscriminants}: with v'S<sub>w</sub>v = 1 and
 * v'S<sub>b</sub>v = l, the correlation is r = sqrt(l / (1 + l)), and the paper's direction, of unit variance and scaled by r, is
 * v sqrt(l) / (1 + l).
 *
 * <p>There is one direction fewer than classes; codes of more bits mix them, as the paper's do.
 *
 * @param bits of a code
 * @param shrinkage of the covariance within classes, see {@link LinearDiscriminants}; the paper's regularisation
 * @param iterations of signs and rotation
 * @param seed of the first rotation
 */
public record CcaIterativeQuantization(int bits, double shrinkage, int iterations, long seed)
        implements HashingMethod<LinearHasher> {
    private static final int BLOCK = 4096;

    public CcaIterativeQuantization {
        Sampling.checkBits(bits);
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations cannot be " + iterations);
        }
    }

    /** A shrinkage of 0.1, 50 iterations, seed 1. */
    public static CcaIterativeQuantization of(int bits) {
        return new CcaIterativeQuantization(bits, 0.1, 50, 1);
    }

    /** The same with another shrinkage, above 0 to 1. */
    public CcaIterativeQuantization withShrinkage(double shrinkage) {
        return new CcaIterativeQuantization(bits, shrinkage, iterations, seed);
    }

    /** The same with another seed. */
    public CcaIterativeQuantization withSeed(long seed) {
        return new CcaIterativeQuantization(bits, shrinkage, iterations, seed);
    }

    @Override
    public LinearHasher fit(Rows data, ThreadTeam team) {
        Rows labelled = requireLabels(data);
        int[] classes =
                IntStream.range(0, labelled.count()).map(labelled::label).toArray();
        int size = Math.min(
                Math.min(bits, labelled.columns()),
                (int) Arrays.stream(classes).distinct().count() - 1);
        LinearHasher discriminants =
                hasher(new LinearDiscriminants(shrinkage).fit(labelled, size, team), Sampling.centre(labelled, true));
        LinearHasher correlated = scaled(discriminants, classes, labelled, team);
        Rows sample = IterativeQuantization.sample(labelled, bits, seed);
        Matrix v = padded(correlated.encode(sample, team), bits);
        float[] rotation =
                IterativeQuantization.rotation(v, iterations, seed, team).rotation();
        // The other rows of the rotation meet columns of V that are 0.
        return correlated.rotated(Arrays.copyOf(rotation, size * bits), bits);
    }

    /**
     * The rows that have a class.
     *
     * @throws InputException if they are of fewer than two classes
     */
    static Rows requireLabels(Rows data) {
        int[] labelled = IntStream.range(0, data.count())
                .filter(row -> data.label(row) != Rows.UNLABELLED)
                .toArray();
        if (Arrays.stream(labelled).map(data::label).distinct().count() < 2) {
            throw new InputException(
                    "data",
                    "",
                    "have no two classes for a supervised hash to learn from",
                    "give rows with labels of two classes or more, or use a method without labels, such as itq");
        }
        return data.select(labelled);
    }

    private static LinearHasher hasher(Encoder discriminants, float[] mean) {
        int size = discriminants.codeSize();
        float[] directions = new float[size * mean.length];
        for (int i = 0; i < directions.length; i++) {
            directions[i % size * mean.length + i / size] = discriminants.parameters()[i];
        }
        return new LinearHasher(mean, directions);
    }

    /** Directions of unit variance in all rows, each times its correlation with the classes. */
    private static LinearHasher scaled(LinearHasher discriminants, int[] classes, Rows rows, ThreadTeam team) {
        double[] between = between(discriminants, classes, rows, team);
        int n = rows.columns();
        float[] directions = discriminants.directions().clone();
        for (int i = 0; i < directions.length; i++) {
            double l = between[i / n];
            directions[i] *= (float) (Math.sqrt(l) / (1 + l));
        }
        return new LinearHasher(discriminants.mean(), directions);
    }

    /** The variance of the means of classes in each unit of the code. */
    private static double[] between(LinearHasher discriminants, int[] classes, Rows rows, ThreadTeam team) {
        int size = discriminants.codeSize();
        int most = Arrays.stream(classes).max().orElseThrow() + 1;
        double[][] sums = new double[most][size];
        int[] counts = new int[most];
        for (int from = 0; from < rows.count(); from += BLOCK) {
            Matrix codes = discriminants.encode(rows.slice(from, Math.min(rows.count(), from + BLOCK)), team);
            for (int row = 0; row < codes.count(); row++) {
                counts[classes[from + row]]++;
                for (int unit = 0; unit < size; unit++) {
                    sums[classes[from + row]][unit] += codes.get(row, unit);
                }
            }
        }
        double[] between = new double[size];
        for (int label = 0; label < most; label++) {
            for (int unit = 0; unit < size && counts[label] > 0; unit++) {
                between[unit] += sums[label][unit] * sums[label][unit] / counts[label] / rows.count();
            }
        }
        return between;
    }

    /** With columns of 0 up to the number of bits. */
    private static Matrix padded(Matrix codes, int bits) {
        float[] padded = new float[Math.multiplyExact(codes.count(), bits)];
        for (int row = 0; row < codes.count(); row++) {
            System.arraycopy(codes.values(), row * codes.columns(), padded, row * bits, codes.columns());
        }
        return new Matrix(padded, bits);
    }
}
