package hourglass.cli.output;

import hourglass.data.ImageShape;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.file.RowWriter;
import hourglass.picture.Png;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes every row as a picture of its own, under the name of its file or in a sub-folder for each class, where these are known. */
final class PictureFolderWriter implements RowWriter {
    /** In UTF-8 at most 240 bytes, where systems take 255. */
    private static final int LONGEST_NAME = 80;
    /** Names of devices on Windows. */
    private static final Pattern RESERVED = Pattern.compile("(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]");

    private final NewFolder folder;
    private final ImageShape shape;
    private final List<String> ids;
    private final @Nullable Labels labels;
    private final Set<String> names = new HashSet<>();
    private int count;

    /** With ids, each picture has the name of its file, else its number in a folder of its class. */
    PictureFolderWriter(Path folder, ImageShape shape, List<String> ids, @Nullable Labels labels) {
        this.folder = new NewFolder(folder);
        this.shape = shape;
        this.ids = ids;
        this.labels = labels;
    }

    @Override
    public void append(float[] values, int rows) {
        for (int row = 0; row < rows; row++) {
            folder.write(name(), Png.encode(image(values, row * shape.size())));
            count++;
        }
    }

    private String name() {
        String number = "%07d".formatted(count);
        if (ids.isEmpty()) {
            String part = labels == null || labels.classes()[count] == Rows.UNLABELLED
                    ? ""
                    : plain(labels.nameOf(count)) + "/";
            return part + number + ".png";
        }
        String name = Arrays.stream(
                        ids.get(count).replaceFirst("\\.[A-Za-z0-9]{1,5}$", "").split("/"))
                .map(PictureFolderWriter::plain)
                .collect(Collectors.joining("/"));
        // Of a.png and a.jpg, and on some systems of a.png and A.png.
        boolean isNew = names.add(name.toLowerCase(Locale.ROOT));
        return name + (isNew ? "" : "-" + number) + ".png";
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
    private static String plain(String name) {
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
