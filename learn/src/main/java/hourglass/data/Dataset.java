package hourglass.data;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows with what is known about them.
 *
 * @param name where they come from, for messages and provenance (a file name, or a generator and its seed)
 * @param rows the numbers
 * @param columnNames one name a column, or empty where columns have no names
 * @param labels the class of each row, if known
 * @param imageShape how a row makes an image, if it does
 * @param text how texts became the rows, if they did; a model fitted to the data keeps it
 */
public record Dataset(
        String name,
        Rows rows,
        List<String> columnNames,
        @Nullable Labels labels,
        @Nullable ImageShape imageShape,
        @Nullable TextEncoding text) {
    /** Data that were not texts. */
    public Dataset(
            String name,
            Rows rows,
            List<String> columnNames,
            @Nullable Labels labels,
            @Nullable ImageShape imageShape) {
        this(name, rows, columnNames, labels, imageShape, null);
    }

    /** Rows of which nothing else is known. */
    public static Dataset of(Rows rows) {
        return new Dataset("data", rows, List.of(), null, null);
    }

    public Dataset {
        columnNames = List.copyOf(columnNames);
        if (!columnNames.isEmpty() && columnNames.size() != rows.columns()) {
            throw new IllegalArgumentException(
                    "%d column names for %d columns".formatted(columnNames.size(), rows.columns()));
        }
        if (labels != null && labels.classes().length != rows.count()) {
            throw new IllegalArgumentException(
                    "%d labels for %d rows".formatted(labels.classes().length, rows.count()));
        }
        if (imageShape != null && imageShape.size() != rows.columns()) {
            throw new IllegalArgumentException("images of %dx%dx%d do not have %d columns"
                    .formatted(imageShape.height(), imageShape.width(), imageShape.channels(), rows.columns()));
        }
    }

    /** A copy of data that were texts, encoded like this. */
    public Dataset withText(TextEncoding text) {
        return new Dataset(name, rows, columnNames, labels, imageShape, text);
    }

    /** The rows with their classes, as far as these are known. */
    public Rows labelledRows() {
        return labels == null ? rows : rows.labelled(labels.classes());
    }

    /**
     * The rows of one class.
     *
     * @throws IllegalStateException if no row has it, or classes are not known
     */
    public Rows rowsOfClass(int label) {
        int[] indices = labels == null
                ? new int[0]
                : IntStream.range(0, rows.count())
                        .filter(row -> labels.classes()[row] == label)
                        .toArray();
        if (indices.length == 0) {
            throw new IllegalStateException("%s has no rows of class %d".formatted(name, label));
        }
        return rows.select(indices);
    }
}
