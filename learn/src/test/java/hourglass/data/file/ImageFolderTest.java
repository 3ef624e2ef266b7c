package hourglass.data.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
    private static final ReadOptions DEFAULT = ReadOptions.DEFAULT;

    @TempDir
    private Path folder;

    @Test
    void greyImagesComeBackByteForByte() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        float[] expected = new float[256];
        for (int i = 0; i < 256; i++) {
            image.getRaster().setSample(i % 16, i / 16, 0, i);
            expected[i] = i / 255f;
        }
        write(image, "png", "grey.png");
        Dataset read = ImageFolder.read(folder, DEFAULT);
        assertThat(read.imageShape()).isEqualTo(new ImageShape(16, 16, 1));
        assertThat(read.rows().toArray()).isEqualTo(expected);
    }

    @Test
    void readsSixteenBitsByTheirUpperEight() throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 0x8080);
        write(image, "png", "deep.png");
        assertThat(ImageFolder.read(folder, DEFAULT).rows().toArray()).containsExactly(128 / 255f);
    }

    @Test
    void readsBlackAndWhite() throws IOException {
        write(filled(2, 1, BufferedImage.TYPE_BYTE_BINARY, Color.WHITE), "png", "white.png");
        Dataset read = ImageFolder.read(folder, DEFAULT);
        assertThat(requireNonNull(read.imageShape()).channels()).isEqualTo(1);
        assertThat(read.rows().toArray()).containsExactly(1, 1);
    }

    @Test
    void readsColour() throws IOException {
        write(filled(2, 1, BufferedImage.TYPE_INT_RGB, new Color(255, 51, 0)), "png", "colour.png");
        Dataset read = ImageFolder.read(folder, DEFAULT);
        assertThat(read.imageShape()).isEqualTo(new ImageShape(1, 2, 3));
        assertThat(read.rows().toArray()).containsExactly(1, 0.2f, 0, 1, 0.2f, 0);
    }

    @Test
    void readsColourAsGreyIfTold() throws IOException {
        write(filled(1, 1, BufferedImage.TYPE_INT_RGB, new Color(255, 0, 0)), "png", "red.png");
        assertThat(ImageFolder.read(folder, DEFAULT.withColour(false)).rows().toArray())
                .containsExactly(new float[] {0.299f}, within(0.003f));
    }

    @Test
    void readsGreyAsColourIfTold() throws IOException {
        write(filled(1, 1, BufferedImage.TYPE_BYTE_GRAY, Color.WHITE), "png", "white.png");
        assertThat(ImageFolder.read(folder, DEFAULT.withColour(true)).rows().toArray())
                .containsExactly(1, 1, 1);
    }

    @Test
    void transparentPixelsLieOnWhite() throws IOException {
        write(filled(1, 1, BufferedImage.TYPE_INT_ARGB, new Color(0, 0, 0, 0)), "png", "clear.png");
        assertThat(ImageFolder.read(folder, DEFAULT).rows().toArray()).containsExactly(1, 1, 1);
    }

    @Test
    void resizesByAveraging() throws IOException {
        BufferedImage image = filled(4, 2, BufferedImage.TYPE_BYTE_GRAY, Color.BLACK);
        image.getRaster().setSample(0, 0, 0, 200);
        write(image, "png", "dot.png");
        Dataset read = ImageFolder.read(folder, DEFAULT.withImageSize(1, 2));
        assertThat(read.imageShape()).isEqualTo(new ImageShape(1, 2, 1));
        assertThat(read.rows().toArray()).containsExactly(50 / 255f, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "JPEG", "gif", "bmp", "tif"})
    void readsOtherFormats(String suffix) throws IOException {
        String format = suffix.equals("JPEG") ? "jpg" : suffix;
        write(filled(8, 8, BufferedImage.TYPE_INT_RGB, Color.BLUE), format, "blue." + suffix);
        float[] values = ImageFolder.read(folder, DEFAULT).rows().toArray();
        assertThat(values).hasSize(8 * 8 * 3);
        assertThat(values[2]).isCloseTo(1, within(0.02f));
    }

    @Test
    void sortsByNameThroughAllFolders() throws IOException {
        write(grey(10), "png", "b/x.png");
        write(grey(20), "png", "a/z/y.png");
        write(grey(30), "png", "a/b.png");
        write(grey(40), "png", "c.png");
        Dataset read = ImageFolder.read(folder, DEFAULT.withWhite(1));
        assertThat(read.rows().toArray()).containsExactly(30, 20, 10, 40);
        assertThat(read.labels()).isNull();
    }

    @Test
    void subfoldersAreClasses() throws IOException {
        write(grey(1), "png", "dog/1.png");
        write(grey(2), "png", "cat/young/1.png");
        write(grey(3), "png", "dog/2.png");
        Labels labels = requireNonNull(ImageFolder.read(folder, DEFAULT).labels());
        assertThat(labels.names()).containsExactly("cat", "dog");
        assertThat(labels.classes()).containsExactly(0, 1, 1);
    }

    @Test
    void ignoresOtherFiles() throws IOException {
        write(grey(5), "png", "image.png");
        Files.writeString(folder.resolve("notes.txt"), "no image");
        Files.writeString(folder.resolve("._image.png"), "no image either");
        assertThat(ImageFolder.read(folder, DEFAULT).rows().count()).isEqualTo(1);
    }

    @Test
    void readsManyInOrder() throws IOException {
        for (int i = 0; i < 600; i++) {
            write(grey(i % 256), "png", "%03d.png".formatted(i));
        }
        float[] values = ImageFolder.read(folder, DEFAULT.withWhite(1)).rows().toArray();
        for (int i = 0; i < 600; i++) {
            assertThat(values[i]).isEqualTo(i % 256);
        }
    }

    @Test
    void refusesAFolderWithoutImages() throws IOException {
        refuses(folder, folder + ": holds no images");
    }

    @Test
    void refusesSizesThatDiffer() throws IOException {
        write(filled(4, 3, BufferedImage.TYPE_BYTE_GRAY, Color.RED), "png", "a.png");
        write(filled(3, 4, BufferedImage.TYPE_BYTE_GRAY, Color.RED), "png", "b.png");
        refuses(folder, "b.png: has 4x3 pixels (height x width), but the first image has 3x4; state a size");
    }

    @Test
    void refusesWhatOnlyHasTheNameOfAnImage() throws IOException {
        Path file = Files.writeString(folder.resolve("text.png"), "not an image");
        refuses(folder, file + ": is no image of a known format");
    }

    @Test
    void refusesImagesTooLargeForMemory() throws IOException {
        Path file = folder.resolve("huge.png");
        write(grey(0), "png", "huge.png");
        byte[] bytes = Files.readAllBytes(file);
        bytes[16] = 0x7F;
        bytes[20] = 0x7F;
        Files.write(file, bytes);
        refuses(folder, "huge.png: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
    void survivesCorruption(String format) throws IOException {
        BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 20; i++) {
            image.setRGB(i % 5, i / 5, i * 654_321);
        }
        write(image, format, "damaged." + format);
        Damage.survivedBy(
                folder.resolve("damaged." + format), file -> ImageFolder.read(folder, DEFAULT.withImageSize(2, 2)));
    }

    private static void refuses(Path path, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ImageFolder.read(path, DEFAULT))
                .withMessageContaining(message);
    }

    private static BufferedImage grey(int value) {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, value);
        return image;
    }

    private static BufferedImage filled(int width, int height, int type, Color colour) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    private void write(BufferedImage image, String format, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    }
}
