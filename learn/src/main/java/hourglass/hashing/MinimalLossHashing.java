package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.Blas;
import hourglass.matrix.Elementwise;
import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Minimal loss hashing (M. Norouzi, D. J. Fleet, ICML 2011): hyperplanes whose codes lie within a radius of each other where items are
 * similar, and outside where they are not. The loss of a pair at Hamming distance m is max(0, m - rho + 1) if it is similar, and
 * lambda max(0, rho - m + 1) if not (equation 2); the hyperplanes descend its upper bound
 * max<sub>g,g'</sub> [loss(g, g') + g'W x + g''W x'] - max<sub>h</sub> h'W x - max<sub>h'</sub> h''W x' (equation 6).
 *
 * <table><caption>The paper's symbols</caption>
 * <tr><td>W</td><td>{@link LinearHasher#directions}</td></tr>
 * <tr><td>rho</td><td>{@code radius}</td></tr>
 * <tr><td>lambda</td><td>{@code dissimilarWeight}</td></tr>
 * <tr><td>eta</td><td>{@code learningRate}</td></tr>
 * </table>
 *
 * <p>It learns from a sample of rows, projected on their leading principal components and scaled to length 1. Half of the pairs
 * are similar: of one class, or one among the nearest hundredth of the other.
 *
 * @param bits of a code
 * @param supervised whether similar means of one class, rather than near
 * @param rows in the sample, at least 2
 * @param components that rows are projected on, at most
 * @param epochs of 10,000 pairs each
 * @param radius below which a pair counts as near; 0 for the one within which random hyperplanes have 30 % of the similar pairs
 * @param dissimilarWeight of the loss of pairs that are not similar
 * @param learningRate of the first epoch; it falls to 0 along a line
 * @param seed of sample, pairs and first hyperplanes
 */
public record MinimalLossHashing(
        int bits,
        boolean supervised,
        int rows,
        int components,
        int epochs,
        int radius,
        double dissimilarWeight,
        double learningRate,
        long seed)
        implements HashingMethod<LinearHasher> {
    private static final int BATCH = 100;
    private static final int BATCHES = 100;
    private static final double MOMENTUM = 0.9;
    private static final double WEIGHT_DECAY = 1e-4;

    public MinimalLossHashing {
        Sampling.checkBits(bits);
        if (rows < 2 || components < 1 || epochs < 0 || radius < 0 || !(dissimilarWeight > 0) || !(learningRate > 0)) {
            throw new IllegalArgumentException(
                    "%d rows, %d components, %d epochs, radius %d, weight %s and learning rate %s cannot all be used"
                            .formatted(rows, components, epochs, radius, dissimilarWeight, learningRate));
        }
    }

    /** From distances: 5,000 rows, 128 components, 50 epochs, weight 0.5, learning rate 0.1, seed 1. */
    public static MinimalLossHashing of(int bits) {
        return new MinimalLossHashing(bits, false, 5_000, 128, 50, 0, 0.5, 0.1, 1);
    }

    /** The same from classes. */
    public MinimalLossHashing withLabels() {
        return new MinimalLossHashing(
                bits, true, rows, components, epochs, radius, dissimilarWeight, learningRate, seed);
    }

    /** The same of another length. */
    public MinimalLossHashing withEpochs(int epochs) {
        return new MinimalLossHashing(
                bits, supervised, rows, components, epochs, radius, dissimilarWeight, learningRate, seed);
    }

    /** The same with another radius. */
    public MinimalLossHashing withRadius(int radius) {
        return new MinimalLossHashing(
                bits, supervised, rows, components, epochs, radius, dissimilarWeight, learningRate, seed);
    }

    /** The same with another seed. */
    public MinimalLossHashing withSeed(long seed) {
        return new MinimalLossHashing(
                bits, supervised, rows, components, epochs, radius, dissimilarWeight, learningRate, seed);
    }

    @Override
    public LinearHasher fit(Rows data, ThreadTeam team) {
        Rows sample = Sampling.sample(supervised ? CcaIterativeQuantization.requireLabels(data) : data, rows, seed);
        LinearHasher projection = SpectralHasher.projection(PrincipalComponents.fitLeading(sample, components, team));
        Matrix x = unitLength(projection.encode(sample, team));
        TrainingPairs pairs = supervised
                ? TrainingPairs.ofClasses(sample)
                : TrainingPairs.ofNeighbors(x, Math.max(1, x.count() / 100));
        float[] w = Sampling.normal(Math.multiplyExact(bits, x.columns()), Seeds.random(seed, 0));
        normalize(w, x.columns());
        int rho = radius > 0 ? radius : radius(x, pairs, w);
        descend(x, pairs, w, new PairLoss(bits, rho, dissimilarWeight));
        float[] rotation = new float[w.length];
        for (int i = 0; i < w.length; i++) {
            rotation[i % x.columns() * bits + i / x.columns()] = w[i];
        }
        return projection.rotated(rotation, bits);
    }

    private void descend(Matrix x, TrainingPairs pairs, float[] w, PairLoss loss) {
        int n = x.columns();
        float[] velocity = new float[w.length];
        float[] items = new float[2 * BATCH * n];
        float[] scores = new float[2 * BATCH * bits];
        float[] changes = new float[2 * BATCH * bits];
        for (int epoch = 0; epoch < epochs; epoch++) {
            float rate = (float) (learningRate * (1 - (double) epoch / epochs));
            SplittableRandom random = Seeds.random(seed, 1, epoch);
            for (int batch = 0; batch < BATCHES; batch++) {
                drawPairs(x, pairs, items, random);
                Blas.multiplyTransposed(2 * BATCH, bits, n, items, 0, n, w, 0, n, 0, scores, 0, bits);
                for (int pair = 0; pair < BATCH; pair++) {
                    int first = 2 * pair * bits;
                    loss.gradient(scores, first, first + bits, pair % 2 == 0, changes);
                }
                for (int i = 0; i < w.length; i++) {
                    velocity[i] = (float) (MOMENTUM * velocity[i] - rate * WEIGHT_DECAY * w[i]);
                }
                for (int i = 0; i < changes.length; i++) {
                    changes[i] *= -rate / BATCH;
                }
                Blas.transposedMultiply(bits, n, 2 * BATCH, changes, 0, bits, items, 0, n, 1, velocity, 0, n);
                for (int i = 0; i < w.length; i++) {
                    w[i] += velocity[i];
                }
            }
        }
    }

    /** The two rows of each pair one after the other; every other pair is similar. */
    private static void drawPairs(Matrix x, TrainingPairs pairs, float[] items, SplittableRandom random) {
        int n = x.columns();
        for (int pair = 0; pair < BATCH; pair++) {
            int row = random.nextInt(x.count());
            int other = pair % 2 == 0 ? pairs.similarTo(row, random) : pairs.dissimilarTo(row, random);
            System.arraycopy(x.values(), row * n, items, 2 * pair * n, n);
            System.arraycopy(x.values(), other * n, items, (2 * pair + 1) * n, n);
        }
    }

    /** The distance within which hyperplanes have 30 % of similar pairs. */
    private int radius(Matrix x, TrainingPairs pairs, float[] w) {
        SplittableRandom random = Seeds.random(seed, 2);
        int n = x.columns();
        float[] items = new float[2 * BATCH * n];
        float[] scores = new float[2 * BATCH * bits];
        int[] distances = new int[BATCHES * BATCH / 2];
        int found = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            drawPairs(x, pairs, items, random);
            Blas.multiplyTransposed(2 * BATCH, bits, n, items, 0, n, w, 0, n, 0, scores, 0, bits);
            for (int pair = 0; pair < BATCH; pair += 2) {
                distances[found++] = PairLoss.distance(scores, 2 * pair * bits, (2 * pair + 1) * bits, bits);
            }
        }
        Arrays.sort(distances);
        return Math.max(1, distances[found * 3 / 10]);
    }

    private static Matrix unitLength(Matrix rows) {
        float[] values = rows.values().clone();
        normalize(values, rows.columns());
        return new Matrix(values, rows.columns());
    }

    /** Scales rows to length 1; one of zeros stays. */
    private static void normalize(float[] values, int columns) {
        for (int at = 0; at < values.length; at += columns) {
            Elementwise.toUnitLength(values, at, columns);
        }
    }
}
