package hourglass.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.EncoderDecoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.random.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedReconstructionTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);
    /** A category of three values between numbers. */
    private static final ColumnLayout LAYOUT = new ColumnLayout(
            new int[] {0, 1, 4, 5, 6}, new int[] {1, 3, 1, 1, 1}, new boolean[] {false, true, false, false, false}, 7);

    @AfterAll
    static void close() {
        TEAM.close();
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = Seeds.random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Masks the columns of one group, as the definition says. */
    private static float[] masked(EncoderDecoder model, float[] rows, int groups) {
        float[] expected = new float[rows.length];
        for (int column = 0; column < LAYOUT.columns(); column++) {
            float[] input = rows.clone();
            for (int other = column % groups; other < LAYOUT.columns(); other += groups) {
                for (int row = 0; row < rows.length; row += LAYOUT.values()) {
                    for (int i = 0; i < LAYOUT.widths()[other]; i++) {
                        input[row + LAYOUT.places()[other] + i] = 0;
                    }
                }
            }
            float[] again = model.decode(model.encode(input, TEAM), TEAM);
            for (int row = 0; row < rows.length; row += LAYOUT.values()) {
                for (int i = 0; i < LAYOUT.widths()[column]; i++) {
                    int at = row + LAYOUT.places()[column] + i;
                    expected[at] = again[at];
                }
            }
        }
        return expected;
    }

    @ParameterizedTest
    @CsvSource({"2, false, 1", "2, true, 1", "64, false, 1", "64, true, 2"})
    void isWhatMaskedRowsBecome(int groups, boolean tied, int hidden) {
        List<Integer> sizes = hidden == 1 ? List.of(7, 4) : List.of(7, 5, 3);
        Network network = Network.autoencoder(sizes, Activation.TANH, Activation.SIGMOID, Activation.LINEAR, tied);
        EncoderDecoder model = new Autoencoder(network, random(network.dimension(), 1));
        float[] rows = random(5 * 7, 2);

        float[] made = new MaskedReconstruction(model, LAYOUT, groups, TEAM).fromTheOthers(rows);

        assertThat(made).containsExactly(masked(model, rows, Math.min(groups, 5)), within(1e-5f));
    }
}
