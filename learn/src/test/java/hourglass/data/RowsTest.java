package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RowsTest {
    private static final Rows ROWS = Rows.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2);

    @Test
    void readsARowWhereTold() {
        float[] target = new float[4];
        ROWS.read(2, target, 1);
        assertThat(target).containsExactly(0, 5, 6, 0);
    }

    @Test
    void slices() {
        assertThat(ROWS.slice(1, 3).toArray()).containsExactly(3, 4, 5, 6);
        assertThat(ROWS.slice(1, 4).slice(1, 2).toArray()).containsExactly(5, 6);
    }

    @Test
    void selects() {
        assertThat(ROWS.select(new int[] {3, 0, 3}).toArray()).containsExactly(7, 8, 1, 2, 7, 8);
    }

    @Test
    void refusesRowsOutside() {
        float[] target = new float[2];
        assertThatThrownBy(() -> ROWS.slice(0, 2).read(2, target, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ROWS.slice(2, 5))
                .hasMessageContaining("rows 2 to 5")
                .hasMessageContaining("4 rows");
        assertThatThrownBy(() -> ROWS.read(4, target, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bytesReadAsPartsOfWhite() {
        assertThat(new ByteRows(new byte[] {0, 51, -1}, 3, 255).toArray()).containsExactly(0, 0.2f, 1);
    }

    @Test
    void refusesPartsOfRows() {
        assertThatThrownBy(() -> Rows.of(new float[5], 2))
                .hasMessageContaining("5 values")
                .hasMessageContaining("2 columns");
        assertThatThrownBy(() -> new ByteRows(new byte[5], 2, 1)).hasMessageContaining("5 bytes");
    }
}
