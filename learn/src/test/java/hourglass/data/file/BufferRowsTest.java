package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Rows;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BufferRowsTest {
    @TempDir
    private Path folder;

    /** The file is full of holes and takes no room on disk. */
    @Test
    void readsBeyondTwoGigabytes() throws IOException {
        int columns = 1_000_003;
        int count = 3_000;
        long size = 16L + (long) count * columns;
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
            file.setLength(size);
            for (int row = 0; row < count; row += 77) {
                file.seek(16 + (long) row * columns);
                file.write(row % 251);
                file.seek(16 + (long) (row + 1) * columns - 1);
                file.write(row % 13);
            }
            Rows rows = BufferRows.map(file.getChannel(), 16, Element.U8, ByteOrder.BIG_ENDIAN, count, columns, 1);
            float[] values = new float[columns];
            for (int row = 0; row < count; row += 77) {
                rows.read(row, values, 0);
                assertThat(values[0]).isEqualTo(row % 251);
                assertThat(values[columns - 1]).isEqualTo(row % 13);
            }
        }
    }

    @Test
    void refusesRowsOutside() {
        Rows rows = BufferRows.of(ByteBuffer.allocate(24), Element.F32, 3, 1);
        float[] target = new float[3];
        assertThatThrownBy(() -> rows.read(2, target, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> rows.read(-1, target, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> rows.read(0, target, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
