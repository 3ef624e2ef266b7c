package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionFunctionTest {
    private static final Offset<Double> FLOAT = within(1e-4);

    @ParameterizedTest
    @CsvSource({"4, 3", "3, 4", "1, 1", "6, 6"})
    void probabilitiesOfAllItemsSumToOne(int visible, int hidden) {
        Rbm rbm = SmallRbms.random(RbmShape.bernoulli(visible, hidden), 1.5, 1);
        double log = PartitionFunction.exact(rbm).log();
        double sum = 0;
        for (double energy : rbm.freeEnergy(SmallRbms.allStates(visible))) {
            sum += Math.exp(-energy - log);
        }
        assertThat(sum).isCloseTo(1, FLOAT);
    }

    @Test
    void densityOfGaussianItemsIntegratesToOne() {
        Rbm rbm = SmallRbms.random(new RbmShape(1, 5, Units.GAUSSIAN, Units.BERNOULLI), 1, 2);
        double log = PartitionFunction.exact(rbm).log();
        double step = 0.01;
        float[] items = new float[4000];
        for (int i = 0; i < items.length; i++) {
            items[i] = (float) (step * (i - 2000));
        }
        double integral = 0;
        for (double energy : rbm.freeEnergy(items)) {
            integral += step * Math.exp(-energy - log);
        }
        assertThat(integral).isCloseTo(1, FLOAT);
    }

    @Test
    void sumsOverVisibleUnitsWhereTheHiddenAreGaussian() {
        Rbm rbm = SmallRbms.random(new RbmShape(5, 2, Units.BERNOULLI, Units.GAUSSIAN), 1, 3);
        double log = PartitionFunction.exact(rbm).log();
        double sum = 0;
        for (double energy : rbm.freeEnergy(SmallRbms.allStates(5))) {
            sum += Math.exp(-energy - log);
        }
        assertThat(sum).isCloseTo(1, FLOAT);
    }

    @Test
    void likelihoodOfIndependentUnitsIsTheProductOfTheirProbabilities() {
        // Without weights the hidden units cancel; the visible ones are on with probability 1/2 and 3/4.
        Rbm rbm = new Rbm(RbmShape.bernoulli(2, 1), new float[] {0, 0, /* b */ 0, (float) Math.log(3), /* c */ 5});
        float[] items = {1, 1, 0, 0};
        double expected = (Math.log(0.5 * 0.75) + Math.log(0.5 * 0.25)) / 2;
        assertThat(PartitionFunction.exact(rbm).meanLogLikelihood(rbm, items)).isCloseTo(expected, FLOAT);
    }

    @Test
    void exactValueHasNoError() {
        Rbm rbm = SmallRbms.random(RbmShape.bernoulli(4, 3), 1, 4);
        assertThat(PartitionFunction.exact(rbm).standardError()).isZero();
    }

    @Test
    void refusesToEnumerateALargeMachine() {
        Rbm rbm = SmallRbms.random(RbmShape.bernoulli(30, 26), 1, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartitionFunction.exact(rbm))
                .withMessageContaining("at most 25")
                .withMessageContaining("hidden=26");
    }

    @Test
    void refusesAMachineOfGaussianUnitsAlone() {
        Rbm rbm = SmallRbms.random(new RbmShape(2, 2, Units.GAUSSIAN, Units.GAUSSIAN), 0.1, 6);
        assertThatIllegalArgumentException().isThrownBy(() -> PartitionFunction.exact(rbm));
    }
}
