package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.random.Seeds;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KSparseTest {
    private static float[] code(float[] inputs, int units, int winners) {
        Network network = Network.autoencoder(
                MapShape.of(units),
                LayerSpec.parse("%d-k%d".formatted(units, winners)),
                Activation.LINEAR,
                Activation.LINEAR,
                Activation.LINEAR,
                false);
        float[] parameters = new float[network.dimension()];
        for (int i = 0; i < units; i++) {
            parameters[i * units + i] = 1;
        }
        try (ThreadTeam team = ThreadTeam.of(2)) {
            return new Autoencoder(network, parameters).encode(inputs, team);
        }
    }

    @Test
    void keepsTheLargestOfEachRow() {
        assertThat(code(new float[] {3, -1, 2, 5, -7, -2, -5, -3}, 4, 2)).containsExactly(3, 0, 0, 5, 0, -2, 0, -3);
    }

    @Test
    void ofEqualValuesTheFirstWin() {
        assertThat(code(new float[] {1, 1, 1, 1}, 4, 3)).containsExactly(1, 1, 1, 0);
    }

    @Property(tries = 50)
    void keepsExactlySoMany(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int units,
            @ForAll @IntRange(min = 1, max = 9) int rows) {
        SplittableRandom random = Seeds.random(seed);
        int winners = random.nextInt(1, units + 1);
        float[] inputs = new float[rows * units];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = 1 + random.nextFloat();
        }
        float[] code = code(inputs, units, winners);
        for (int row = 0; row < rows; row++) {
            int kept = 0;
            for (int i = row * units; i < (row + 1) * units; i++) {
                kept += code[i] != 0 ? 1 : 0;
            }
            assertThat(kept).isEqualTo(winners);
        }
    }
}
