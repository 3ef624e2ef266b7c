package hourglass.cli.output;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.file.RowWriter;
import hourglass.picture.Png;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes images side by side into one picture. */
final class SheetWriter implements RowWriter {
    /** More are no longer to be seen, and no longer to be held. */
    private static final int MOST = 10_000;

    private final Path path;
    private final ImageShape shape;
    private float[] images = new float[0];

    SheetWriter(Path path, ImageShape shape) {
        this.path = path;
        this.shape = shape;
    }

    @Override
    public void append(float[] values, int rows) {
        int size = rows * shape.size();
        if (images.length / shape.size() + rows > MOST) {
            throw new InputException(
                    path.toString(),
                    "",
                    "more than %d images do not go into one picture".formatted(MOST),
                    "choose fewer by --count, or write to a folder");
        }
        images = Arrays.copyOf(images, images.length + size);
        System.arraycopy(values, 0, images, images.length - size, size);
    }

    @Override
    public void commit() {
        int columns = Math.max(1, (int) Math.ceil(Math.sqrt(images.length / (double) shape.size())));
        Png.write(Tiles.of(images, shape, TileLayout.ofImages().withColumns(columns)), path);
    }

    @Override
    public void close() {}
}
