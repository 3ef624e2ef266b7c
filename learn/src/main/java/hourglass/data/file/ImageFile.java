package hourglass.data.file;

import hourglass.data.InputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.ForkJoinPool;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.FileImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one image file of any format that {@link ImageIO} knows: PNG, JPEG, GIF, BMP, TIFF. Of several images in a
 * file the first counts; a note of the camera that it was turned does not.
 */
final class ImageFile {
    private ImageFile() {}

    /** @throws InputException if the file is no image, is damaged, or is too large to decode in memory */
    static BufferedImage read(Path path) {
        try (FileImageInputStream stream = new FileImageInputStream(path.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw damaged(path, "is no image of a known format", null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                refuseHuge(path, reader.getWidth(0), reader.getHeight(0));
                Damage damage = new Damage();
                reader.addIIOReadWarningListener(damage);
                BufferedImage image = reader.read(0);
                if (damage.message != null) {
                    throw damaged(path, damage.message, null);
                }
                return image;
            } finally {
                reader.dispose();
            }
        } catch (InputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders meet damage with exceptions of all kinds, such as a negative array size.
            String known = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
            throw damaged(path, "cannot be decoded" + known, e);
        }
    }

    /** So that a damaged header does not end the program for want of memory; images are decoded side by side. */
    private static void refuseHuge(Path path, int width, int height) {
        long bytes = 4L * width * height * ForkJoinPool.getCommonPoolParallelism();
        if (bytes > Runtime.getRuntime().maxMemory() / 2) {
            throw new InputException(
                    path.toString(),
                    "",
                    "is an image of %dx%d, too large to decode in memory".formatted(height, width),
                    "make it smaller, or give Java more memory by -Xmx");
        }
    }

    private static InputException damaged(Path path, String reason, @Nullable Exception cause) {
        String remedy = "replace or remove the file";
        return cause == null
                ? new InputException(path.toString(), "", reason, remedy)
                : new InputException(path.toString(), "", reason, remedy, cause);
    }

    /** Remembers the warnings after which a decoder continues with grey pixels in place of lost ones. */
    private static final class Damage implements IIOReadWarningListener {
        private @Nullable String message;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            if (warning.startsWith("Premature") || warning.startsWith("Corrupt")) {
                message = warning;
            }
        }
    }
}
