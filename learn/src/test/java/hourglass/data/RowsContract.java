package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.matrix.SparseMatrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What all rows do, however they hold their numbers. */
public interface RowsContract {
    /** Rows of finite numbers, at least 3. */
    Rows rows();

    @Test
    default void readsARowToItsPlaceAndNothingBeside() {
        Rows rows = rows();
        int columns = rows.columns();
        float[] target = new float[columns + 2];
        Arrays.fill(target, 77);
        rows.read(1, target, 1);
        assertThat(target).startsWith(77).endsWith(77);
        assertThat(Arrays.copyOfRange(target, 1, 1 + columns))
                .isEqualTo(Arrays.copyOfRange(rows.toArray(), columns, 2 * columns));
    }

    @Test
    default void readsRowsInAnyOrderAsOneByOne() {
        Rows rows = rows();
        int columns = rows.columns();
        int last = rows.count() - 1;
        float[] target = new float[3 * columns];
        rows.read(position -> last - position, 0, 3, target);
        float[] expected = new float[3 * columns];
        for (int i = 0; i < 3; i++) {
            rows.read(last - i, expected, i * columns);
        }
        assertThat(target).isEqualTo(expected);
    }

    @Test
    default void readsTheSameAgain() {
        Rows rows = rows();
        assertThat(rows.toArray()).isEqualTo(rows.toArray());
    }

    @Test
    default void addsTheNumbersThatAreNotZeroIfItIsSparse() {
        Rows rows = rows();
        SparseMatrix matrix = new SparseMatrix(rows.columns());
        if (!rows.isSparse()) {
            assertThatThrownBy(() -> rows.addNonZeros(0, matrix)).isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        float[] values = new float[rows.count() * rows.columns()];
        for (int row = 0; row < rows.count(); row++) {
            rows.addNonZeros(row, matrix);
            for (int i = matrix.start(row); i < matrix.start(row + 1); i++) {
                values[row * rows.columns() + matrix.indices()[i]] = matrix.values()[i];
            }
        }
        assertThat(values).isEqualTo(rows.toArray());
    }

    @Test
    default void choosesRowsByNumber() {
        Rows rows = rows();
        int columns = rows.columns();
        float[] all = rows.toArray();
        assertThat(rows.slice(1, 3).toArray()).isEqualTo(Arrays.copyOfRange(all, columns, 3 * columns));
        assertThat(rows.select(new int[] {2, 2}).slice(1, 2).toArray())
                .isEqualTo(Arrays.copyOfRange(all, 2 * columns, 3 * columns));
    }

    @Test
    default void hasAClassOrNoneForEachRow() {
        Rows rows = rows();
        for (int row = 0; row < rows.count(); row++) {
            assertThat(rows.label(row)).isGreaterThanOrEqualTo(Rows.UNLABELLED);
        }
        int[] classes = new int[rows.count()];
        classes[1] = 5;
        assertThat(rows.labelled(classes).label(1)).isEqualTo(5);
    }

    @Test
    default void refusesRowsThatDoNotExistAndTargetsThatAreTooSmall() {
        Rows rows = rows();
        float[] target = new float[rows.columns()];
        assertThatThrownBy(() -> rows.read(rows.count(), target, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> rows.read(-1, target, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> rows.read(0, target, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
