package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptionTest {
    private static final int N = 100_000;
    private static final float[] X = new float[N];

    static {
        Arrays.fill(X, 0.5f);
    }

    private static float[] corrupted(Corruption corruption, int seed) {
        float[] noisy = new float[N];
        corruption.apply(CounterRandom.key(seed, 0), 0, X, 0, N, noisy);
        return noisy;
    }

    private static double share(float[] values, float of) {
        return IntStream.range(0, N).filter(i -> values[i] == of).count() / (double) N;
    }

    @Test
    void maskingSetsItsShareToZeroAndLeavesTheRest() {
        float[] noisy = corrupted(new Corruption.Masking(0.25), 1);
        assertThat(share(noisy, 0f)).isCloseTo(0.25, within(0.01));
        assertThat(share(noisy, 0.5f)).isCloseTo(0.75, within(0.01));
    }

    @Test
    void saltComesAsOftenAsPepper() {
        float[] noisy = corrupted(new Corruption.SaltAndPepper(0.2, -1, 2), 1);
        assertThat(share(noisy, -1f)).isCloseTo(0.1, within(0.01));
        assertThat(share(noisy, 2f)).isCloseTo(0.1, within(0.01));
        assertThat(share(noisy, 0.5f)).isCloseTo(0.8, within(0.01));
    }

    @Test
    void gaussianNoiseHasItsDeviationAroundTheData() {
        float[] noisy = corrupted(new Corruption.Gaussian(0.3), 1);
        double mean = IntStream.range(0, N).mapToDouble(i -> noisy[i]).average().orElseThrow();
        double variance = IntStream.range(0, N)
                .mapToDouble(i -> (noisy[i] - mean) * (noisy[i] - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.01));
        assertThat(Math.sqrt(variance)).isCloseTo(0.3, within(0.01));
    }

    static List<Corruption> kinds() {
        return List.of(
                new Corruption.None(),
                new Corruption.Masking(0.25),
                Corruption.SaltAndPepper.of(0.25),
                new Corruption.Gaussian(0.25));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void picksAreTheComponentsThatChange(Corruption corruption) {
        float[] noisy = corrupted(corruption, 2);
        float[] picked = new float[N];
        corruption.picks(CounterRandom.key(2, 0), 0, picked, 0, N);
        for (int i = 0; i < N; i++) {
            assertThat(picked[i]).isEqualTo(noisy[i] == X[i] ? 0f : 1f);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void stretchesOfOneKeyMakeTheSameNoiseHoweverTheyAreCut(Corruption corruption) {
        float[] noisy = new float[N];
        long key = CounterRandom.key(3, 0);
        corruption.apply(key, 0, X, 0, 777, noisy);
        corruption.apply(key, 777, X, 777, N - 777, noisy);
        assertThat(noisy).isEqualTo(corrupted(corruption, 3));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void notationIsReadAsItIsWritten(Corruption corruption) {
        assertThat(Corruption.of(corruption.toString())).isEqualTo(corruption);
    }

    @ParameterizedTest
    @ValueSource(strings = {"masking", "masking:1", "masking:x", "gaussian:-1", "salt-and-pepper:0.1:2", "fog:1", ""})
    void refusesWhatIsNoCorruption(String text) {
        assertThatThrownBy(() -> Corruption.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lossComparesWithTheCleanInput() {
        // With all weights 0 the reconstruction is the bias, so the noise can't show but by the target.
        Network network =
                Network.autoencoder(List.of(4, 2), Activation.SIGMOID, Activation.SIGMOID, Activation.LINEAR, true);
        Batch batch = new Batch(1, 4);
        batch.fill(Rows.of(new float[] {1, 2, 3, 4}, 4), 0, 1);
        try (ThreadTeam team = ThreadTeam.of(1)) {
            double loss = new Reconstruction(
                            network, Likelihood.GAUSSIAN, Regularization.of(new Corruption.Masking(0.9)), 1, team)
                    .bind(batch, 1)
                    .value(new float[network.dimension()]);
            assertThat(loss).isEqualTo(0.5 * (1 + 4 + 9 + 16));
        }
    }

    @Test
    void emphasisCountsOnlyWhatItSays() {
        Network network =
                Network.autoencoder(List.of(4, 2), Activation.SIGMOID, Activation.SIGMOID, Activation.LINEAR, true);
        Batch batch = new Batch(1, 4);
        batch.fill(Rows.of(new float[] {1, 2, 3, 4}, 4), 0, 1);
        Regularization masked = Regularization.of(new Corruption.Masking(0.5));
        try (ThreadTeam team = ThreadTeam.of(1)) {
            double both = 0;
            for (Emphasis emphasis : List.of(new Emphasis(1, 0), new Emphasis(0, 1))) {
                double one = new Reconstruction(network, Likelihood.GAUSSIAN, masked.with(emphasis), 1, team)
                        .bind(batch, 5)
                        .value(new float[network.dimension()]);
                assertThat(one).isBetween(0.5, 14.5);
                both += one;
            }
            assertThat(both).isEqualTo(0.5 * (1 + 4 + 9 + 16));
        }
    }
}
