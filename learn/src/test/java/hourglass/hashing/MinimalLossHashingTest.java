package hourglass.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.codes.BinaryCodes;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MinimalLossHashingTest {
    private static final int BITS = 4;

    private static float[] scores(long seed) {
        SplittableRandom random = Seeds.random(seed);
        float[] scores = new float[2 * BITS];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) random.nextGaussian();
        }
        return scores;
    }

    /** max over all pairs of codes of [loss + products with the scores], less the sum of all sizes of scores. */
    private static double boundByEnumeration(PairLoss loss, float[] scores, boolean similar) {
        double best = Double.NEGATIVE_INFINITY;
        double fixed = 0;
        for (float score : scores) {
            fixed += Math.abs(score);
        }
        for (int codes = 0; codes < 1 << (2 * BITS); codes++) {
            double value = loss.at(Integer.bitCount((codes ^ (codes >> BITS)) & ((1 << BITS) - 1)), similar);
            for (int i = 0; i < 2 * BITS; i++) {
                value += ((codes >> i) & 1) == 1 ? scores[i] : -scores[i];
            }
            best = Math.max(best, value);
        }
        return best - fixed;
    }

    @Property(tries = 100)
    void findsTheMaximumOfTheBoundOverAllCodes(
            @ForAll @IntRange(max = 10_000) int seed,
            @ForAll boolean similar,
            @ForAll @IntRange(min = 1, max = 4) int radius) {
        PairLoss loss = new PairLoss(BITS, radius, 0.5);
        float[] scores = scores(seed);
        assertThat(loss.gradient(scores, 0, BITS, similar, new float[2 * BITS]))
                .isCloseTo(boundByEnumeration(loss, scores, similar), within(1e-5));
    }

    @Property(tries = 100)
    void boundsTheLossFromAbove(@ForAll @IntRange(max = 10_000) int seed, @ForAll boolean similar) {
        PairLoss loss = new PairLoss(BITS, 2, 0.5);
        float[] scores = scores(seed);
        double bound = loss.gradient(scores, 0, BITS, similar, new float[2 * BITS]);
        assertThat(bound).isGreaterThanOrEqualTo(loss.at(PairLoss.distance(scores, 0, BITS, BITS), similar) - 1e-6);
    }

    @Property(tries = 100)
    void hasTheGradientOfTheBound(@ForAll @IntRange(max = 10_000) int seed, @ForAll boolean similar) {
        PairLoss loss = new PairLoss(BITS, 2, 0.5);
        float[] scores = scores(seed);
        float[] gradient = new float[2 * BITS];
        loss.gradient(scores, 0, BITS, similar, gradient);
        float step = 1e-4f;
        for (int i = 0; i < scores.length; i++) {
            float[] above = scores.clone();
            float[] below = scores.clone();
            above[i] += step;
            below[i] -= step;
            double slope = (boundByEnumeration(loss, above, similar) - boundByEnumeration(loss, below, similar))
                    / ((double) above[i] - below[i]);
            // The bound is piecewise linear: where a corner lies within the step, the slope is between those on both
            // sides.
            float[] one = new float[2 * BITS];
            float[] other = new float[2 * BITS];
            loss.gradient(above, 0, BITS, similar, one);
            loss.gradient(below, 0, BITS, similar, other);
            if (one[i] == other[i]) {
                assertThat(gradient[i]).isCloseTo((float) slope, within(1e-2f));
            }
        }
    }

    @Test
    void lowersTheLossOfPairsOfClasses() {
        Rows data = Vectors.classes(300, 10, 4, 1);
        MinimalLossHashing method = MinimalLossHashing.of(16).withLabels().withRadius(4);
        assertThat(loss(method.withEpochs(10).fit(data), data))
                .isLessThan(0.5 * loss(method.withEpochs(0).fit(data), data));
    }

    private static double loss(LinearHasher hasher, Rows data) {
        PairLoss loss = new PairLoss(16, 4, 0.5);
        BinaryCodes codes = hasher.binaryCodes(data);
        double sum = 0;
        for (int row = 4; row < data.count(); row++) {
            sum += loss.at(codes.distance(row, codes.code(row - 4)), true);
            sum += loss.at(codes.distance(row, codes.code(row - 1)), false);
        }
        return sum;
    }

    @Test
    void lowersTheLossOfPairsByDistance() {
        Rows data = Vectors.normal(500, 8, 1);
        MinimalLossHashing method = MinimalLossHashing.of(16).withRadius(4);
        Rows near = data.slice(0, 500);
        assertThat(nearness(method.withEpochs(10).fit(data), near))
                .isLessThan(nearness(method.withEpochs(0).fit(data), near));
    }

    /** The mean distance of a row's code to that of its nearest row, over the mean distance to any. */
    private static double nearness(LinearHasher hasher, Rows data) {
        TrainingPairs pairs = TrainingPairs.ofNeighbors(new Matrix(data.toArray(), data.columns()), 5);
        BinaryCodes codes = hasher.binaryCodes(data);
        double near = 0;
        double any = 0;
        for (int row = 0; row < data.count(); row++) {
            near += codes.distance(row, codes.code(pairs.similar()[row][0]));
            any += codes.distance(row, codes.code((row + 1) % data.count()));
        }
        return near / any;
    }
}
