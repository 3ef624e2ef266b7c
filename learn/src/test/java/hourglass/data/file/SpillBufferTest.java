package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Rows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpillBufferTest {
    /** Around the limit of memory and the size of the buffer of the file, in pieces of any size. */
    @Property(tries = 60)
    void givesBackWhatWasWritten(
            @ForAll @IntRange(max = 4_000_000) int limit, @ForAll @IntRange(min = 100, max = 3_000_000) int piece) {
        byte[] bytes = new byte[3_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 / 8);
        }
        try (SpillBuffer spool = new SpillBuffer(limit)) {
            for (int at = 0; at < bytes.length; at += piece) {
                spool.write(bytes, at, Math.min(piece, bytes.length - at));
            }
            Rows rows = spool.rows(Element.U8, ByteOrder.BIG_ENDIAN, 1000, 1);
            assertThat(rows.count()).isEqualTo(3000);
            float[] row = new float[1000];
            for (int i = 0; i < 3000; i += 7) {
                rows.read(i, row, 0);
                for (int column = 0; column < 1000; column += 13) {
                    assertThat(row[column]).isEqualTo(bytes[1000 * i + column] & 0xFF);
                }
            }
        }
    }

    @Test
    void smallStaysInMemory() {
        assertThat(spooled(1000))
                .satisfies(rows -> assertThat(rows.getClass().getSimpleName()).isEqualTo("ByteRows"));
    }

    @Test
    void largeIsMapped() {
        assertThat(spooled(10))
                .isInstanceOfSatisfying(BufferRows.class, rows -> assertThat(rows.buffers()[0].isDirect())
                        .isTrue());
    }

    @Test
    void readsFloatsInTheirByteOrder() {
        try (SpillBuffer spool = new SpillBuffer(0)) {
            spool.write(ByteBuffer.allocate(8).putFloat(1.5f).putFloat(-2).array(), 0, 8);
            assertThat(spool.rows(Element.F32, ByteOrder.BIG_ENDIAN, 2, 1).toArray())
                    .containsExactly(1.5f, -2);
        }
    }

    private static Rows spooled(int limit) {
        try (SpillBuffer spool = new SpillBuffer(limit)) {
            spool.write(new byte[100], 0, 100);
            return spool.rows(Element.U8, ByteOrder.BIG_ENDIAN, 10, 1);
        }
    }
}
