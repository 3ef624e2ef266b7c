package hourglass.data.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
    private static final ReadOptions DEFAULT = ReadOptions.DEFAULT;

    @TempDir
    private Path folder;

    @Test
    void takesTheFoldersWithinASingleFolderForClasses() throws IOException {
        write(grey(1), "png", "all/cat/1.png");
        write(grey(1), "png", "all/dog/1.png");
        assertThat(requireNonNull(ImageFolder.read(folder, DEFAULT).labels()).names())
                .containsExactly("cat", "dog");
    }

    @Test
    void saysThatImagesBesideFoldersHaveNoClasses() throws IOException {
        write(grey(1), "png", "1.png");
        write(grey(1), "png", "dog/1.png");
        write(grey(1), "png", "cat/1.png");
        assertThat(ImageFolder.read(folder, DEFAULT).notes())
                .singleElement()
                .asString()
                .contains("there are no classes");
    }

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
    void idsArePathsWithinTheFolder() throws IOException {
        write(grey(1), "png", "dog/1.png");
        write(grey(2), "png", "cat/young/1.png");
        assertThat(ImageFolder.read(folder, DEFAULT).ids()).containsExactly("cat/young/1.png", "dog/1.png");
    }

    @Test
    void ignoresHiddenFolders() throws IOException {
        write(grey(1), "png", "dog/1.png");
        write(grey(2), "png", "cat/1.png");
        write(grey(3), "png", ".ipynb_checkpoints/1-checkpoint.png");
        write(grey(4), "png", "__MACOSX/dog/1.png");
        Dataset read = ImageFolder.read(folder, DEFAULT);
        assertThat(requireNonNull(read.labels()).names()).containsExactly("cat", "dog");
        assertThat(read.rows().count()).isEqualTo(2);
    }

    @Test
    void readsAllInColourWhereOneIsAndNotesIt() throws IOException {
        write(grey(1), "png", "0.png");
        write(filled(1, 1, BufferedImage.TYPE_INT_RGB, Color.RED), "png", "1.png");
        Dataset read = ImageFolder.read(folder, DEFAULT.withWhite(1));
        assertThat(read.rows().toArray()).containsExactly(1, 1, 1, 255, 0, 0);
        assertThat(read.notes()).singleElement().asString().startsWith("1.png is in colour");
    }

    /** The red corner of a picture, top left when it is seen upright. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "2, 15, 0", "3, 15, 7", "4, 0, 7", "5, 0, 0", "6, 0, 7", "7, 15, 7", "8, 15, 0"})
    void turnsPicturesAsTheCameraNoted(int orientation, int x, int y) throws IOException {
        BufferedImage image = filled(16, 8, BufferedImage.TYPE_INT_RGB, Color.BLACK);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(x < 8 ? 0 : 8, y < 4 ? 0 : 4, 8, 4);
        graphics.dispose();
        write(image, "jpg", "photo.jpg");
        insert("photo.jpg", exif(orientation));
        Dataset read = ImageFolder.read(folder, DEFAULT);
        ImageShape shape = requireNonNull(read.imageShape());
        assertThat(shape.width()).isEqualTo(orientation < 5 ? 16 : 8);
        float[] values = read.rows().toArray();
        assertThat(values[0]).isGreaterThan(0.8f);
        assertThat(values[values.length - 1]).isLessThan(0.2f);
        assertThat(values[3 * (shape.width() - 1)]).isLessThan(0.2f);
    }

    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(36)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    /** Puts a segment after the first two bytes of a JPEG file. */
    private void insert(String name, byte[] segment) throws IOException {
        Path file = folder.resolve(name);
        byte[] jpeg = Files.readAllBytes(file);
        ByteBuffer all = ByteBuffer.allocate(jpeg.length + segment.length);
        Files.write(
                file,
                all.put(jpeg, 0, 2).put(segment).put(jpeg, 2, jpeg.length - 2).array());
    }

    /** As Adobe's programs write them: 255 is no ink. */
    @ParameterizedTest
    @CsvSource({"255, 1", "0, 0"})
    void readsFourInks(int black, float expected) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
        for (int i = 0; i < 256; i++) {
            raster.setSample(i / 4 % 8, i / 32, i % 4, i % 4 == 3 ? black : 255);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out =
                ImageIO.createImageOutputStream(folder.resolve("inks.jpg").toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        insert("inks.jpg", new byte[] {-1, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
        float[] values = ImageFolder.read(folder, DEFAULT).rows().toArray();
        assertThat(values).hasSize(8 * 8 * 3);
        assertThat(values[0]).isCloseTo(expected, within(0.2f));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
                "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="
            })
    void readsWebP(String base64) throws IOException {
        Path file =
                Files.write(folder.resolve("pixel.webp"), Base64.getDecoder().decode(base64));
        assertThat(ImageFolder.read(folder, DEFAULT).rows().columns()).isEqualTo(3);
        Damage.survivedBy(file, path -> ImageFolder.read(folder, DEFAULT.withImageSize(1, 1)));
    }

    @Test
    void namesAllBrokenFilesAtOnce() throws IOException {
        write(grey(1), "png", "b.png");
        Files.writeString(folder.resolve("a.png"), "not an image");
        Files.write(folder.resolve("c.jpg"), new byte[0]);
        refuses(folder, folder + ": 2 of 3 images cannot be read: a.png is not an image of a known format, c.jpg ");
    }

    @Test
    void passesOverBrokenFilesIfAsked() throws IOException {
        write(grey(1), "png", "b.png");
        Files.writeString(folder.resolve("a.png"), "not an image");
        Dataset read = ImageFolder.read(folder, DEFAULT.withSkipBroken(true));
        assertThat(read.ids()).containsExactly("b.png");
        assertThat(read.notes()).singleElement().asString().contains("1 of 2 images are passed over: a.png");
    }

    @Test
    void readsAnArrayForEachItem() throws IOException {
        for (String name : List.of("b/1", "a/1", "a/0")) {
            Path file = folder.resolve(name + ".npy");
            Files.createDirectories(file.getParent());
            Npy.write(file, Rows.of(new float[] {name.charAt(0), name.charAt(2)}, 2));
        }
        Dataset read = ImageFolder.read(folder, DEFAULT);
        assertThat(read.rows().toArray()).containsExactly('a', '0', 'a', '1', 'b', '1');
        assertThat(requireNonNull(read.labels()).names()).containsExactly("a", "b");
        assertThat(read.ids()).containsExactly("a/0.npy", "a/1.npy", "b/1.npy");
        Damage.survivedBy(folder.resolve("a/0.npy"), file -> ImageFolder.read(folder, DEFAULT.withSkipBroken(true)));
    }

    @Test
    void refusesArraysOfDifferentShapes() {
        Npy.write(folder.resolve("a.npy"), Rows.of(new float[2], 2));
        Npy.write(folder.resolve("b.npy"), Rows.of(new float[3], 3));
        refuses(folder, "b.npy: is an array of shape [1, 3], but the first of the folder, a.npy, has [1, 2]");
    }

    @Test
    void ignoresOtherFiles() throws IOException {
        write(grey(5), "png", "image.png");
        Files.writeString(folder.resolve("notes.txt"), "no image");
        Files.writeString(folder.resolve("._image.png"), "no image either");
        assertThat(ImageFolder.read(folder, DEFAULT).rows().count()).isEqualTo(1);
    }

    @Test
    void namesPicturesOfFormatsThatAreNotRead() throws IOException {
        Files.writeString(folder.resolve("IMG_1.HEIC"), "");
        Files.writeString(folder.resolve("IMG_2.HEIC"), "");
        Files.writeString(folder.resolve("logo.svg"), "");
        refuses(
                folder,
                "holds no images that can be read, but pictures in formats that are not read (heic: 2, svg: 1; first: IMG_1.HEIC)");
        write(grey(5), "png", "image.png");
        assertThat(ImageFolder.read(folder, DEFAULT).notes())
                .singleElement()
                .asString()
                .endsWith("(heic: 2, svg: 1; first: IMG_1.HEIC) are passed over");
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
        refuses(folder, file + ": is not an image of a known format");
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
