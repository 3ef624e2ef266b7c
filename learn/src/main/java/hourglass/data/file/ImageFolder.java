package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Folders of images (PNG, JPEG, GIF, BMP, TIFF), searched through all sub-folders, in the order of their names. Where
 * all images lie in several sub-folders, the name of the sub-folder is their class.
 */
public final class ImageFolder {
    private static final Set<String> SUFFIXES = Stream.of(ImageIO.getReaderFileSuffixes())
            .map(suffix -> suffix.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    /** The most images decoded side by side before they are stored in order. */
    private static final int LARGEST_BLOCK = 256;

    private ImageFolder() {}

    /**
     * Reads all images, brought to one shape.
     *
     * @param options of which {@code imageSize}, {@code colour} and {@code white} count
     * @throws InputException if there are no images, one cannot be decoded, or sizes differ and none is stated
     */
    public static Dataset read(Path folder, ReadOptions options) {
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            throw new InputException(
                    folder.toString(),
                    "",
                    "holds no images (*.png, *.jpg, ...)",
                    "give a folder of images, or a file of IDX, npy or CSV");
        }
        ImageShape shape = shape(ImageFile.read(files.get(0)), options);
        boolean resize = options.imageSize() != null;
        float white = options.whiteOf(Element.U8);
        try (SpillBuffer spool = new SpillBuffer()) {
            int size = (int) Math.max(1, Math.min(LARGEST_BLOCK, SpillBuffer.memoryLimit() / 4 / shape.size()));
            for (int start = 0; start < files.size(); start += size) {
                List<Path> block = files.subList(start, Math.min(files.size(), start + size));
                for (byte[] pixels : block.parallelStream()
                        .map(file -> pixels(file, shape, resize))
                        .toList()) {
                    spool.write(pixels, 0, pixels.length);
                }
            }
            Rows rows = spool.rows(Element.U8, ByteOrder.BIG_ENDIAN, shape.size(), white);
            return new Dataset(folder.toString(), rows, List.of(), labels(folder, files), shape);
        }
    }

    private static ImageShape shape(BufferedImage first, ReadOptions options) {
        boolean colour = options.colour() != null ? options.colour() : ImagePixels.isColour(first);
        ReadOptions.ImageSize size = options.imageSize();
        return size == null
                ? ImagePixels.shapeOf(first, colour)
                : new ImageShape(size.height(), size.width(), colour ? 3 : 1);
    }

    private static byte[] pixels(Path file, ImageShape shape, boolean resize) {
        BufferedImage image = ImageFile.read(file);
        if (!resize && (image.getHeight() != shape.height() || image.getWidth() != shape.width())) {
            throw new InputException(
                    file.toString(),
                    "",
                    "has %dx%d pixels (height x width), but the first image has %dx%d"
                            .formatted(image.getHeight(), image.getWidth(), shape.height(), shape.width()),
                    "state a size to which all images are brought, such as 32x32");
        }
        return new ImagePixels(shape).of(image);
    }

    /** All images in the order of their paths as text, which is the same on all systems. */
    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(ImageFolder::isImage)
                    .sorted(Comparator.comparing(file -> name(folder, file)))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(
                    folder.toString(), "", "cannot be searched (" + e.getMessage() + ")", "check the permissions", e);
        }
    }

    private static boolean isImage(Path file) {
        String name = String.valueOf(file.getFileName());
        String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return SUFFIXES.contains(suffix) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static @Nullable Labels labels(Path folder, List<Path> files) {
        LabelIndex labels = new LabelIndex();
        for (Path file : files) {
            Path name = folder.relativize(file);
            if (name.getNameCount() == 1) {
                return null;
            }
            labels.add(name.getName(0).toString());
        }
        Labels found = labels.labels();
        return found.names().size() == 1 ? null : found;
    }
}
