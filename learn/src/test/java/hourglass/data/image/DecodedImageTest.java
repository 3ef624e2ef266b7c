package hourglass.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in memory, as they come over a network. */
class DecodedImageTest {
    private static final ImageShape SHAPE = new ImageShape(20, 30, 3);

    @TempDir
    private Path folder;

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(1);
        for (int pixel = 0; pixel < 600; pixel++) {
            image.setRGB(pixel % 30, pixel / 30, random.nextInt());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void isTheSameFromMemoryAsFromAFile(String format) throws Exception {
        byte[] picture = picture(format);
        Path file = Files.write(folder.resolve("picture." + format), picture);

        assertThat(DecodedImage.read(picture, 600).pixels(SHAPE))
                .isEqualTo(DecodedImage.read(file).pixels(SHAPE));
    }

    @Test
    void isRefusedIfItHasMorePixelsThanAllowed() throws IOException {
        byte[] picture = picture("png");

        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> DecodedImage.read(picture, 599))
                .satisfies(refusal ->
                        assertThat(refusal.reason()).isEqualTo("is an image of 20x30, too large to decode in memory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void isRefusedOrReadWhereverItIsCutShort(String format) throws IOException {
        byte[] picture = picture(format);
        int refused = 0;
        for (int length = 0; length < picture.length; length += 7) {
            try {
                DecodedImage.read(Arrays.copyOf(picture, length), 600);
            } catch (UnreadableImageException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
