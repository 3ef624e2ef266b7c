package hourglass.matrix;

import static java.lang.Float.NEGATIVE_INFINITY;
import static java.lang.Float.NaN;
import static java.lang.Float.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseTest {
    private static final int GRID = 1 << 18;

    @FunctionalInterface
    private interface Stretch {
        void apply(float[] a, int at, int n);
    }

    private static final Function TANH = new Function("tanh", Elementwise::tanh, Math::tanh, -1, 1);
    private static final Function SIGMOID =
            new Function("sigmoid", Elementwise::sigmoid, ElementwiseTest::sigmoid, 0, 1);
    private static final Function EXP = new Function(
            "exp", Elementwise::exp, x -> Math.exp(Math.min(Math.max(x, -87), 88)), Math.exp(-87), Math.exp(88));
    private static final Function SOFTPLUS =
            new Function("softplus", Elementwise::softplus, ElementwiseTest::softplus, 0, Double.POSITIVE_INFINITY);
    private static final Function RECTIFY =
            new Function("rectify", Elementwise::rectify, x -> Math.max(x, 0), 0, Double.POSITIVE_INFINITY);

    /**
     * @param least its limit at negative infinity
     * @param most its limit at infinity
     */
    record Function(String name, Stretch stretch, DoubleUnaryOperator exact, double least, double most) {
        @Override
        public String toString() {
            return name;
        }

        float of(float x) {
            float[] a = {x};
            stretch.apply(a, 0, 1);
            return a[0];
        }

        /** The largest error over a grid, each relative to the larger of {@code floor} and the exact value's size. */
        double error(double from, double to, double floor) {
            double largest = 0;
            float[] x = new float[512];
            for (int start = 0; start < GRID; start += x.length) {
                for (int i = 0; i < x.length; i++) {
                    x[i] = (float) (from + (to - from) * (start + i) / (GRID - 1));
                }
                float[] a = x.clone();
                stretch.apply(a, 0, a.length);
                for (int i = 0; i < x.length; i++) {
                    double value = exact.applyAsDouble(x[i]);
                    largest = Math.max(largest, Math.abs(a[i] - value) / Math.max(Math.abs(value), floor));
                }
            }
            return largest;
        }
    }

    static Stream<Function> functions() {
        return Stream.of(TANH, SIGMOID, EXP, SOFTPLUS, RECTIFY);
    }

    @Test
    void tanhKeepsItsErrorBound() {
        assertThat(TANH.error(-2, 2, 1)).isLessThan(5e-7);
        assertThat(TANH.error(-30, 30, 1)).isLessThan(5e-7);
    }

    @Test
    void sigmoidKeepsItsErrorBound() {
        assertThat(SIGMOID.error(-3, 3, 1)).isLessThan(3e-7);
        assertThat(SIGMOID.error(-60, 60, 1)).isLessThan(3e-7);
    }

    @Test
    void expKeepsItsErrorBound() {
        assertThat(EXP.error(-1, 1, 0)).isLessThan(3e-7);
        assertThat(EXP.error(-90, 90, 0)).isLessThan(3e-7);
    }

    @Test
    void expOfNegativeKeepsItsErrorBound() {
        for (float x = -40; x <= 0; x += 1f / 1024) {
            float[] a = {x};
            Elementwise.expOfNegative(a, 0, 1);
            assertThat((double) a[0]).as("exp(%s)", x).isCloseTo(Math.exp(x), within(3e-7));
        }
    }

    @Test
    void expOfFarNegativeIsExactlyZero() {
        float[] a = {-20, -1e30f, NEGATIVE_INFINITY, 0, NaN};
        Elementwise.expOfNegative(a, 0, a.length);
        assertThat(a).containsExactly(0, 0, 0, 1, NaN);
    }

    @Test
    void softplusKeepsItsErrorBound() {
        assertThat(SOFTPLUS.error(-2, 2, 1)).isLessThan(1e-6);
        assertThat(SOFTPLUS.error(-40, 40, 1)).isLessThan(1e-6);
        assertThat(SOFTPLUS.error(-1e10, 1e10, 1)).isLessThan(1e-6);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void notANumberStaysVisible(Function function) {
        assertThat(function.of(NaN)).isNaN();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void infinitiesAndTheLargestNumbersGiveTheLimits(Function function) {
        assertThat((double) function.of(NEGATIVE_INFINITY)).isCloseTo(function.least, within(3e-7));
        assertThat((double) function.of(-Float.MAX_VALUE)).isCloseTo(function.least, within(3e-7));
        if (Double.isInfinite(function.most)) {
            assertThat(function.of(POSITIVE_INFINITY)).isEqualTo(POSITIVE_INFINITY);
        } else {
            assertThat((double) function.of(POSITIVE_INFINITY)).isCloseTo(function.most, within(3e-7 * function.most));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void leavesTheRestOfTheRowAlone(Function function) {
        for (int n : new int[] {0, 1, 7, 8, 33}) {
            float[] a = new float[40];
            Arrays.fill(a, -1.5f);
            function.stretch.apply(a, 3, n);
            float inside = function.of(-1.5f);
            for (int i = 0; i < a.length; i++) {
                assertThat(a[i]).isEqualTo(i >= 3 && i < 3 + n ? inside : -1.5f);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void staysWithinTheFunctionsRange(Function function) {
        for (int i = -4000; i <= 4000; i++) {
            assertThat((double) function.of(i * 0.01f)).isBetween(function.least, function.most);
        }
    }

    @Test
    void crossEntropyKeepsItsErrorBound() {
        float[] fractions = {0, 1, 0.5f, 0.1f, 0.999f};
        float[] a = new float[5];
        float[] s = new float[5];
        float[] loss = new float[5];
        for (int step = -3000; step <= 3000; step++) {
            float input = step * 0.01f;
            Arrays.fill(a, input);
            Arrays.fill(s, input);
            Arrays.fill(loss, 0);
            Elementwise.sigmoid(s, 0, 5);
            Elementwise.addCrossEntropy(a, s, fractions, 0, 5, loss);
            for (int i = 0; i < 5; i++) {
                double exact = softplus(input) - (double) fractions[i] * input;
                assertThat((double) loss[i]).isCloseTo(exact, within(1e-6 * Math.max(1, Math.abs(input))));
            }
        }
    }

    @Test
    void crossEntropyIsAddedToTheLossOfAStretch() {
        float[] a = {9, 0, 2};
        float[] s = {9, 0.5f, (float) sigmoid(2)};
        float[] loss = {10, 20, 30};
        Elementwise.addCrossEntropy(a, s, new float[] {9, 1, 0}, 1, 2, loss);
        assertThat(loss).containsExactly(new float[] {10.693147f, 22.126928f, 30}, within(3e-6f));
    }

    @Test
    void addsScalesAndSubtractsStretches() {
        float[] a = {1, 2, 3, 4};
        Elementwise.add(a, 1, 2, new float[] {0, 0, 10, 20}, 2);
        assertThat(a).containsExactly(1, 12, 23, 4);
        Elementwise.scale(a, 2, 2, 0.5f);
        assertThat(a).containsExactly(1, 12, 11.5f, 2);
        float[] target = new float[4];
        Elementwise.scaledDifference(a, new float[] {1, 1, 1, 1}, 1, 2, 2, target);
        assertThat(target).containsExactly(0, 22, 21, 0);
    }

    @Test
    void vectorsBecomeOfLengthOne() {
        float[] a = {9, 3, -4, 3e-30f, 4e-30f, 0, 0, Float.NaN};
        assertThat(Elementwise.toUnitLength(a, 1, 2)).isEqualTo(5);
        assertThat(Elementwise.toUnitLength(a, 3, 2)).isCloseTo(5e-30, within(1e-36));
        assertThat(Elementwise.toUnitLength(a, 5, 2)).isZero();
        assertThat(a).containsExactly(9, 0.6f, -0.8f, 0.6f, 0.8f, 0, 0, Float.NaN);
        assertThat(Elementwise.toUnitLength(a, 6, 2)).isNaN();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
