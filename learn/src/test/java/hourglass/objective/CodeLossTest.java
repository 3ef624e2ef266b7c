package hourglass.objective;

import static hourglass.objective.NormalNumbers.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeLossTest {
    private static final int ROWS = 5;
    private static final int PIXELS = 36;

    private static Autoencoder model(String layers, Likelihood likelihood, boolean tied) {
        Network network = Network.autoencoder(
                new MapShape(6, 6, 1),
                LayerSpec.parse(layers),
                Activation.TANH,
                Activation.LINEAR,
                likelihood.canonicalActivation(),
                tied);
        return new Autoencoder(network, normal(network.dimension(), 0.4, 1));
    }

    private static float[] items(int missing) {
        SplittableRandom random = new SplittableRandom(2);
        float[] items = new float[ROWS * PIXELS];
        for (int i = 0; i < items.length; i++) {
            items[i] = i < missing ? Float.NaN : (float) random.nextDouble();
        }
        return items;
    }

    private static double byDefinition(Autoencoder model, Likelihood likelihood, float[] codes, float[] items) {
        float[] means = model.decode(codes);
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            double total = 0;
            double loss = 0;
            for (int i = row * PIXELS; i < (row + 1) * PIXELS; i++) {
                total += items[i];
                loss += Float.isNaN(items[i]) ? 0 : likelihood.value(items[i], means[i]);
            }
            sum += likelihood == Likelihood.MULTINOMIAL ? loss / total : loss;
        }
        return sum / ROWS;
    }

    @ParameterizedTest
    @CsvSource({
        "4, BERNOULLI, false, 0, 1",
        "8-4, BERNOULLI, false, 0, 2",
        "8-4, GAUSSIAN, true, 0, 1",
        "8-4, POISSON, false, 0, 3",
        "8-4, MULTINOMIAL, false, 0, 1",
        "8-4, BERNOULLI, true, 50, 2",
        "3c3p1-p2-4, BERNOULLI, false, 0, 2",
        "3c3s2p1-4, GAUSSIAN, true, 0, 2"
    })
    void isTheLossOfWhatIsDecodedAndItsGradientAgreesWithCentralDifferences(
            String layers, Likelihood likelihood, boolean tied, int missing, int threads) {
        Autoencoder model = model(layers, likelihood, tied);
        float[] items = items(missing);
        float[] codes = normal(ROWS * model.codeSize(), 1, 3);
        float[] gradient = new float[codes.length];
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            CodeLoss loss = new CodeLoss(model, likelihood, ROWS + 1, team).bind(items, ROWS);
            assertThat(loss.dimension()).isEqualTo(codes.length);
            double value = loss.gradient(codes, VectorSink.into(gradient));
            assertThat(value)
                    .isEqualTo(loss.value(codes))
                    .isCloseTo(byDefinition(model, likelihood, codes, items), within(1e-3));
        }
        for (int i = 0; i < codes.length; i++) {
            float at = codes[i];
            codes[i] = at + 0.01f;
            double above = byDefinition(model, likelihood, codes, items);
            codes[i] = at - 0.01f;
            double below = byDefinition(model, likelihood, codes, items);
            codes[i] = at;
            assertThat((double) gradient[i]).as("code %d", i).isCloseTo((above - below) / 0.02, within(1e-3));
        }
    }
}
