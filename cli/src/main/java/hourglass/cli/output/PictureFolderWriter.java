package hourglass.cli.output;

import hourglass.data.ImageShape;
import hourglass.data.Labels;
import hourglass.data.file.RowWriter;
import hourglass.picture.Png;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes every row as a picture of its own, in a sub-folder for each class where classes are known. */
final class PictureFolderWriter implements RowWriter {
    private final NewFolder folder;
    private final ImageShape shape;
    private final @Nullable Labels labels;
    private int count;

    PictureFolderWriter(Path folder, ImageShape shape, @Nullable Labels labels) {
        this.folder = new NewFolder(folder);
        this.shape = shape;
        this.labels = labels;
    }

    @Override
    public void append(float[] values, int rows) {
        for (int row = 0; row < rows; row++) {
            String place = labels == null ? "" : className(labels, count) + "/";
            folder.write("%s%07d.png".formatted(place, count), Png.encode(image(values, row * shape.size())));
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
        folder.commit();
    }

    @Override
    public void close() {
        folder.close();
    }
}
