package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PoolingTest {
    @Property(tries = 60)
    void keepsTheLargestOfEveryWindow(
            @ForAll @IntRange(min = 2, max = 5) int window,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        MapShape image = new MapShape(height, width, channels);
        float[] x = numbers(3 * image.size());
        MaxPooling pooling = new MaxPooling(image, window);
        assertThat(output(List.of(pooling), x, threads)).containsExactly(pooled(pooling, x));
    }

    private static float[] pooled(MaxPooling pooling, float[] x) {
        MapShape image = pooling.image();
        MapShape maps = pooling.maps();
        float[] y = new float[x.length / image.size() * maps.size()];
        Arrays.fill(y, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
            int channel = i % image.channels();
            int column = i / image.channels() % image.width() / pooling.window();
            int row = i / image.channels() / image.width() % image.height() / pooling.window();
            int number = i / image.size();
            int at = ((number * maps.height() + row) * maps.width() + column) * image.channels() + channel;
            y[at] = Math.max(y[at], x[i]);
        }
        return y;
    }

    @Test
    void unpoolingPutsValuesWhereTheyWere() {
        float[] x = {
            1, 5, 2,
            3, 4, 9
        };
        MapShape image = new MapShape(2, 3, 1);
        float[] y = output(List.of(new MaxPooling(image, 2), new Unpooling(image, 2)), x, 1);
        assertThat(y).containsExactly(0, 5, 0, 0, 0, 9);
    }

    @Test
    void ofEqualOnesTheFirstIsTheLargest() {
        MapShape image = new MapShape(2, 2, 1);
        float[] y = output(List.of(new MaxPooling(image, 2), new Unpooling(image, 2)), new float[] {2, 7, 7, 7}, 1);
        assertThat(y).containsExactly(0, 7, 0, 0);
    }

    @Test
    void tellsTheSmallestDifferences() {
        MapShape image = new MapShape(2, 2, 1);
        float[] x = {0, Float.MIN_VALUE, -Float.MIN_VALUE, 0};
        float[] y = output(List.of(new MaxPooling(image, 2), new Unpooling(image, 2)), x, 1);
        assertThat(y).containsExactly(0, Float.MIN_VALUE, 0, 0);
    }

    @Test
    void unpoolingAloneSpreadsValuesOverTheirWindows() {
        float[] y = output(List.of(new Unpooling(new MapShape(2, 3, 1), 2)), new float[] {8, 6}, 1);
        assertThat(y).containsExactly(2, 2, 3, 2, 2, 3);
    }

    @Test
    void unpoolingUndoesThePoolingOfItsOwnMaps() {
        MapShape image = new MapShape(4, 4, 1);
        MapShape half = new MapShape(2, 2, 1);
        float[] x = numbers(16);
        float[] y = output(
                List.of(
                        new MaxPooling(image, 2),
                        new MaxPooling(half, 2),
                        new Unpooling(half, 2),
                        new Unpooling(image, 2)),
                x,
                1);
        float largest = 0;
        for (float value : x) {
            largest = Math.max(largest, value);
        }
        for (int i = 0; i < x.length; i++) {
            assertThat(y[i]).isEqualTo(x[i] == largest ? largest : 0f);
        }
    }

    @Test
    void codesAloneAreDecodedWithoutSwitches() {
        Network network = Network.autoencoder(
                new MapShape(4, 4, 1),
                LayerSpec.parse("2c3p1-p2u"),
                Activation.LINEAR,
                Activation.LINEAR,
                Activation.LINEAR,
                true);
        float[] parameters = numbers(network.dimension());
        Autoencoder model = new Autoencoder(network, parameters);
        float[] code = numbers(8);
        float[] twice = new float[8];
        for (int i = 0; i < 8; i++) {
            twice[i] = 2 * code[i];
        }
        float[] one = model.decode(code);
        float[] two = model.decode(twice);
        float[] none = model.decode(new float[8]);
        for (int i = 0; i < 16; i++) {
            assertThat(two[i] - none[i]).isCloseTo(2 * (one[i] - none[i]), Offset.offset(1e-4f));
        }
    }

    private static float[] output(List<Layer> layers, float[] x, int threads) {
        int rows = x.length / layers.get(0).inputs();
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            Propagation propagation = new Propagation(layers, rows, false, team);
            propagation.setInput(new float[0], x, rows);
            team.run((part, parts) -> propagation.forward(part));
            return propagation.output();
        }
    }

    private static float[] numbers(int count) {
        SplittableRandom random = new SplittableRandom(6);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
