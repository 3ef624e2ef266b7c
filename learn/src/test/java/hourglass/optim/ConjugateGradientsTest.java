package hourglass.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.optim.ConjugateGradients.Formula;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConjugateGradientsTest {
    /** Long enough steps for the conjugate directions to matter. */
    interface Contract extends OptimizerContract {
        Formula formula();

        @Override
        default Optimizer<? super DifferentiableFunction> optimizer(TestFunction function) {
            return ConjugateGradients.of().withLineSearches(10).withFormula(formula());
        }

        @Override
        default int steps(TestFunction function) {
            return 10;
        }
    }

    @Nested
    class PolakRibierePlus implements Contract {
        @Override
        public Formula formula() {
            return Formula.POLAK_RIBIERE_PLUS;
        }
    }

    @Nested
    class HestenesStiefelPlus implements Contract {
        @Override
        public Formula formula() {
            return Formula.HESTENES_STIEFEL_PLUS;
        }
    }

    @Nested
    class FletcherReeves implements Contract {
        @Override
        public Formula formula() {
            return Formula.FLETCHER_REEVES;
        }
    }

    @Nested
    class DaiYuan implements Contract {
        @Override
        public Formula formula() {
            return Formula.DAI_YUAN;
        }
    }

    /**
     * g = (1, 2), g' = (2, -0.5), d = -g: g'g' = 4.25, g'g = 1, gg = 5, dg' = -1, dg = -5.
     *
     * <pre>
     *   PR  (4.25 - 1) / 5      = 0.65       HS  (4.25 - 1) / (-1 + 5) = 0.8125
     *   FR  4.25 / 5            = 0.85       DY  4.25 / (-1 + 5)       = 1.0625
     * </pre>
     */
    @ParameterizedTest
    @CsvSource({"POLAK_RIBIERE_PLUS, 0.65", "HESTENES_STIEFEL_PLUS, 0.8125", "FLETCHER_REEVES, 0.85", "DAI_YUAN, 1.0625"
    })
    void weighsTheLastDirectionByItsFormula(Formula formula, double beta) {
        assertThat(formula.beta(4.25, 1, 5, -1, -5)).isEqualTo(beta, within(1e-12));
    }

    /**
     * f = (x^2 + 4 y^2) / 2 from (4, 1): g = (4, 4), the exact step along (-4, -4) is 32 / 80 = 0.4, to (2.4, -0.6) with
     * g' = (2.4, -2.4). All formulas give beta = 11.52 / 32 = 0.36 and d' = (-3.84, 0.96), a multiple of (-2.4, 0.6).
     */
    @ParameterizedTest
    @EnumSource
    void twoExactSearchesSolveTwoDimensions(Formula formula) {
        float[] x = {4, 1};
        new ConjugateGradients(1, formula, 0.001).start(2, 2).step(new Diagonal(1, 4), x, 1);
        assertThat(x).containsExactly(new float[] {2.4f, -0.6f}, within(1e-5f));
        x = new float[] {4, 1};
        new ConjugateGradients(2, formula, 0.001).start(2, 2).step(new Diagonal(1, 4), x, 1);
        assertThat(x).containsExactly(new float[] {0, 0}, within(1e-5f));
    }

    /** In exact arithmetic 8 searches would do; in single precision the directions lose a little of their conjugacy. */
    @Test
    void solvesAQuadraticInLittleMoreThanItsDimensions() {
        double[] curvatures = {1, 2, 5, 10, 20, 40, 70, 100};
        float[] x = {1, 1, 1, 1, 1, 1, 1, 1};
        Diagonal quadratic = new Diagonal(curvatures);
        double before = quadratic.value(x);
        new ConjugateGradients(10, Formula.POLAK_RIBIERE_PLUS, 0.001)
                .start(8, 8)
                .step(quadratic, x, 1);
        assertThat(quadratic.value(x)).isLessThan(1e-6 * before);
    }

    @Test
    void everyStepStartsFromSteepestDescent() {
        float[] x = {4, 1};
        var state = ConjugateGradients.of().start(2, 2);
        state.step(new Diagonal(1, 4), x, 1);
        float[] y = {4, 1};
        float[] z = {4, 1};
        state.step(new Diagonal(3, 1), y, 1);
        ConjugateGradients.of().start(2, 2).step(new Diagonal(3, 1), z, 1);
        assertThat(y).isEqualTo(z);
    }

    @Test
    void carriesNothingFromStepToStep() {
        assertThat(ConjugateGradients.of().start(2, 2).vectors()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theValueNeverRises(TestFunction function) {
        float[] x = function.start();
        var state = ConjugateGradients.of().start(function.dimension(), function.weightCount());
        double last = function.value(x);
        for (int i = 0; i < 50; i++) {
            state.step(function, x, 1);
            double value = function.value(x);
            assertThat(value).isLessThanOrEqualTo(last * (1 + 1e-6));
            last = value;
        }
    }

    @Test
    void givesUpWhereNoDirectionLeadsDown() {
        Counted lost = new Counted(new LineFunction(x -> x == 0 ? 0 : Double.NaN, x -> 1));
        float[] x = {0};
        ConjugateGradients.of().withLineSearches(1000).start(1, 1).step(lost, x, 1);
        assertThat(x).containsExactly(0);
        assertThat(lost.evaluations()).isLessThan(50);
    }

    @Test
    void allocatesNothingInAStep() {
        assertThat(Bowl.allocatedBytesOfAStep(ConjugateGradients.of())).isZero();
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConjugateGradients.of().withLineSearches(0))
                .withMessage("line searches must be 1 or more, but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConjugateGradients(3, Formula.DAI_YUAN, 0.5))
                .withMessageContaining("curvature must lie between 1.0E-4 and 0.5");
    }
}
