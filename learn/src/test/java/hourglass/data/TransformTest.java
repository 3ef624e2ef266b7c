package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformTest {
    private static final Offset<Float> NEARLY = within(1e-5f);
    private static final Rows ROWS = Rows.of(new float[] {1, 10, 7, 3, 30, 7, 5, 20, 7}, 3);

    static Stream<Function<Rows, Transform>> fits() {
        return Stream.of(rows -> new Transform.Identity(), Standardization::fit, Scaling::fit);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void inversionGivesBackTheRows(Function<Rows, Transform> fit) {
        Transform transform = fit.apply(ROWS);
        float[] values = ROWS.toArray();
        transform.apply(values, 0, 3);
        transform.invert(values, 0, 3);
        assertThat(values).containsExactly(ROWS.toArray(), NEARLY);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void viewEqualsTransformingInPlace(Function<Rows, Transform> fit) {
        Transform transform = fit.apply(ROWS);
        float[] values = ROWS.toArray();
        transform.apply(values, 0, 3);
        assertThat(ROWS.transformed(transform).toArray()).isEqualTo(values);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void touchesOnlyTheRowsNamed(Function<Rows, Transform> fit) {
        float[] values = {100, 1, 10, 7, 100};
        fit.apply(ROWS).apply(values, 1, 1);
        assertThat(values).startsWith(100).endsWith(100);
    }

    @Test
    void standardizationGivesMeanZeroAndDeviationOne() {
        float root = (float) Math.sqrt(1.5);
        assertThat(ROWS.transformed(Standardization.fit(ROWS)).toArray())
                .containsExactly(new float[] {-root, -root, 0, 0, root, 0, root, 0, 0}, NEARLY);
    }

    @Test
    void largeMeanDoesNotDrownASmallDeviation() {
        float[] values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1_000_000 + i % 2;
        }
        assertThat(Standardization.fit(Rows.of(values, 1)).deviation()[0]).isCloseTo(0.5f, NEARLY);
    }

    @Test
    void scalingFillsZeroToOne() {
        assertThat(ROWS.transformed(Scaling.fit(ROWS)).toArray())
                .containsExactly(new float[] {0, 0, 0, 0.5f, 1, 0, 1, 0.5f, 0}, NEARLY);
    }

    @Test
    void scalesNumbersWhoseRangeIsBeyondFloat() {
        Rows rows = Rows.of(new float[] {-3e38f, 0, 3e38f}, 1);
        float[] scaled = rows.transformed(Scaling.fit(rows)).toArray();
        assertThat(scaled).isSorted();
        assertThat(scaled[2]).isFinite();
    }

    @Test
    void takesAColumnThatVariesByRoundingAloneAsConstant() {
        Rows rows = Rows.of(new float[] {0, Float.MIN_VALUE, 0, Float.MIN_VALUE}, 1);
        assertThat(Standardization.fit(rows).deviation()).containsExactly(1);
    }

    @Test
    void refusesToDivideByNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Standardization(new float[2], new float[] {1, 0}))
                .withMessageContaining("deviation 1 is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scaling(new float[2], new float[] {1, Float.NaN}))
                .withMessageContaining("range 1 is NaN");
    }

    @Test
    void equalByContent() {
        assertThat(Standardization.fit(ROWS))
                .isEqualTo(Standardization.fit(ROWS))
                .hasSameHashCodeAs(Standardization.fit(ROWS));
        assertThat(Scaling.fit(ROWS)).isEqualTo(Scaling.fit(ROWS)).hasSameHashCodeAs(Scaling.fit(ROWS));
    }
}
