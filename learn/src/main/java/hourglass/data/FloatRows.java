package hourglass.data;

import java.util.Objects;

/** Rows in one {@code float[]}, row-major. */
record FloatRows(float[] values, int columns) implements Rows {
    FloatRows {
        if (columns < 1 || values.length == 0 || values.length % columns != 0) {
            throw new IllegalArgumentException(
                    "%d values do not make whole rows of %d columns".formatted(values.length, columns));
        }
    }

    @Override
    public int count() {
        return values.length / columns;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        System.arraycopy(values, Objects.checkIndex(row, count()) * columns, target, offset, columns);
    }
}
