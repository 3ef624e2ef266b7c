package hourglass.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FilterStatisticsTest {
    private static final ImageShape SHAPE = new ImageShape(20, 20, 1);
    private static final Network NETWORK =
            Network.autoencoder(List.of(400, 2), Activation.SIGMOID, Activation.SIGMOID, Activation.SIGMOID, true);

    private static FilterStatistics of(float[] filter) {
        float[] parameters = new float[NETWORK.dimension()];
        for (int i = 0; i < 400; i++) {
            parameters[2 * i] = filter[i];
        }
        float[] items = noise(30 * 400);
        try (ThreadTeam team = ThreadTeam.of(1)) {
            return FilterStatistics.of(filter, SHAPE, new Autoencoder(NETWORK, parameters), Rows.of(items, 400), team);
        }
    }

    private static float[] noise(int count) {
        float[] noise = new float[count];
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < count; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    @Test
    void noiseIsNeitherSmoothNorLocal() {
        FilterStatistics noise = of(noise(400));
        assertThat(noise.smoothness()).isCloseTo(0, within(0.15));
        assertThat(noise.localisation()).isCloseTo(2 / 3.0, within(0.05));
    }

    @Test
    void aBlobIsSmoothAndLocal() {
        float[] blob = new float[400];
        for (int i = 0; i < 400; i++) {
            double right = (i % 20 - 6) / 2.0;
            double down = (i / 20 - 12) / 2.0;
            blob[i] = (float) Math.exp(-right * right - down * down);
        }
        assertThat(of(blob).smoothness()).isGreaterThan(0.7);
        assertThat(of(blob).localisation()).isGreaterThan(0.9);
    }

    @Test
    void equalWeightsAreNotLocalAtAll() {
        float[] equal = new float[400];
        Arrays.fill(equal, 0.3f);
        assertThat(of(equal).localisation()).isCloseTo(0, within(1e-6));
    }

    @Test
    void unitsThatNeverVaryAreDead() {
        assertThat(of(noise(400)).dead()).isEqualTo(0.5);
    }
}
