package hourglass.picture;

import hourglass.data.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG. */
public final class Png {
    private Png() {}

    /** The picture as the content of a PNG file. */
    public static byte[] encode(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // A stream of our own: ImageIO would open one that goes through a file in the temporary folder.
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, "png", stream)) {
                throw new IllegalArgumentException("pictures of type " + picture.getType() + " do not fit in a PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("encoding a PNG in memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the picture as a PNG file, whole or not at all.
     *
     * @throws hourglass.data.InputException if the file cannot be written; what was there before is then still there
     */
    public static void write(BufferedImage picture, Path file) {
        byte[] png = encode(picture);
        AtomicFile.write(file, stream -> stream.write(png));
    }

    static String dataUri(BufferedImage picture) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(encode(picture));
    }
}
