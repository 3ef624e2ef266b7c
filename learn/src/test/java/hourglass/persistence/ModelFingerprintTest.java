package hourglass.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.ImageShape;
import hourglass.data.Scaling;
import hourglass.data.Transform;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the fingerprint of a model depends on. */
class ModelFingerprintTest {
    private static final Autoencoder MODEL = model(0.5f);
    private static final DataDescription DATA =
            new DataDescription("pen.idx", 60_000, List.of(), new ImageShape(2, 3, 1), null);
    private static final FitDescription FIT = FitDescription.closedForm("BERNOULLI", Map.of("rate", 0.001), 1);

    private static Autoencoder model(float first) {
        Network network =
                Network.autoencoder(List.of(6, 3), Activation.RELU, Activation.LINEAR, Activation.SIGMOID, true);
        float[] parameters = new float[network.dimension()];
        parameters[0] = first;
        return new Autoencoder(network, parameters);
    }

    private static String fingerprint(
            Autoencoder model, Transform transform, DataDescription data, FitDescription fit) {
        return ModelFile.fingerprint(new FittedModel(model, transform, data, fit));
    }

    private static final String IDENTITY = fingerprint(MODEL, new Transform.Identity(), DATA, FIT);

    @Test
    void whenAndOnWhichFileAModelWasFittedChangesNothing() {
        FitDescription later = new FitDescription(
                FIT.likelihood(), FIT.options(), 8, "0.2.0", Instant.EPOCH, List.of(), StopReason.FINISHED);
        DataDescription moved = new DataDescription("other.idx", 7, List.of(), new ImageShape(2, 3, 1), null);
        assertThat(fingerprint(MODEL, new Transform.Identity(), moved, later)).isEqualTo(IDENTITY);
    }

    @Test
    void oneBitOfOneWeightChangesIt() {
        assertThat(fingerprint(model(Math.nextUp(0.5f)), new Transform.Identity(), DATA, FIT))
                .isNotEqualTo(IDENTITY);
    }

    @Test
    void whatIsDoneToTheDataBeforeChangesIt() {
        Scaling scaling = new Scaling(new float[6], new float[] {2, 2, 2, 2, 2, 2});
        assertThat(fingerprint(MODEL, scaling, DATA, FIT)).isNotEqualTo(IDENTITY);
        assertThat(fingerprint(MODEL, new Transform.Identity(), DATA, FIT.withOptions(Map.of("white", 255))))
                .isNotEqualTo(IDENTITY);
    }
}
