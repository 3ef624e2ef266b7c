package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MatrixTest {
    private static final Matrix MATRIX = Matrix.of(new float[] {1, 2}, new float[] {4, -2}, new float[] {0, 0});

    @Test
    void squaredDistanceIsTheSumOfSquaredDifferences() {
        assertThat(MATRIX.squaredDistance(0, MATRIX, 1)).isEqualTo(25);
        assertThat(MATRIX.squaredDistance(2, Matrix.of(new float[] {3, 0}), 0)).isEqualTo(9);
    }

    @Test
    void squaredDistanceRefusesRowsOfAnotherLengthOrThatAreNotThere() {
        Matrix wider = Matrix.of(new float[] {1, 2, 3});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MATRIX.squaredDistance(0, wider, 0))
                .withMessage("rows of 2 and of 3 columns");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> MATRIX.squaredDistance(3, MATRIX, 0));
    }
}
