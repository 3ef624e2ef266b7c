package hourglass.data;

import java.util.ArrayList;
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
 * @param ids of each row, such as the name of its file; or empty where rows have none
 * @param firstColumn the number that the file gives the first column, of a format that numbers columns from 0 or from 1
 * @param notes what was passed over or decided when the data were read, each a sentence for the user
 */
public record Dataset(
        String name,
        Rows rows,
        List<String> columnNames,
        @Nullable Labels labels,
        @Nullable ImageShape imageShape,
        @Nullable TextEncoding text,
        List<String> ids,
        @Nullable Integer firstColumn,
        List<String> notes) {
    /** Data that were not texts. */
    public Dataset(
            String name,
            Rows rows,
            List<String> columnNames,
            @Nullable Labels labels,
            @Nullable ImageShape imageShape) {
        this(name, rows, columnNames, labels, imageShape, null, List.of(), null, List.of());
    }

    /** Rows of which nothing else is known. */
    public static Dataset of(Rows rows) {
        return new Dataset("data", rows, List.of(), null, null);
    }

    public Dataset {
        columnNames = List.copyOf(columnNames);
        ids = List.copyOf(ids);
        notes = List.copyOf(notes);
        if (!ids.isEmpty() && ids.size() != rows.count()) {
            throw new IllegalArgumentException("%d ids for %d rows".formatted(ids.size(), rows.count()));
        }
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
        return new Dataset(name, rows, columnNames, labels, imageShape, text, ids, firstColumn, notes);
    }

    /** The same data, whose rows are images of a shape. */
    public Dataset withImageShape(ImageShape shape) {
        return new Dataset(name, rows, columnNames, labels, shape, text, ids, firstColumn, notes);
    }

    /** The same data, each row with its class. */
    public Dataset withLabels(Labels labels) {
        return new Dataset(name, rows, columnNames, labels, imageShape, text, ids, firstColumn, notes);
    }

    /** The same data, each row with an id. */
    public Dataset withIds(List<String> ids) {
        return new Dataset(name, rows, columnNames, labels, imageShape, text, ids, firstColumn, notes);
    }

    /** The same data, of which the file numbers the columns from this number on. */
    public Dataset withFirstColumn(int firstColumn) {
        return new Dataset(name, rows, columnNames, labels, imageShape, text, ids, firstColumn, notes);
    }

    /** The same data with one more note for the user. */
    public Dataset withNote(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new Dataset(name, rows, columnNames, labels, imageShape, text, ids, firstColumn, all);
    }

    /** The rows with their classes, as far as these are known. */
    public Rows labelledRows() {
        return labels == null ? rows : rows.labelled(labels.classes());
    }

    /** Some of the rows, by their numbers in ascending order, with what is known of each. */
    public Dataset select(int[] rows) {
        return new Dataset(
                name,
                this.rows.select(rows),
                columnNames,
                labels == null
                        ? null
                        : new Labels(
                                IntStream.of(rows)
                                        .map(row -> labels.classes()[row])
                                        .toArray(),
                                labels.names()),
                imageShape,
                text,
                ids.isEmpty() ? ids : IntStream.of(rows).mapToObj(ids::get).toList(),
                firstColumn,
                notes);
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
