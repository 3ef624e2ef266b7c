package hourglass.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest implements OptimizerContract {
    @Override
    public Optimizer<? super DifferentiableFunction> optimizer(TestFunction function) {
        return Adam.of(function == TestFunction.ROUND ? 0.3 : 0.05);
    }

    @Override
    public int steps(TestFunction function) {
        return function == TestFunction.ROSENBROCK ? 2000 : 600;
    }

    /**
     * f = x^2 / 2 from x = 1 with rate 0.1, beta1 0.5, beta2 0.75 and next to no epsilon.
     *
     * <pre>
     *   g = 1      m = 0.5          v = 0.25          m^ = 0.5 / 0.5      v^ = 0.25 / 0.25     x = 1 - 0.1 * 1 / 1 = 0.9
     *   g = 0.9    m = 0.7          v = 0.39          m^ = 0.7 / 0.75     v^ = 0.39 / 0.4375
     *              x = 0.9 - 0.1 * 0.9333333 / 0.9441566 = 0.8011463
     *   g = 0.8011463   m = 0.7505732   v = 0.4529589   m^ = 0.7505732 / 0.875   v^ = 0.4529589 / 0.578125
     *              x = 0.8011463 - 0.1 * 0.8577979 / 0.8851579 = 0.7042373
     * </pre>
     */
    @Test
    void movesByTheRule() {
        Adam adam = new Adam(0.1, 0.5, 0.75, 1e-12, 0, Double.POSITIVE_INFINITY);
        assertThat(Bowl.walk(adam, 1, 3)).containsExactly(new float[] {0.9f, 0.8011463f, 0.7042373f}, within(1e-6f));
    }

    /** The first step has length rate whatever the gradient, but for epsilon: 1 / (1 + 1) here. */
    @Test
    void addsEpsilonToTheRoot() {
        Adam adam = new Adam(0.1, 0.9, 0.999, 1, 0, Double.POSITIVE_INFINITY);
        assertThat(Bowl.walk(adam, 1, 1)[0]).isEqualTo(0.95f, within(1e-6f));
    }

    /** From (2, 2): both move by 0.1, and the weight also shrinks by 0.1 * 0.5 of itself, untouched by the moments. */
    @Test
    void decaysOnlyWeightsAndBesideTheGradient() {
        float[] x = {2, 2};
        Adam.of(0.1).withWeightDecay(0.5).start(2, 1).step(new Bowl(2, 1), x, 1);
        assertThat(x).containsExactly(new float[] {1.8f, 1.9f}, within(1e-6f));
    }

    /** A first step does not show the gradient's length, its mean square does: 0.001 * 0.6^2. */
    @Test
    void shortensAGradientThatIsTooLong() {
        var state = Adam.of(0.1).withClip(1).start(2, 2);
        state.step(new Bowl(2, 2), new float[] {3, 4}, 1);
        assertThat(state.vectors().get(1)).containsExactly(new float[] {0.36e-3f, 0.64e-3f}, within(1e-8f));
    }

    @Test
    void scalesTheLearningRateByTheSchedulesFactor() {
        float[] x = {1};
        Adam.of(0.1).start(1, 1).step(new Bowl(1, 1), x, 0.5);
        assertThat(x[0]).isEqualTo(0.95f, within(1e-6f));
    }

    /** 0.9^k passes the smallest normal number at about k = 830, and would end at 5.6e-45. */
    @Test
    void keepsMeansOutOfTheSubnormalNumbers() {
        var state = Adam.of(0.1).start(1, 1);
        state.step(new Bowl(1, 1), new float[] {1}, 1);
        for (int i = 0; i < 1000; i++) {
            state.step(new Bowl(1, 1), new float[] {0}, 1);
        }
        assertThat(state.vectors().get(0)[0]).isBetween(Float.MIN_NORMAL, 1e-36f);
    }

    @Test
    void allocatesNothingInAStep() {
        assertThat(Bowl.allocatedBytesOfAStep(Adam.of(0.01).withWeightDecay(1e-4)))
                .isZero();
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adam.of(-0.1))
                .withMessage("learning rate must be positive and finite, but was -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(0.1, 0.9, 1, 1e-8, 0, 1))
                .withMessage("beta2 must lie in 0..1 without 1, but was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(0.1, 0.9, 0.999, 0, 0, 1))
                .withMessageContaining("epsilon");
    }
}
