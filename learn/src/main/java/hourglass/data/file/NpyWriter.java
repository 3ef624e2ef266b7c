package hourglass.data.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes npy of version 1.0; the header, which holds the number of rows, is written last. */
final class NpyWriter implements RowWriter {
    /** NumPy aligns the numbers to 64 bytes; twice that is enough for any number of rows and columns. */
    private static final int HEADER_BYTES = 128;

    private final AtomicFile file;
    private final int columns;
    private final ByteBuffer buffer;
    private long count;

    NpyWriter(Path path, int columns) {
        this.columns = columns;
        this.buffer = ByteBuffer.allocate(Math.max(1 << 16, HEADER_BYTES + Float.BYTES * columns))
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(HEADER_BYTES);
        this.file = AtomicFile.create(path);
    }

    @Override
    public void append(float[] values, int rows) {
        for (int row = 0; row < rows; row++) {
            if (buffer.remaining() < Float.BYTES * columns) {
                flush();
            }
            for (int column = 0; column < columns; column++) {
                buffer.putFloat(values[row * columns + column]);
            }
        }
        count += rows;
    }

    private void flush() {
        file.write(buffer.flip());
        buffer.clear();
    }

    @Override
    public void commit() {
        flush();
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(count, columns);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(Npy.MAGIC).put((byte) 1).put((byte) 0).putShort((short) (HEADER_BYTES - bytes.position() - 2));
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        while (bytes.remaining() > 1) {
            bytes.put((byte) ' ');
        }
        file.overwrite(0, bytes.put((byte) '\n').flip());
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
