package hourglass.data.file;

import hourglass.data.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Objects;

/**
 * Rows in buffers, in the form in which a file holds them: read into memory, or mapped so that the system loads and
 * forgets pages as it sees fit. One buffer addresses at most 2 GB, therefore several, each of whole rows.
 *
 * @param rowsPerBuffer in each buffer but the last
 * @param white the number that reads as 1
 */
record BufferRows(ByteBuffer[] buffers, int rowsPerBuffer, Element element, int count, int columns, float white)
        implements Rows {
    /** The longest row, in bytes, that fits into a buffer. */
    static final long LONGEST_ROW = 1L << 30;

    /** Rows in one buffer that holds nothing else. */
    static BufferRows of(ByteBuffer buffer, Element element, int columns, float white) {
        int count = buffer.limit() / (columns * element.bytes());
        return new BufferRows(new ByteBuffer[] {buffer}, count, element, count, columns, white);
    }

    /** Maps rows that start at a byte of a file; they stay readable after the channel is closed. */
    static BufferRows map(
            FileChannel file, long start, Element element, ByteOrder order, int count, int columns, float white)
            throws IOException {
        long rowBytes = (long) columns * element.bytes();
        int rowsPerBuffer = (int) Math.min(count, LONGEST_ROW / rowBytes);
        ByteBuffer[] buffers = new ByteBuffer[(int) (((long) count + rowsPerBuffer - 1) / rowsPerBuffer)];
        for (int i = 0; i < buffers.length; i++) {
            long first = (long) i * rowsPerBuffer;
            long rows = Math.min(rowsPerBuffer, count - first);
            buffers[i] = file.map(MapMode.READ_ONLY, start + first * rowBytes, rows * rowBytes)
                    .order(order);
        }
        return new BufferRows(buffers, rowsPerBuffer, element, count, columns, white);
    }

    @Override
    public void read(int row, float[] target, int offset) {
        Objects.checkFromIndexSize(offset, columns, target.length);
        ByteBuffer buffer = buffers[Objects.checkIndex(row, count) / rowsPerBuffer];
        element.read(buffer, row % rowsPerBuffer * columns * element.bytes(), target, offset, columns);
        if (white != 1) {
            for (int column = 0; column < columns; column++) {
                target[offset + column] /= white;
            }
        }
    }
}
