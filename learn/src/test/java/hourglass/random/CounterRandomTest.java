package hourglass.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterRandomTest {
    private static final int N = 1 << 18;
    /** Six standard deviations of a mean of N numbers of unit variance: a right generator fails once in 500 million. */
    private static final double SIX_SIGMA = 6 / Math.sqrt(N);

    @Test
    void uniformNumbersFillTheirRangeEvenly() {
        int[] counts = new int[256];
        for (float u : uniform(CounterRandom.key(1, 0), 0)) {
            counts[(int) (u * counts.length)]++;
        }
        double expected = N / 256.0;
        double chiSquared = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        // 255 degrees of freedom: mean 255, standard deviation 22.6.
        assertThat(chiSquared).isBetween(255 - 6 * 22.6, 255 + 6 * 22.6);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.3", "4", "60", "200"})
    void poissonNumbersHaveTheirMeanAsMeanAndVariance(float mean) {
        float[] means = new float[N];
        Arrays.fill(means, mean);
        float[] drawn = new float[N];
        CounterRandom.poisson(CounterRandom.key(9, 0), 0, means, 0, drawn, 0, N);
        double sum = 0;
        double squares = 0;
        for (float count : drawn) {
            sum += count;
            squares += (count - mean) * (count - mean);
        }
        assertThat(sum / N).isCloseTo(mean, within(1e-9 + SIX_SIGMA * Math.sqrt(mean)));
        // The squared deviation has a variance of mean + 2 mean^2.
        assertThat(squares / N).isCloseTo(mean, within(1e-3 * mean + SIX_SIGMA * Math.sqrt(mean + 2 * mean * mean)));
    }

    @Test
    void multinomialDrawsAddUpAndComeInProportionToTheirMeans() {
        float[] means = {1.5f, 0, 0.25f, 3.25f};
        double[] sums = new double[4];
        float[] drawn = new float[4];
        int rows = N / 4;
        for (int row = 0; row < rows; row++) {
            CounterRandom.multinomial(CounterRandom.key(8, 0), 4 * row, means, 0, drawn, 0, 4);
            assertThat(drawn[0] + drawn[1] + drawn[2] + drawn[3]).isEqualTo(5);
            for (int i = 0; i < 4; i++) {
                sums[i] += drawn[i];
            }
        }
        for (int i = 0; i < 4; i++) {
            assertThat(sums[i] / rows).isCloseTo(means[i], within(2 * SIX_SIGMA * Math.sqrt(means[i])));
        }
    }

    @Test
    void normalNumbersAreAddedAsTheyAreDrawn() {
        float[] means = {1, -2, 0.5f};
        float[] drawn = new float[3];
        CounterRandom.normal(CounterRandom.key(7, 0), 5, 2, means, 0, drawn, 0, 3);
        CounterRandom.addNormal(CounterRandom.key(7, 0), 5, 2, means, 0, 3);
        assertThat(means).isEqualTo(drawn);
    }

    @Test
    void uniformNumbersNeverReachTheEnds() {
        for (float u : uniform(CounterRandom.key(2, 0), 0)) {
            assertThat(u).isStrictlyBetween(0f, 1f);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "0, 500", "1, 0", "1, 1"})
    void numbersOfNearbyCountersAndSequencesAreUncorrelated(int sequence, int shift) {
        float[] a = uniform(CounterRandom.key(3, 0), 0);
        float[] b = uniform(CounterRandom.key(3, sequence), shift);
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += 12 * (a[i] - 0.5) * (b[i] - 0.5);
        }
        assertThat(sum / N).isCloseTo(0, within(SIX_SIGMA));
    }

    @Test
    void numbersOfNearbySeedsAreUncorrelated() {
        float[] a = uniform(CounterRandom.key(4, 0), 0);
        float[] b = uniform(CounterRandom.key(5, 0), 0);
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += 12 * (a[i] - 0.5) * (b[i] - 0.5);
        }
        assertThat(sum / N).isCloseTo(0, within(SIX_SIGMA));
    }

    @Test
    void numberDependsOnItsCounterAlone() {
        float[] whole = uniform(CounterRandom.key(6, 0), 0);
        float[] stretch = new float[110];
        CounterRandom.uniform(CounterRandom.key(6, 0), 77, stretch, 10, 100);
        assertThat(Arrays.copyOfRange(stretch, 10, 110)).isEqualTo(Arrays.copyOfRange(whole, 77, 177));
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.1", "0.99", "0.001"})
    void bernoulliNumbersAreOnWithTheirProbability(float p) {
        float[] probabilities = new float[N];
        Arrays.fill(probabilities, p);
        float[] states = new float[N];
        CounterRandom.bernoulli(CounterRandom.key(7, 0), 0, probabilities, 0, states, 0, N);
        double sum = 0;
        for (float state : states) {
            assertThat(state == 0f || state == 1f).isTrue();
            sum += state;
        }
        assertThat(sum / N).isCloseTo(p, within(SIX_SIGMA * Math.sqrt(p * (1 - p))));
    }

    @Test
    void certainBernoulliNumbersAreNeverWrong() {
        float[] probabilities = new float[N];
        Arrays.fill(probabilities, N / 2, N, 1f);
        float[] states = new float[N];
        CounterRandom.bernoulli(CounterRandom.key(8, 0), 0, probabilities, 0, states, 0, N);
        assertThat(states).isEqualTo(probabilities);
    }

    @Test
    void normalNumbersHaveTheMomentsOfTheirDistribution() {
        float[] means = new float[N];
        Arrays.fill(means, 2f);
        float[] target = new float[N];
        CounterRandom.normal(CounterRandom.key(9, 0), 0, 1f, means, 0, target, 0, N);
        double[] moments = new double[5];
        for (float x : target) {
            for (int k = 1; k <= 4; k++) {
                moments[k] += Math.pow(x - 2, k) / N;
            }
        }
        // The variances of x, x^2, x^3 and x^4 are 1, 2, 15 and 96.
        assertThat(moments[1]).isCloseTo(0, within(SIX_SIGMA));
        assertThat(moments[2]).isCloseTo(1, within(SIX_SIGMA * Math.sqrt(2)));
        assertThat(moments[3]).isCloseTo(0, within(SIX_SIGMA * Math.sqrt(15)));
        assertThat(moments[4]).isCloseTo(3, within(SIX_SIGMA * Math.sqrt(96)));
    }

    @ParameterizedTest
    @CsvSource({"-3.0902323, 0.001", "-1.2815516, 0.1", "0, 0.5", "1.0364334, 0.85", "1.9599640, 0.975"})
    void normalNumbersLieBelowTheirQuantiles(float quantile, double p) {
        float[] target = new float[N];
        CounterRandom.normal(CounterRandom.key(10, 0), 0, 1f, new float[N], 0, target, 0, N);
        double below = 0;
        for (float x : target) {
            below += x < quantile ? 1 : 0;
        }
        assertThat(below / N).isCloseTo(p, within(SIX_SIGMA * Math.sqrt(p * (1 - p))));
    }

    private static float[] uniform(long key, int counter) {
        float[] numbers = new float[N];
        CounterRandom.uniform(key, counter, numbers, 0, N);
        return numbers;
    }
}
