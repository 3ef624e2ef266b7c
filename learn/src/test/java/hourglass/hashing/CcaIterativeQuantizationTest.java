package hourglass.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.data.Rows;
import org.junit.jupiter.api.Test;

class CcaIterativeQuantizationTest {
    @Test
    void bringsClassesTogetherInCodesLongerThanThereAreClasses() {
        Rows data = Vectors.classes(300, 10, 3, 1);
        BinaryCodes codes = CcaIterativeQuantization.of(16).fit(data).binaryCodes(data);
        double same = 0;
        double other = 0;
        for (int row = 3; row < 300; row++) {
            same += codes.distance(row, codes.code(row - 3));
            other += codes.distance(row, codes.code(row - 1));
        }
        assertThat(same).isLessThan(0.3 * other);
    }

    @Test
    void leavesOutRowsWithoutAClass() {
        Rows data = Vectors.classes(200, 6, 2, 2);
        int[] labels = new int[200];
        for (int row = 0; row < 200; row++) {
            labels[row] = row < 100 ? data.label(row) : Rows.UNLABELLED;
        }
        assertThat(CcaIterativeQuantization.of(4).fit(data.labelled(labels)))
                .isEqualTo(CcaIterativeQuantization.of(4).fit(data.slice(0, 100)));
    }

    @Test
    void refusesRowsWithoutClasses() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> CcaIterativeQuantization.of(4).fit(Vectors.normal(50, 6, 1)))
                .withMessageContaining("no two classes")
                .withMessageContaining("itq");
    }
}
