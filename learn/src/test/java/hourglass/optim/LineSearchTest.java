package hourglass.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSearchTest {
    private static final float[] FORWARD = {1};

    /** x^2 / 2 - x, least at 1. */
    private static final LineFunction PARABOLA = new LineFunction(x -> x * x / 2 - x, x -> x - 1);

    /** Least at 1, and no number beyond 2. */
    private static final LineFunction BARRIER =
            new LineFunction(x -> -Math.log(x) - Math.log(2 - x), x -> -1 / x + 1 / (2 - x));

    /** Moré and Thuente's first function, phi(a) = -a / (a^2 + 2), least at sqrt(2): concave further out. */
    private static final LineFunction HUMP =
            new LineFunction(x -> -x / (x * x + 2), x -> (x * x - 2) / Math.pow(x * x + 2, 2));

    /** Their second, (a + 0.004)^5 - 2 (a + 0.004)^4, least at 1.596: almost flat at the start. */
    private static final LineFunction PLATEAU = new LineFunction(
            x -> Math.pow(x + 0.004, 5) - 2 * Math.pow(x + 0.004, 4),
            x -> 5 * Math.pow(x + 0.004, 4) - 8 * Math.pow(x + 0.004, 3));

    @ParameterizedTest
    @CsvSource({
        "PARABOLA, 0.001", "PARABOLA, 0.1", "PARABOLA, 10", "PARABOLA, 1000",
        "HUMP, 0.001", "HUMP, 0.1", "HUMP, 10", "HUMP, 1000",
        "PLATEAU, 0.001", "PLATEAU, 0.1", "PLATEAU, 10", "PLATEAU, 1000"
    })
    void endsWhereTheStrongWolfeConditionsHold(String name, double firstStep) {
        LineFunction function = byName(name);
        float[] x = {0};
        double value = function.value(x);
        double slope = function.slope().applyAsDouble(0);
        LineSearch line = new LineSearch(1, 0.1);
        assertThat(line.search(function, x, value, FORWARD, slope, firstStep)).isTrue();
        assertThat(line.value()).isLessThanOrEqualTo(value + 1e-4 * line.step() * slope);
        assertThat(Math.abs(function.slope().applyAsDouble(x[0]))).isLessThanOrEqualTo(0.1 * Math.abs(slope) + 1e-6);
    }

    private static LineFunction byName(String name) {
        return switch (name) {
            case "PARABOLA" -> PARABOLA;
            case "HUMP" -> HUMP;
            default -> PLATEAU;
        };
    }

    @Test
    void theSecondTrialOnAParabolaIsItsMinimum() {
        Counted counted = new Counted(PARABOLA);
        float[] x = {0};
        new LineSearch(1, 1e-3).search(counted, x, 0, FORWARD, -1, 5);
        assertThat(x[0]).isEqualTo(1, within(1e-6f));
        assertThat(counted.evaluations()).isEqualTo(2);
    }

    @Test
    void takesAGoodFirstStepAtOnce() {
        Counted counted = new Counted(PARABOLA);
        new LineSearch(1, 0.1).search(counted, new float[1], 0, FORWARD, -1, 0.95);
        assertThat(counted.evaluations()).isEqualTo(1);
    }

    @Test
    void leavesBehindThePointItEndsAt() {
        float[] x = {0};
        LineSearch line = new LineSearch(1, 0.1);
        line.search(PARABOLA, x, 0, FORWARD, -1, 0.3);
        assertThat(line.value()).isEqualTo(PARABOLA.value(x));
        assertThat(line.gradient()[0]).isEqualTo(x[0] - 1);
        assertThat(line.step()).isEqualTo(x[0], within(1e-6));
    }

    /** The first trials are no numbers; the minimum lies half-way to the wall. */
    @ParameterizedTest
    @ValueSource(doubles = {1.9, 10, 1e4, 1e10})
    void keepsAwayFromValuesThatAreNoNumbers(double firstStep) {
        float[] x = {0.01f};
        double slope = BARRIER.slope().applyAsDouble(x[0]);
        assertThat(new LineSearch(1, 0.01).search(BARRIER, x, BARRIER.value(x), FORWARD, slope, firstStep))
                .isTrue();
        assertThat(x[0]).isBetween(0.4f, 1.6f);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.NaN, Double.NEGATIVE_INFINITY})
    void doesNotMoveWhereTheDirectionDoesNotDescend(double slope) {
        Counted counted = new Counted(PARABOLA);
        float[] x = {3};
        assertThat(new LineSearch(1, 0.1).search(counted, x, 1.5, FORWARD, slope, 1))
                .isFalse();
        assertThat(x).containsExactly(3);
        assertThat(counted.evaluations()).isZero();
    }

    @Test
    void doesNotMoveWhereEveryTrialIsNoNumber() {
        LineFunction cliff = new LineFunction(x -> x == 0 ? 0 : Double.NaN, x -> x == 0 ? -1 : Double.NaN);
        Counted counted = new Counted(cliff);
        float[] x = {0};
        assertThat(new LineSearch(1, 0.1).search(counted, x, 0, FORWARD, -1, 1)).isFalse();
        assertThat(x).containsExactly(0);
        assertThat(counted.evaluations()).isLessThan(30);
    }

    /** The slope claims a descent that the values deny. */
    @Test
    void doesNotMoveUphillOnAWrongSlope() {
        LineFunction wrong = new LineFunction(x -> x * x, x -> -1);
        float[] x = {1};
        assertThat(new LineSearch(1, 0.1).search(wrong, x, 1, FORWARD, -1, 1)).isFalse();
        assertThat(x).containsExactly(1);
    }

    /** A straight line falls for ever, so no point satisfies the conditions; the longest step seen is kept. */
    @Test
    void keepsTheLowestPointOfALineWithoutEnd() {
        LineFunction falling = new LineFunction(x -> -x, x -> -1);
        float[] x = {0};
        assertThat(new LineSearch(1, 0.1).search(falling, x, 0, FORWARD, -1, 1)).isTrue();
        assertThat(x[0]).isGreaterThan(100);
    }

    /** Values on a grid of 1e-4 about 1000, finer than 1e-6 of them, show no fall, but the slope does. */
    @Test
    void followsTheSlopeWhereValuesAreEqualUpToRounding() {
        LineFunction coarse =
                new LineFunction(x -> 1000 + Math.rint(1e4 * 5e-6 * (x - 1) * (x - 1)) / 1e4, x -> 1e-5 * (x - 1));
        float[] x = {0};
        assertThat(new LineSearch(1, 0.1).search(coarse, x, 1000, FORWARD, -1e-5, 3))
                .isTrue();
        assertThat(x[0]).isEqualTo(1, within(0.1f));
    }

    @Test
    void refusesACurvatureThatNoPointNeedSatisfy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LineSearch(1, 1e-5))
                .withMessageContaining("1.0E-5");
    }
}
