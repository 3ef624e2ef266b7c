package hourglass.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SgdTest {
    private static final Offset<Float> ROUNDING = within(1e-6f);

    @Nested
    class Classical implements OptimizerContract {
        @Override
        public Optimizer<? super DifferentiableFunction> optimizer(TestFunction function) {
            return Sgd.of(rate(function), 0.9);
        }

        @Override
        public int steps(TestFunction function) {
            return budget(function);
        }
    }

    @Nested
    class Nesterov implements OptimizerContract {
        @Override
        public Optimizer<? super DifferentiableFunction> optimizer(TestFunction function) {
            return Sgd.of(rate(function), 0.9).withNesterov();
        }

        @Override
        public int steps(TestFunction function) {
            return budget(function);
        }
    }

    private static double rate(TestFunction function) {
        return switch (function) {
            case ROUND -> 0.1;
            case NARROW -> 1e-3;
            case ROSENBROCK -> 2e-4;
            case BEALE -> 5e-3;
            case LOGISTIC -> 0.2;
        };
    }

    private static int budget(TestFunction function) {
        return switch (function) {
            case ROUND, LOGISTIC -> 300;
            case NARROW, BEALE -> 1000;
            case ROSENBROCK -> 5000;
        };
    }

    /**
     * f = x^2 / 2 from x = 1 with rate 0.1 and momentum 0.5.
     *
     * <pre>
     *   v = -0.1 * 1                   = -0.1      x = 1 - 0.1        = 0.9
     *   v = -0.1 * 0.5 - 0.1 * 0.9     = -0.14     x = 0.9 - 0.14     = 0.76
     *   v = -0.14 * 0.5 - 0.1 * 0.76   = -0.146    x = 0.76 - 0.146   = 0.614
     * </pre>
     */
    @Test
    void movesByTheClassicalRule() {
        assertThat(Bowl.walk(Sgd.of(0.1, 0.5), 1, 3)).containsExactly(new float[] {0.9f, 0.76f, 0.614f}, ROUNDING);
    }

    /**
     * The same by Nesterov's rule, x being the look-ahead point: x = x + 0.5 v' - 0.1 g.
     *
     * <pre>
     *   v = -0.1                           x = 1 - 0.05 - 0.1             = 0.85
     *   v = -0.05 - 0.085 = -0.135         x = 0.85 - 0.0675 - 0.085      = 0.6975
     *   v = -0.0675 - 0.06975 = -0.13725   x = 0.6975 - 0.068625 - 0.06975 = 0.559125
     * </pre>
     */
    @Test
    void movesByNesterovsRule() {
        assertThat(Bowl.walk(Sgd.of(0.1, 0.5).withNesterov(), 1, 3))
                .containsExactly(new float[] {0.85f, 0.6975f, 0.559125f}, ROUNDING);
    }

    /** With momentum 0 and decay 0.5 from (1, 1): 1 - 0.1 * (1 + 0.5) = 0.85 for the weight, 0.9 for the bias. */
    @Test
    void decaysOnlyWeights() {
        float[] x = {1, 1};
        Sgd.of(0.1, 0).withWeightDecay(0.5).start(2, 1).step(new Bowl(2, 1), x, 1);
        assertThat(x).containsExactly(new float[] {0.85f, 0.9f}, ROUNDING);
    }

    /** The gradient (3, 4) has norm 5 and is cut to norm 1: (0.6, 0.8). */
    @Test
    void shortensAGradientThatIsTooLong() {
        float[] x = {3, 4};
        Sgd.of(0.1, 0).withClip(1).start(2, 2).step(new Bowl(2, 2), x, 1);
        assertThat(x).containsExactly(new float[] {2.94f, 3.92f}, ROUNDING);
    }

    @Test
    void leavesAGradientAloneThatIsShortEnough() {
        float[] clipped = {0.3f, 0.4f};
        float[] free = clipped.clone();
        Sgd.of(0.1, 0).withClip(1).start(2, 2).step(new Bowl(2, 2), clipped, 1);
        Sgd.of(0.1, 0).start(2, 2).step(new Bowl(2, 2), free, 1);
        assertThat(clipped).isEqualTo(free);
    }

    /** A clipped gradient is decayed after it is shortened: 3 - 0.1 * (0.6 + 0.5 * 3). */
    @Test
    void doesNotClipTheDecay() {
        float[] x = {3, 4};
        Sgd.of(0.1, 0).withWeightDecay(0.5).withClip(1).start(2, 1).step(new Bowl(2, 1), x, 1);
        assertThat(x).containsExactly(new float[] {2.79f, 3.92f}, ROUNDING);
    }

    @Test
    void scalesTheLearningRateByTheSchedulesFactor() {
        float[] x = {1};
        Sgd.of(0.1, 0).start(1, 1).step(new Bowl(1, 1), x, 0.5);
        assertThat(x[0]).isEqualTo(0.95f, ROUNDING);
    }

    @Test
    void allocatesNothingInAStep() {
        assertThat(Bowl.allocatedBytesOfAStep(Sgd.of(0.01, 0.9).withWeightDecay(1e-4)))
                .isZero();
    }

    @Test
    void allocatesNothingInAClippedStep() {
        assertThat(Bowl.allocatedBytesOfAStep(Sgd.of(0.01, 0.9).withClip(1))).isZero();
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sgd.of(0, 0.9))
                .withMessage("learning rate must be positive and finite, but was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sgd.of(Double.POSITIVE_INFINITY, 0.9))
                .withMessage("learning rate must be positive and finite, but was Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sgd.of(0.1, 1))
                .withMessage("momentum must lie in 0..1 without 1, but was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sgd.of(0.1, 0).withWeightDecay(-1))
                .withMessageContaining("weight decay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sgd.of(0.1, 0).withClip(Double.NaN))
                .withMessageContaining("NaN");
    }
}
