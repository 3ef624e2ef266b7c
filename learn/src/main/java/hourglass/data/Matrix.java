package hourglass.data;

import java.util.Objects;

/** Rows in one {@code float[]}, row-major. */
record Matrix(float[] values, int columns) implements Rows {
    Matrix {
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
