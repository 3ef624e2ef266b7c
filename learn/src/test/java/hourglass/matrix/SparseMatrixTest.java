package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SparseMatrixTest {
    @Property(tries = 50)
    void productIsThatOfTheDenseMatrix(
            @ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 30) int columns,
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] dense = numbers(rows * columns, random, 0.4);
        float[] b = numbers(columns * n, random, 1);
        float[] expected = new float[rows * n];
        Blas.multiply(rows, n, columns, dense, 0, columns, b, 0, n, 0, expected, 0, n);
        float[] product = new float[rows * n];
        sparse(dense, columns).multiply(0, rows, b, 0, n, product, 0, SparseMatrix.scratch(n));
        for (int i = 0; i < product.length; i++) {
            assertThat(product[i]).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Property(tries = 50)
    void transposeOfTheTransposeIsTheMatrix(
            @ForAll @IntRange(min = 1, max = 20) int rows,
            @ForAll @IntRange(min = 1, max = 30) int columns,
            @ForAll long seed) {
        float[] dense = numbers(rows * columns, new SplittableRandom(seed), 0.2);
        SparseMatrix transpose = new SparseMatrix(rows);
        sparse(dense, columns).transpose(transpose);
        for (int column = 0; column < columns; column++) {
            for (int i = transpose.start(column); i < transpose.start(column + 1); i++) {
                int row = transpose.indices()[i];
                assertThat(transpose.values()[i]).isEqualTo(dense[row * columns + column]);
                dense[row * columns + column] = 0;
            }
        }
        assertThat(dense).containsOnly(0);
    }

    @Test
    void isEmptyAndCanBeFilledAgainAfterClear() {
        SparseMatrix matrix = sparse(new float[] {1, 0, 2, 3}, 2);
        matrix.clear();
        matrix.add(new int[] {1}, new float[] {5}, 0, 1);
        assertThat(matrix.rows()).isOne();
        assertThat(matrix.sum(0)).isEqualTo(5);
    }

    @Test
    void refusesATransposeThatDoesNotFit() {
        assertThatThrownBy(() -> sparse(new float[] {1, 2, 3}, 1).transpose(new SparseMatrix(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 rows");
    }

    private static SparseMatrix sparse(float[] dense, int columns) {
        SparseMatrix matrix = new SparseMatrix(columns);
        int[] indices = new int[columns];
        float[] values = new float[columns];
        for (int row = 0; row < dense.length / columns; row++) {
            int length = 0;
            for (int column = 0; column < columns; column++) {
                if (dense[row * columns + column] != 0) {
                    indices[length] = column;
                    values[length++] = dense[row * columns + column];
                }
            }
            matrix.add(indices, values, 0, length);
        }
        return matrix;
    }

    private static float[] numbers(int count, SplittableRandom random, double share) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextDouble() < share ? (float) random.nextGaussian() : 0;
        }
        return numbers;
    }
}
