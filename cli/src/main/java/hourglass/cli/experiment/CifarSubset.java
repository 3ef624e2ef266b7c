package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;

/**
 * Colour images of 32x32 in archives of PNG files, each of which holds 1,000: a line is an image, its pixels line after line (A. Krizhevsky,
 * <i>Learning multiple layers of features from tiny images</i>, 2009).
 */
final class CifarSubset {
    private static final int LIST_OF_BYTES = 0x801;
    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
    private static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private CifarSubset() {}

    /** Reads an archive and the file of its labels. */
    static Dataset read(Path images, Path labels) {
        int[] numbers = classes(labels);
        byte[] pixels = new byte[Math.multiplyExact(numbers.length, SHAPE.size())];
        int read = 0;
        try (ZipInputStream archive = new ZipInputStream(Files.newInputStream(images))) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                read += copy(archive, pixels, read);
            }
        } catch (IOException e) {
            throw new InputException(
                    images.toString(), "", "cannot be read: " + e.getMessage(), "fetch the file again", e);
        }
        if (read != pixels.length) {
            throw new InputException(
                    images.toString(),
                    "",
                    "holds %,d images, but its labels are %,d".formatted(read / SHAPE.size(), numbers.length),
                    "fetch both files again");
        }
        return new Dataset(
                images.getFileName().toString(),
                Rows.ofBytes(pixels, SHAPE.size(), 255),
                List.of(),
                new Labels(numbers, CLASSES),
                SHAPE);
    }

    /** Of a list of bytes in the IDX format. */
    private static int[] classes(Path file) {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            boolean bytes = in.readInt() == LIST_OF_BYTES;
            int[] classes = new int[bytes ? in.readInt() : 0];
            for (int row = 0; row < classes.length; row++) {
                classes[row] = in.readUnsignedByte();
            }
            return classes;
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "", "cannot be read: " + e.getMessage(), "fetch the file again", e);
        }
    }

    private static int copy(InputStream png, byte[] pixels, int at) throws IOException {
        BufferedImage images = ImageIO.read(png);
        if (images == null) {
            return 0;
        }
        int to = at;
        for (int image = 0; image < images.getHeight(); image++) {
            for (int pixel = 0; pixel < images.getWidth() && to + 3 <= pixels.length; pixel++) {
                int rgb = images.getRGB(pixel, image);
                pixels[to++] = (byte) (rgb >> 16);
                pixels[to++] = (byte) (rgb >> 8);
                pixels[to++] = (byte) rgb;
            }
        }
        return to - at;
    }
}
