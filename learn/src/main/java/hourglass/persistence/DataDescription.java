package hourglass.persistence;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data that a model was fitted to, without their numbers.
 *
 * @param name where they came from
 * @param rows how many there were
 * @param columnNames one name a column, or empty where columns have no names
 * @param imageShape how a row makes an image, if it does
 * @param firstColumn the number that the file gave the first column, of a format that numbers columns from 0 or from 1
 */
public record DataDescription(
        String name,
        int rows,
        List<String> columnNames,
        @Nullable ImageShape imageShape,
        @Nullable Integer firstColumn) {
    public DataDescription {
        columnNames = List.copyOf(columnNames);
        if (rows < 1) {
            throw new IllegalArgumentException("data have at least 1 row, not " + rows);
        }
    }

    /** That of given data. */
    public static DataDescription of(Dataset data) {
        return new DataDescription(
                data.name(), data.rows().count(), data.columnNames(), data.imageShape(), data.firstColumn());
    }

    /** What is wrong with these as data of so many columns, or null. */
    @Nullable
    String conflict(int columns) {
        if (!columnNames.isEmpty() && columnNames.size() != columns) {
            return "%d column names for a model of %d columns".formatted(columnNames.size(), columns);
        }
        if (imageShape != null && imageShape.size() != columns) {
            return "%s for a model of %d columns".formatted(imageShape, columns);
        }
        return null;
    }

    /** Refuses data whose rows mean something else. */
    void requireLike(Dataset data, int columns) {
        String remedy = "give data like those that the model was fitted to, " + name;
        if (data.rows().columns() != columns) {
            throw new InputException(
                    data.name(),
                    "",
                    "has rows of %d columns, but the model takes %d"
                            .formatted(data.rows().columns(), columns),
                    remedy);
        }
        if (imageShape != null && data.imageShape() != null && !imageShape.equals(data.imageShape())) {
            throw new InputException(
                    data.name(),
                    "",
                    "has images of %s, but the model takes %s".formatted(text(data.imageShape()), text(imageShape)),
                    remedy);
        }
        if (columnNames.isEmpty() || data.columnNames().isEmpty()) {
            return;
        }
        for (int column = 0; column < columns; column++) {
            String expected = columnNames.get(column);
            String actual = data.columnNames().get(column);
            if (!expected.equals(actual)) {
                throw new InputException(
                        data.name(),
                        "column " + (column + 1),
                        "is %s, but the model takes %s here".formatted(actual, expected),
                        remedy);
            }
        }
    }

    private static String text(ImageShape shape) {
        return "%dx%dx%d".formatted(shape.height(), shape.width(), shape.channels());
    }
}
