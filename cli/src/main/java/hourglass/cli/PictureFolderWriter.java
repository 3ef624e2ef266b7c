package hourglass.cli;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.RowWriter;
import hourglass.picture.Png;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes every row as a picture of its own, in a sub-folder for each class where classes are known. The folder appears
 * under its name when it is complete.
 */
final class PictureFolderWriter implements RowWriter {
    private final Path folder;
    private final Path temporary;
    private final ImageShape shape;
    private final @Nullable Labels labels;
    private int count;

    PictureFolderWriter(Path folder, ImageShape shape, @Nullable Labels labels) {
        this.folder = folder;
        this.shape = shape;
        this.labels = labels;
        this.temporary = folder.resolveSibling(".%s.%s.tmp".formatted(folder.getFileName(), UUID.randomUUID()));
        requireEmpty();
        try {
            Files.createDirectory(temporary);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void requireEmpty() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new InputException(
                        folder.toString(), "", "is a folder with something in it", "name a new or an empty folder");
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void append(float[] values, int rows) {
        for (int row = 0; row < rows; row++) {
            try {
                Path place = labels == null ? temporary : temporary.resolve(className(labels, count));
                Files.createDirectories(place);
                Files.write(place.resolve("%07d.png".formatted(count)), Png.encode(image(values, row * shape.size())));
            } catch (IOException e) {
                throw unwritable(e);
            }
            count++;
        }
    }

    /** With as many channels as the items have, so that what was read grey is grey again. */
    private BufferedImage image(float[] values, int from) {
        int type = shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(shape.width(), shape.height(), type);
        WritableRaster raster = image.getRaster();
        for (int i = 0; i < shape.size(); i++) {
            int pixel = i / shape.channels();
            int level = Math.round(255 * Math.max(0, Math.min(1, values[from + i])));
            raster.setSample(pixel % shape.width(), pixel / shape.width(), i % shape.channels(), level);
        }
        return image;
    }

    /** Without what would lead out of the folder. */
    private static String className(Labels labels, int row) {
        return labels.nameOf(row).replaceAll("[^\\p{L}\\p{N} _-]", "_");
    }

    @Override
    public void commit() {
        try {
            Files.deleteIfExists(folder);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        if (!Files.exists(temporary)) {
            return;
        }
        try (Stream<Path> all = Files.walk(temporary)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private InputException unwritable(IOException e) {
        return new InputException(
                folder.toString(), "", "cannot be written (%s)".formatted(e), "check the place and its permissions", e);
    }
}
