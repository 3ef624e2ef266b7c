package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.matrix.SparseMatrix;
import org.junit.jupiter.api.Test;

class SparseRowsTest {
    private static final SparseRows ROWS = SparseRows.builder(4)
            .add(new int[] {1, 3}, new float[] {2, 5}, 2)
            .add(new int[0], new float[0], 0)
            .add(new int[] {0}, new float[] {7}, 1)
            .build();

    @Test
    void rowsAreReadWithTheirZeros() {
        assertThat(ROWS.toArray()).containsExactly(0, 2, 0, 5, 0, 0, 0, 0, 7, 0, 0, 0);
    }

    @Test
    void viewsTellNonZerosOfTheRowsTheyChoose() {
        Rows view = ROWS.labelled(new int[] {4, 5, 6}).select(new int[] {2, 0}).slice(1, 2);
        SparseMatrix matrix = new SparseMatrix(4);
        view.addNonZeros(0, matrix);
        assertThat(view.isSparse()).isTrue();
        assertThat(view.label(0)).isEqualTo(4);
        assertThat(matrix.sum(0)).isEqualTo(7);
        assertThat(matrix.start(1)).isEqualTo(2);
    }

    @Test
    void refusesColumnsThatDoNotAscend() {
        SparseRows.Builder builder = SparseRows.builder(4);
        assertThatThrownBy(() -> builder.add(new int[] {2, 2}, new float[] {1, 1}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 2 after column 2");
        assertThatThrownBy(() -> builder.add(new int[] {4}, new float[] {1}, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.add(new int[] {0}, new float[] {Float.NaN}, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToBeEmpty() {
        assertThatThrownBy(() -> SparseRows.builder(4).build()).isInstanceOf(IllegalStateException.class);
    }
}
