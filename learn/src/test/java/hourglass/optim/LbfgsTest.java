package hourglass.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LbfgsTest {
    @Nested
    class StartingAnew implements OptimizerContract {
        @Override
        public Optimizer<? super DifferentiableFunction> optimizer(TestFunction function) {
            return Lbfgs.of().withIterations(10);
        }

        @Override
        public int steps(TestFunction function) {
            return 10;
        }
    }

    @Nested
    class KeepingHistory implements OptimizerContract {
        @Override
        public Optimizer<? super DifferentiableFunction> optimizer(TestFunction function) {
            return Lbfgs.of().withMemory(4).withIterations(2).keepingHistory();
        }

        @Override
        public int steps(TestFunction function) {
            return 50;
        }
    }

    /**
     * f = (x^2 + 4 y^2) / 2 from (4, 1). The first search goes along -g = (-4, -4) and is nearly exact: a = 0.4,
     * s = (-1.6, -1.6), y = (-1.6, -6.4), to (2.4, -0.6) with g = (2.4, -2.4).
     *
     * <pre>
     *   s y = 12.8   y y = 43.52   gamma = 0.2941176
     *   alpha = s g / s y = 0, so q = g;    gamma q = (0.7058824, -0.7058824)
     *   beta = y gamma q / s y = 3.3882353 / 12.8 = 0.2647059
     *   H g = (0.7058824, -0.7058824) - 0.2647059 s = (1.1294118, -0.2823529)
     *   the slope along -H g is -3.3882353, its curvature 1.2755709 + 4 * 0.0797232 = 1.5944637, the exact step 2.125
     *   x = (2.4, -0.6) - 2.125 H g = (0, 0)
     * </pre>
     */
    @Test
    void twoExactSearchesSolveTwoDimensions() {
        float[] x = {4, 1};
        new Lbfgs(5, 1, false, 0.001).start(2, 2).step(new Diagonal(1, 4), x, 1);
        assertThat(x).containsExactly(new float[] {2.4f, -0.6f}, within(1e-5f));
        x = new float[] {4, 1};
        new Lbfgs(5, 2, false, 0.001).start(2, 2).step(new Diagonal(1, 4), x, 1);
        assertThat(x).containsExactly(new float[] {0, 0}, within(1e-5f));
    }

    @ParameterizedTest
    @EnumSource(names = {"NARROW", "ROSENBROCK", "LOGISTIC"})
    void needsFewerEvaluationsThanConjugateGradients(TestFunction function) {
        int lbfgs = Counted.untilMinimum(Lbfgs.of().withIterations(1).keepingHistory(), function);
        int gradients = Counted.untilMinimum(ConjugateGradients.of(), function);
        assertThat(lbfgs).isLessThan(gradients);
    }

    @Test
    void keptHistorySavesEvaluations() {
        Lbfgs lbfgs = Lbfgs.of().withIterations(3);
        assertThat(Counted.untilMinimum(lbfgs.keepingHistory(), TestFunction.ROSENBROCK))
                .isLessThan(Counted.untilMinimum(lbfgs, TestFunction.ROSENBROCK));
    }

    @Test
    void carriesNothingFromStepToStepUnlessAsked() {
        assertThat(Lbfgs.of().start(2, 2).vectors()).isEmpty();
    }

    @Test
    void carriesTwoVectorsForEveryPair() {
        assertThat(Lbfgs.of().withMemory(7).keepingHistory().start(3, 3).vectors())
                .hasSize(14)
                .allMatch(vector -> vector.length == 3);
    }

    @Test
    void givesUpWhereNoDirectionLeadsDown() {
        Counted lost = new Counted(new LineFunction(x -> x == 0 ? 0 : Double.NaN, x -> 1));
        float[] x = {0};
        Lbfgs.of().withIterations(1000).start(1, 1).step(lost, x, 1);
        assertThat(x).containsExactly(0);
        assertThat(lost.evaluations()).isLessThan(50);
    }

    @Test
    void allocatesNothingInAStep() {
        assertThat(Bowl.allocatedBytesOfAStep(Lbfgs.of().keepingHistory())).isZero();
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lbfgs.of().withMemory(0))
                .withMessage("memory must be 1 or more, but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lbfgs.of().withIterations(-1))
                .withMessage("iterations must be 1 or more, but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lbfgs(5, 5, false, 1))
                .withMessageContaining("curvature");
    }
}
