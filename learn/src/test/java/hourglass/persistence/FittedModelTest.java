package hourglass.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.codes.Thresholds;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a fitted model gives is finite, or it says which row is at fault. */
class FittedModelTest {
    /** Two columns of deviation 1e-20, and a network that multiplies by 8 on the way up. */
    private static FittedModel model() {
        Network network =
                Network.autoencoder(List.of(2, 1), Activation.LINEAR, Activation.LINEAR, Activation.LINEAR, true);
        float[] parameters = new float[network.dimension()];
        Arrays.fill(parameters, 0, network.weightCount(), 8);
        return new FittedModel(
                new Autoencoder(network, parameters),
                new Standardization(new float[2], new float[] {1e-20f, 1e-20f}),
                DataDescription.of(Dataset.of(Rows.of(new float[2], 2))),
                new FitDescription("GAUSSIAN", Map.of(), 1, "1.0.0", Instant.EPOCH, List.of(), StopReason.FINISHED));
    }

    private static Rows rows(float first, float second) {
        return Rows.of(new float[] {0, 0, first, second}, 2);
    }

    @Test
    void namesANumberThatIsNotFinite() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model().encode(rows(1e-20f, Float.NaN)))
                .withMessageContaining("row 2, column 2: the number is missing");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model().withMissing().encode(rows(Float.NaN, Float.POSITIVE_INFINITY)))
                .withMessageContaining("row 2, column 2: Infinity is not a finite number");
    }

    @Test
    void namesTheModelThatLacksTheThresholdsItNeeds() {
        Thresholds thresholds = Thresholds.same(1, 0.5f);

        assertThat(model().withThresholds(thresholds).requireThresholds("m.safetensors"))
                .isEqualTo(thresholds);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model().requireThresholds("m.safetensors"))
                .withMessageContaining("m.safetensors")
                .withMessageContaining("it has no thresholds");
    }

    @Test
    void namesANumberThatTheTransformMakesInfinite() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model().encode(rows(1e30f, 0)))
                .withMessageContaining("after the model's transform: row 2, column 1");
    }

    @Test
    void namesARowWhoseCodeOverflows() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model().encode(rows((float) 2e18, (float) 2e18)))
                .withMessageContaining("row 2: is so far from the data");
    }

    @Test
    void givesAFiniteErrorWhereAReconstructionOverflows() {
        assertThat(model().errors(rows((float) 1e17, (float) 1e17))).containsExactly(0, Double.MAX_VALUE);
    }
}
