package hourglass.data.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** On images whose pixels say where they are: image, line, column and channel as the digits of a number. */
class ImagePatchesTest {
    private static final int HEIGHT = 7;
    private static final int WIDTH = 9;

    private static Dataset images(int channels) {
        float[] pixels = new float[3 * HEIGHT * WIDTH * channels];
        for (int i = 0; i < pixels.length; i++) {
            int pixel = i / channels;
            pixels[i] = 1000 * (pixel / (HEIGHT * WIDTH))
                    + 100 * (pixel / WIDTH % HEIGHT)
                    + 10 * (pixel % WIDTH)
                    + i % channels;
        }
        ImageShape shape = new ImageShape(HEIGHT, WIDTH, channels);
        return new Dataset("images", Rows.of(pixels, shape.size()), List.of(), null, shape);
    }

    @Test
    void everyPatchIsAPieceOfAnImageAndAllPlacesCome() {
        for (int channels : new int[] {1, 3}) {
            Dataset patches = ImagePatches.of(images(channels), 4, 2000, 1, false);
            Set<Float> corners = new HashSet<>();
            float[] patch = new float[16 * channels];
            for (int row = 0; row < 2000; row++) {
                patches.rows().read(row, patch, 0);
                corners.add(patch[0]);
                for (int i = 0; i < patch.length; i++) {
                    int pixel = i / channels;
                    float expected = patch[0] + 100 * (pixel / 4) + 10 * (pixel % 4) + i % channels;
                    assertThat(patch[i]).isEqualTo(expected);
                }
            }
            // A place is missed with probability (1 - 1/72)^2000 < 1e-12.
            assertThat(corners).hasSize(3 * (HEIGHT - 3) * (WIDTH - 3));
            assertThat(patches.imageShape()).isEqualTo(new ImageShape(4, 4, channels));
        }
    }

    @Test
    void aRowIsTheSamePatchWheneverItIsRead() {
        Rows patches = ImagePatches.of(images(1), 3, 50, 2, false).rows();
        float[] all = patches.toArray();
        float[] again = new float[9];
        patches.read(17, again, 0);
        assertThat(again).containsExactly(Arrays.copyOfRange(all, 17 * 9, 18 * 9));
        assertThat(ImagePatches.of(images(1), 3, 50, 3, false).rows().toArray()).isNotEqualTo(all);
    }

    @Test
    void centredPatchesHaveNoMean() {
        float[] patch = new float[9];
        ImagePatches.of(images(1), 3, 5, 4, true).rows().read(2, patch, 0);
        double sum = 0;
        for (float value : patch) {
            sum += value;
        }
        assertThat(sum).isCloseTo(0, within(1e-3));
        assertThat(patch[8] - patch[0]).isEqualTo(220);
    }

    @Test
    void refusesPatchesLargerThanTheImages() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImagePatches.of(images(1), 8, 5, 1, false))
                .withMessageContaining("8x8")
                .withMessageContaining("7x9");
    }
}
