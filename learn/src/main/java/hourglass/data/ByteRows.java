package hourglass.data;

import java.util.Objects;

/**
 * Rows of unsigned bytes in memory, row-major.
 *
 * @param white the byte that reads as 1: 255 for pixels in 0..1, 1 for the bytes as they are
 */
record ByteRows(byte[] values, int columns, float white) implements Rows {
    ByteRows {
        if (columns < 1 || values.length == 0 || values.length % columns != 0) {
            throw new IllegalArgumentException(
                    "%d bytes do not make whole rows of %d columns".formatted(values.length, columns));
        }
    }

    @Override
    public int count() {
        return values.length / columns;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        Objects.checkFromIndexSize(offset, columns, target.length);
        int start = Objects.checkIndex(row, count()) * columns;
        for (int column = 0; column < columns; column++) {
            target[offset + column] = (values[start + column] & 0xFF) / white;
        }
    }
}
