package hourglass.data.image;

import hourglass.data.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An image file of any format that {@link ImageIO} knows: PNG, JPEG, GIF, BMP, TIFF, WebP. Of several images in a file the
 * first counts. It is turned upright where the file says how the camera was held.
 */
public final class DecodedImage {
    private static final Set<String> SUFFIXES = Stream.of(ImageIO.getReaderFileSuffixes())
            .map(suffix -> suffix.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    /** Of pictures in formats that are not read. */
    private static final Set<String> FOREIGN_SUFFIXES = Set.of(
            "heic", "heif", "avif", "jxl", "svg", "psd", "ico", "eps", "jp2", "tga", "exr", "hdr", "raw", "dng", "cr2",
            "cr3", "nef", "arw", "orf", "rw2", "raf", "dcm");

    private final BufferedImage image;

    private DecodedImage(BufferedImage image) {
        this.image = image;
    }

    /** Whether a file of this name is an image, by its extension. */
    public static boolean isNameOfImage(String name) {
        return SUFFIXES.contains(suffix(name));
    }

    /** Whether a file of this name is a picture in a format that is not read, such as HEIC. */
    public static boolean isNameOfForeignImage(String name) {
        return FOREIGN_SUFFIXES.contains(suffix(name)) && !isNameOfImage(name);
    }

    /** The extension of a file's name in lower case. */
    public static String suffix(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** An image in memory; not copied. */
    public static DecodedImage of(BufferedImage image) {
        return new DecodedImage(image);
    }

    /**
     * Decodes a file.
     *
     * @throws UnreadableImageException if the file is no image, is damaged, or is too large to decode in memory
     */
    public static DecodedImage read(Path path) throws UnreadableImageException {
        try (BoundedImageStream stream = new BoundedImageStream(path)) {
            // Images are decoded side by side.
            return decode(stream, mostPixels() / Math.max(1, ForkJoinPool.getCommonPoolParallelism()));
        } catch (IOException e) {
            throw undecodable(e);
        }
    }

    /**
     * Decodes a file in memory.
     *
     * @param mostPixels that it may have
     * @throws UnreadableImageException as {@link #read(Path)} does
     */
    public static DecodedImage read(byte[] file, long mostPixels) throws UnreadableImageException {
        try (BoundedMemoryStream stream = new BoundedMemoryStream(file)) {
            return decode(stream, Math.min(mostPixels, mostPixels()));
        } catch (IOException e) {
            throw undecodable(e);
        }
    }

    private static DecodedImage decode(ImageInputStream stream, long mostPixels) throws UnreadableImageException {
        try {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new UnreadableImageException("is not an image of a known format", null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                refuseHuge(reader.getWidth(0), reader.getHeight(0), mostPixels);
                Damage damage = new Damage();
                reader.addIIOReadWarningListener(damage);
                BufferedImage image = reader.read(0);
                if (damage.message != null) {
                    throw new UnreadableImageException("is damaged (" + damage.message + ")", null);
                }
                return new DecodedImage(Orientation.of(reader).upright(image));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // Decoders meet damage with exceptions of all kinds, such as a negative array size.
            throw undecodable(e);
        }
    }

    private static UnreadableImageException undecodable(Exception e) {
        return new UnreadableImageException(
                "cannot be decoded" + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"), e);
    }

    /** Those of half the memory. */
    private static long mostPixels() {
        return Runtime.getRuntime().maxMemory() / 2 / 4;
    }

    /** So that a damaged header does not end the program for want of memory. */
    private static void refuseHuge(int width, int height, long mostPixels) throws UnreadableImageException {
        if ((long) width * height > mostPixels) {
            throw new UnreadableImageException(
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

    /** The width of a picture in memory, or 0 if it is none that can be read. */
    public static int widthOf(byte[] picture) {
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return 0;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return reader.getWidth(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            return 0;
        }
    }

    /** In pixels. */
    public int width() {
        return image.getWidth();
    }

    /** In pixels. */
    public int height() {
        return image.getHeight();
    }

    /** Whether it is stored in colour: an image of colours that happen to be grey is, too. */
    public boolean isColour() {
        return ImagePixels.isColour(image);
    }

    /** The shape of the image as it is, in colour or in grey. */
    public ImageShape shape(boolean colour) {
        return new ImageShape(height(), width(), colour ? 3 : 1);
    }

    /** Its luma (ITU-R BT.601) from 0 to 255, line after line, as large as it is. */
    public float[] luma() {
        return new ImagePixels(shape(false)).unscaled(image);
    }

    /** Its pixels from 0 to 255, stretched to a shape: each is the average of the area that it covers. */
    public float[] values(ImageShape shape) {
        return new ImagePixels(shape).values(image);
    }

    /** The same, rounded to bytes. */
    public byte[] pixels(ImageShape shape) {
        return new ImagePixels(shape).bytes(image);
    }

    /**
     * A JPEG of the image, made smaller to fit in a square; one that fits is not enlarged.
     *
     * @param side of the square in pixels
     */
    public byte[] thumbnail(int side) {
        double scale = Math.min(1, (double) side / Math.max(width(), height()));
        int width = Math.max(1, (int) Math.round(scale * width()));
        int height = Math.max(1, (int) Math.round(scale * height()));
        byte[] pixels = pixels(new ImageShape(height, width, 3));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int rgb = ((pixels[3 * i] & 0xFF) << 16) | ((pixels[3 * i + 1] & 0xFF) << 8) | (pixels[3 * i + 2] & 0xFF);
            small.setRGB(i % width, i / width, rgb);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(small, "jpg", stream);
        } catch (IOException e) {
            throw new UncheckedIOException("encoding a JPEG in memory", e);
        }
        return bytes.toByteArray();
    }
}
