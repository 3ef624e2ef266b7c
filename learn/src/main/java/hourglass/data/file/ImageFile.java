package hourglass.data.file;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.ForkJoinPool;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one image file of any format that {@link ImageIO} knows: PNG, JPEG, GIF, BMP, TIFF, WebP. Of several images in a
 * file the first counts. It is turned upright where the file says how the camera was held.
 */
final class ImageFile {
    private ImageFile() {}

    /** One of many files cannot be read, as the message says. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        private BrokenException(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** @throws BrokenException if the file is no image, is damaged, or is too large to decode in memory */
    static BufferedImage read(Path path) throws BrokenException {
        try (BoundedImageStream stream = new BoundedImageStream(path)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new BrokenException("is not an image of a known format", null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                refuseHuge(reader.getWidth(0), reader.getHeight(0));
                Damage damage = new Damage();
                reader.addIIOReadWarningListener(damage);
                BufferedImage image = reader.read(0);
                if (damage.message != null) {
                    throw new BrokenException("is damaged (" + damage.message + ")", null);
                }
                return Orientation.of(reader).upright(image);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // Decoders meet damage with exceptions of all kinds, such as a negative array size.
            String known = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
            throw new BrokenException("cannot be decoded" + known, e);
        }
    }

    /** So that a damaged header does not end the program for want of memory; images are decoded side by side. */
    private static void refuseHuge(int width, int height) throws BrokenException {
        long bytes = 4L * width * height * Math.max(1, ForkJoinPool.getCommonPoolParallelism());
        if (bytes > Runtime.getRuntime().maxMemory() / 2) {
            throw new BrokenException(
                    "is an image of %dx%d, too large to decode in memory".formatted(height, width), null);
        }
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
