package hourglass.optim;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.VectorSink;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every optimiser does, whatever its rule. */
interface OptimizerContract {
    /** The optimiser with options that suit the function. */
    Optimizer<? super DifferentiableFunction> optimizer(TestFunction function);

    /** Within how many steps it comes down to the minimum. */
    int steps(TestFunction function);

    @ParameterizedTest
    @EnumSource
    default void comesDownToTheMinimum(TestFunction function) {
        float[] x = function.start();
        run(optimizer(function), function, x, steps(function));
        assertThat(function.value(x) - function.minimum()).isLessThan(1e-4);
    }

    @ParameterizedTest
    @EnumSource
    default void returnsTheValueBeforeTheStep(TestFunction function) {
        float[] x = function.start();
        var state = optimizer(function).start(function.dimension(), function.weightCount());
        for (int i = 0; i < 3; i++) {
            double before = function.value(x);
            assertThat(state.step(function, x, 1)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aResumedRunEqualsAnUninterruptedOneBitForBit(TestFunction function) {
        Optimizer<? super DifferentiableFunction> optimizer = optimizer(function);
        float[] straight = function.start();
        run(optimizer, function, straight, 12);

        float[] resumed = function.start();
        var first = optimizer.start(function.dimension(), function.weightCount());
        for (int i = 0; i < 5; i++) {
            first.step(function, resumed, 1);
        }
        List<float[]> saved = first.vectors().stream().map(float[]::clone).toList();
        var second = optimizer.start(function.dimension(), function.weightCount());
        List<float[]> restored = second.vectors();
        for (int i = 0; i < saved.size(); i++) {
            System.arraycopy(saved.get(i), 0, restored.get(i), 0, saved.get(i).length);
        }
        second.resumeAt(first.steps());
        for (int i = 5; i < 12; i++) {
            second.step(function, resumed, 1);
        }
        assertThat(resumed).isEqualTo(straight);
        assertThat(second.steps()).isEqualTo(12);
    }

    @Test
    default void staysWhereTheGradientIsZero() {
        float[] x = {0, 1, 2, 3, 4};
        run(optimizer(TestFunction.ROUND), TestFunction.ROUND, x, 3);
        assertThat(x).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    default void countsItsSteps() {
        var state = optimizer(TestFunction.ROUND).start(5, 5);
        state.step(TestFunction.ROUND, TestFunction.ROUND.start(), 1);
        state.step(TestFunction.ROUND, TestFunction.ROUND.start(), 1);
        assertThat(state.steps()).isEqualTo(2);
    }

    @Test
    default void saysThatAFunctionIsNoNumber() {
        DifferentiableFunction lost = new DifferentiableFunction() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public int weightCount() {
                return 2;
            }

            @Override
            public double value(float[] at) {
                return Double.NaN;
            }

            @Override
            public double gradient(float[] at, VectorSink sink) {
                float[] slope = new float[2];
                Arrays.fill(slope, Float.NaN);
                sink.accept(0, 2, slope, 0);
                return Double.NaN;
            }
        };
        var state = optimizer(TestFunction.ROSENBROCK).start(2, 2);
        assertThat(state.step(lost, new float[2], 1)).isNaN();
    }

    private static void run(
            Optimizer<? super DifferentiableFunction> optimizer, TestFunction function, float[] x, int steps) {
        var state = optimizer.start(function.dimension(), function.weightCount());
        for (int i = 0; i < steps; i++) {
            state.step(function, x, 1);
        }
    }
}
