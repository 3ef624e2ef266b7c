package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;
import java.util.SplittableRandom;

/**
 * Binary reconstructive embeddings (B. Kulis, T. Darrell, NIPS 2009): bits that are signs of sums of kernels, such that the Hamming
 * distances of pairs reconstruct given distances. The objective is the sum over pairs of (d<sub>M</sub> - d<sub>R</sub>)<sup>2</sup> with
 * d<sub>R</sub> the share of bits that differ (equation 1), which falls one weight at a time: along a weight it is constant
 * between the points where some row changes its bit, and the best stretch is found by passing them all (section 3.2).
 *
 * <table><caption>The paper's symbols</caption>
 * <tr><td>W<sub>pq</sub></td><td>{@link KernelHasher#weights}</td></tr>
 * <tr><td>x<sub>pq</sub></td><td>{@link KernelHasher#anchors}, of which each bit weights {@code anchors}</td></tr>
 * <tr><td>s</td><td>{@code anchors}</td></tr>
 * <tr><td>d<sub>M</sub></td><td>0 within a class and 1 between classes; or half the squared distance over its mean, at most 1</td></tr>
 * </table>
 *
 * <p>It learns from a sample of rows and of pairs of them. The kernel is Gaussian, of the width of the mean squared distance, and is
 * centred on the sample, so that bits start balanced (W. Liu et al., CVPR 2012).
 *
 * @param bits of a code
 * @param supervised whether distances are those of classes; then half of the pairs are of one class
 * @param rows in the sample, at least 2
 * @param anchors with a weight in each bit
 * @param pairs of each row
 * @param sweeps over all weights, at most; fewer once the objective falls by less than 1 in 200
 * @param seed of sample, anchors, pairs and first weights
 */
public record BinaryReconstructiveEmbeddings(
        int bits, boolean supervised, int rows, int anchors, int pairs, int sweeps, long seed)
        implements HashingMethod<KernelHasher> {
    /** Rows that are anchors of some bit. */
    private static final int POOL = 300;

    private static final int WIDTH_PAIRS = 10_000;
    private static final double ENOUGH = 5e-3;

    public BinaryReconstructiveEmbeddings {
        Sampling.checkBits(bits);
        if (rows < 2 || anchors < 1 || pairs < 1 || sweeps < 0) {
            throw new IllegalArgumentException("%d rows, %d anchors, %d pairs and %d sweeps cannot all be used"
                    .formatted(rows, anchors, pairs, sweeps));
        }
    }

    /** From distances: 1,000 rows, 20 anchors a bit, 50 pairs a row, at most 10 sweeps, seed 1. */
    public static BinaryReconstructiveEmbeddings of(int bits) {
        return new BinaryReconstructiveEmbeddings(bits, false, 1_000, 20, 50, 10, 1);
    }

    /** The same from classes. */
    public BinaryReconstructiveEmbeddings withLabels() {
        return new BinaryReconstructiveEmbeddings(bits, true, rows, anchors, pairs, sweeps, seed);
    }

    /** The same from so many rows. */
    public BinaryReconstructiveEmbeddings withRows(int rows) {
        return new BinaryReconstructiveEmbeddings(bits, supervised, rows, anchors, pairs, sweeps, seed);
    }

    /** The same with so many anchors a bit. */
    public BinaryReconstructiveEmbeddings withAnchors(int anchors) {
        return new BinaryReconstructiveEmbeddings(bits, supervised, rows, anchors, pairs, sweeps, seed);
    }

    /** The same with another seed. */
    public BinaryReconstructiveEmbeddings withSeed(long seed) {
        return new BinaryReconstructiveEmbeddings(bits, supervised, rows, anchors, pairs, sweeps, seed);
    }

    @Override
    public KernelHasher fit(Rows data, ThreadTeam team) {
        Rows sample = Sampling.sample(supervised ? CcaIterativeQuantization.requireLabels(data) : data, rows, seed);
        Matrix x = new Matrix(sample.toArray(), sample.columns());
        double width = meanSquaredDistance(x);
        float[] pool = Sampling.sample(sample, POOL, Seeds.derive(seed, 1)).toArray();
        double gamma = 1 / width;
        float[] kernel = KernelHasher.kernel(x.values(), x.count(), pool, x.columns(), gamma);
        int m = pool.length / x.columns();
        double[] means = centre(kernel, m);
        WeightDescent descent = new WeightDescent(bits, kernel, m, pairs(x, sample, width));
        descent.start(Math.min(anchors, m), Seeds.random(seed, 2));
        double before = descent.objective();
        for (int sweep = 0; sweep < sweeps; sweep++) {
            descent.sweep();
            double after = descent.objective();
            if (before - after < ENOUGH * before) {
                break;
            }
            before = after;
        }
        float[] weights = descent.weights();
        float[] offsets = new float[bits];
        for (int bit = 0; bit < bits; bit++) {
            double offset = 0;
            for (int q = 0; q < m; q++) {
                offset += weights[bit * m + q] * means[q];
            }
            offsets[bit] = (float) offset;
        }
        return new KernelHasher(x.columns(), pool, weights, offsets, gamma);
    }

    /** Takes the mean of each column away. */
    private static double[] centre(float[] kernel, int m) {
        double[] means = new double[m];
        for (int i = 0; i < kernel.length; i++) {
            means[i % m] += kernel[i];
        }
        for (int q = 0; q < m; q++) {
            means[q] /= (double) kernel.length / m;
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] -= (float) means[i % m];
        }
        return means;
    }

    private double meanSquaredDistance(Matrix x) {
        SplittableRandom random = Seeds.random(seed, 3);
        double sum = 0;
        for (int i = 0; i < WIDTH_PAIRS; i++) {
            sum += x.squaredDistance(random.nextInt(x.count()), x, random.nextInt(x.count()));
        }
        // Of rows that are all the same, any width will do.
        return sum > 0 ? sum / WIDTH_PAIRS : 1;
    }

    private WeightDescent.Pairs pairs(Matrix x, Rows sample, double width) {
        SplittableRandom random = Seeds.random(seed, 4);
        TrainingPairs classes = supervised ? TrainingPairs.ofClasses(sample) : null;
        int count = Math.multiplyExact(x.count(), pairs);
        int[] first = new int[count];
        int[] second = new int[count];
        float[] targets = new float[count];
        for (int pair = 0; pair < count; pair++) {
            int row = pair / pairs;
            first[pair] = row;
            if (classes != null) {
                boolean same = pair % 2 == 0;
                second[pair] = same ? classes.similarTo(row, random) : classes.dissimilarTo(row, random);
                targets[pair] = same ? 0 : 1;
            } else {
                second[pair] = random.nextInt(x.count());
                targets[pair] = (float) Math.min(1, x.squaredDistance(row, x, second[pair]) / (2 * width));
            }
        }
        return new WeightDescent.Pairs(x.count(), first, second, targets);
    }
}
