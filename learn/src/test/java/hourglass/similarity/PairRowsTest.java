package hourglass.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import org.junit.jupiter.api.Test;

class PairRowsTest {
    private static final Matrix ROWS = Matrix.of(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});
    private static final Rows PAIRS =
            new Pairs(new int[] {2, 0}, new int[] {0, 1}, new boolean[] {true, false}).of(ROWS);

    @Test
    void aPairIsTwoRowsSideBySide() {
        assertThat(PAIRS.columns()).isEqualTo(4);
        assertThat(PAIRS.toArray()).containsExactly(5, 6, 1, 2, 1, 2, 3, 4);
    }

    @Test
    void itsLabelSaysWhetherTheyBelongTogether() {
        assertThat(PAIRS.label(0)).isEqualTo(1);
        assertThat(PAIRS.label(1)).isZero();
    }
}
