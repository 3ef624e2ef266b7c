package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReductionTest {
    private static final int AT = 3;

    /** A stretch of different numbers, with others around it that must not count. */
    private static float[] around(int n) {
        float[] values = new float[AT + n + 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < AT || i >= AT + n ? -1000 : (i * 7 % 11) - 5;
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 16, 37})
    void sumIsThatOfTheStretch(int n) {
        float[] values = around(n);
        double expected =
                IntStream.range(AT, AT + n).mapToDouble(i -> values[i]).sum();
        assertThat(Reduction.sum(values, AT, n)).isCloseTo(expected, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 16, 37})
    void minimumIsFoundAtEachPlace(int n) {
        for (int place = 0; place < n; place++) {
            float[] values = around(n);
            values[AT + place] = -6;
            assertThat(Reduction.min(values, AT, n)).isEqualTo(-6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 20})
    void nanIsNotPassedOver(int place) {
        float[] values = around(21);
        values[AT + place] = Float.NaN;
        assertThat(Reduction.min(values, AT, 21)).isNaN();
    }
}
