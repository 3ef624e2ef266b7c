package hourglass.spark;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.image.DecodedImage;
import hourglass.text.Vocabulary;
import hourglass.text.WordCounts;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Objects;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;

/**
 * Reads the items of a column as rows of numbers, in one task.
 *
 * <p>Values of pixels are 0..1. Images of another size or number of channels are scaled and turned grey or coloured if that is
 * allowed.
 */
final class ItemReader {
    /** The byte that becomes 1, as in all models of pictures unless they say otherwise. */
    static final float WHITE = 255;

    private final InputColumn column;
    private final int columns;
    private final @Nullable ImageShape shape;
    private final boolean scales;
    private final @Nullable Vocabulary vocabulary;
    private final float[] row;
    private int partition;
    private long number;

    /**
     * @param columns of each row
     * @param shape of images, if the column holds images
     * @param scales whether images may have another shape
     * @param vocabulary of texts, if the column holds texts
     */
    ItemReader(
            InputColumn column,
            int columns,
            @Nullable ImageShape shape,
            boolean scales,
            @Nullable Vocabulary vocabulary) {
        this.column = column;
        this.columns = columns;
        this.shape = shape;
        this.scales = scales;
        this.vocabulary = vocabulary;
        this.row = new float[columns];
    }

    /** Names rows after the partition that they are in, from now on. */
    ItemReader inPartition(int partition) {
        this.partition = partition;
        return this;
    }

    /** The number of columns that an item has by itself: that of a vector or array. */
    static int columns(InputColumn column, Row item) {
        Object value = item.get(column.index());
        if (value instanceof Vector vector) {
            return vector.size();
        }
        return value instanceof Seq<?> numbers ? numbers.size() : 0;
    }

    /** Whether items are better kept without their zeros. */
    static boolean isSparse(InputColumn column, Row item) {
        return column.kind() == InputColumn.Kind.TEXT || item.get(column.index()) instanceof SparseVector;
    }

    /**
     * Adds an item.
     *
     * @throws InputException if it is null, or unlike those that are expected
     */
    void read(Row item, RowBlock.Builder target) {
        number++;
        Object value = item.get(column.index());
        if (value == null) {
            throw refused("is null", "fill or drop nulls, or set handleInvalid to 'skip'");
        }
        switch (column.kind()) {
            case VECTOR -> read((Vector) value, target);
            case ARRAY -> read((Seq<?>) value, target);
            case IMAGE -> readImage((Row) value, target);
            case TEXT -> {
                WordCounts counts = Objects.requireNonNull(vocabulary).counts((String) value);
                target.add(counts.words(), counts.counts(), counts.words().length);
            }
        }
    }

    /** Passes over an item. */
    void skip() {
        number++;
    }

    /** What is wrong with some item among the last ones read. */
    InputException refusedBlock(int items, InputException why) {
        return new InputException(
                "column " + column.name(),
                "among the %,d rows before row %,d of partition %d".formatted(items, number + 1, partition),
                String.valueOf(why.getMessage()),
                "look at these rows",
                why);
    }

    private void read(Vector vector, RowBlock.Builder target) {
        requireColumns(vector.size());
        if (vector instanceof SparseVector sparse) {
            float[] numbers = new float[sparse.indices().length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = finite(sparse.values()[i], sparse.indices()[i]);
            }
            target.add(sparse.indices(), numbers, numbers.length);
            return;
        }
        double[] values = vector.toArray();
        for (int i = 0; i < columns; i++) {
            row[i] = finite(values[i], i);
        }
        target.add(row);
    }

    private void read(Seq<?> numbers, RowBlock.Builder target) {
        requireColumns(numbers.size());
        for (int i = 0; i < columns; i++) {
            if (!(numbers.apply(i) instanceof Number one)) {
                throw refused("has null as its number " + i, "fill nulls, or set handleInvalid to 'skip'");
            }
            row[i] = finite(one.doubleValue(), i);
        }
        target.add(row);
    }

    private void requireColumns(int found) {
        if (found != columns) {
            throw refused(
                    "has %,d numbers where %,d are expected".formatted(found, columns),
                    "give vectors of one length, that of the model");
        }
    }

    private float finite(double value, int at) {
        float number = (float) value;
        if (!Float.isFinite(number)) {
            throw refused("has %s as its number %d".formatted(value, at), "give finite numbers");
        }
        return number;
    }

    private void readImage(Row image, RowBlock.Builder target) {
        int width = ImageSchema.getWidth(image);
        int height = ImageSchema.getHeight(image);
        int channels = ImageSchema.getNChannels(image);
        byte[] bytes = ImageSchema.getData(image);
        if (width < 1 || height < 1 || bytes.length != width * height * channels) {
            throw refused(
                    "is no image: %s could not be decoded".formatted(ImageSchema.getOrigin(image)),
                    "leave the file out, for example by the option dropInvalid of the source 'image'");
        }
        ImageShape expected = Objects.requireNonNull(shape);
        if (!scales && !shapeOf(image).equals(expected)) {
            throw refused(
                    "is %s of %s, where %s is expected"
                            .formatted(ImageSchema.getOrigin(image), text(shapeOf(image)), text(expected)),
                    "set imageShape to '%s' to have all images scaled".formatted(text(expected)));
        }
        // Bytes are blue, green, red and perhaps opacity, row by row from the top, as an image of these types holds
        // them.
        BufferedImage picture = new BufferedImage(
                width, height, channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        int kept = channels == 1 ? 1 : 3;
        for (int pixel = 0; pixel < width * height; pixel++) {
            System.arraycopy(bytes, pixel * channels, pixels, pixel * kept, kept);
        }
        byte[] scaled = DecodedImage.of(picture).pixels(expected);
        for (int i = 0; i < columns; i++) {
            row[i] = (scaled[i] & 0xFF) / WHITE;
        }
        target.add(row);
    }

    /** The shape of an image as it comes. */
    static ImageShape shapeOf(Row image) {
        return new ImageShape(
                ImageSchema.getHeight(image),
                ImageSchema.getWidth(image),
                ImageSchema.getNChannels(image) == 1 ? 1 : 3);
    }

    private static String text(ImageShape shape) {
        return "%dx%dx%d".formatted(shape.height(), shape.width(), shape.channels());
    }

    private InputException refused(String why, String remedy) {
        return new InputException(
                "column " + column.name(), "row %,d of partition %d".formatted(number, partition), why, remedy);
    }
}
