package hourglass.cli.output;

import hourglass.data.ImageShape;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.file.RowWriter;
import hourglass.picture.Png;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes every row as a picture of its own, in a sub-folder for each class where classes are known. */
final class PictureFolderWriter implements RowWriter {
    /** In UTF-8 at most 240 bytes, where systems take 255. */
    private static final int LONGEST_NAME = 80;
    /** Names of devices on Windows. */
    private static final Pattern RESERVED = Pattern.compile("(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]");

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
            String place = labels == null || labels.classes()[count] == Rows.UNLABELLED
                    ? ""
                    : className(labels.nameOf(count)) + "/";
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

    /** A name that is valid on every system and leads nowhere else. */
    private static String className(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N} _-]", "_").strip();
        int end = Math.min(plain.length(), LONGEST_NAME);
        boolean splits = end > 0 && Character.isHighSurrogate(plain.charAt(end - 1));
        String shortened = plain.substring(0, splits ? end - 1 : end);
        return shortened.isEmpty() || RESERVED.matcher(shortened).matches() ? shortened + "_" : shortened;
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
