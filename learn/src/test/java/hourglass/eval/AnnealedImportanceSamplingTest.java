package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnealedImportanceSamplingTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);

    @ParameterizedTest
    @CsvSource({
        "BERNOULLI, BERNOULLI, 1",
        "BERNOULLI, BERNOULLI, 2",
        "BERNOULLI, GAUSSIAN, 0.5",
        "GAUSSIAN, BERNOULLI, 0.5"
    })
    void estimateLiesWithinItsErrorOfTheExactValue(Units visibleUnits, Units hiddenUnits, double scale) {
        Rbm rbm = SmallRbms.random(new RbmShape(12, 9, visibleUnits, hiddenUnits), scale, 1);
        PartitionFunction estimate =
                new AnnealedImportanceSampling(200, 1000, 2).estimate(rbm, Rows.of(new float[24], 12), TEAM);
        double exact = PartitionFunction.exact(rbm).log();
        assertThat(estimate.standardError()).isBetween(1e-4, 0.2);
        assertThat(estimate.log()).isCloseTo(exact, within(4 * estimate.standardError()));
    }

    @Test
    void errorShrinksWithTheTemperatures() {
        Rbm rbm = SmallRbms.random(RbmShape.bernoulli(12, 9), 1, 3);
        Rows data = Rows.of(new float[12], 12);
        double few = new AnnealedImportanceSampling(200, 30, 4)
                .estimate(rbm, data, TEAM)
                .standardError();
        double many = new AnnealedImportanceSampling(200, 1000, 4)
                .estimate(rbm, data, TEAM)
                .standardError();
        assertThat(many).isLessThan(few / 2);
    }

    @Test
    void startsAtTheMeansOfTheData() {
        // Where the data's means are the RBM's own and there are no weights, no step changes anything.
        float[] parameters = new float[3 + 3 + 1];
        parameters[3] = (float) Math.log(0.3 / 0.8);
        parameters[4] = (float) Math.log(0.55 / 0.55);
        parameters[5] = (float) Math.log(0.8 / 0.3);
        Rbm rbm = new Rbm(RbmShape.bernoulli(3, 1), parameters);
        Rows data = Rows.of(new float[] {0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1}, 3);
        PartitionFunction estimate = new AnnealedImportanceSampling(10, 10, 5).estimate(rbm, data, TEAM);
        assertThat(estimate.standardError()).isLessThan(1e-5);
        assertThat(estimate.log()).isCloseTo(PartitionFunction.exact(rbm).log(), within(1e-5));
    }

    @Test
    void sameSeedGivesTheSameBits() {
        Rbm rbm = SmallRbms.random(RbmShape.bernoulli(12, 9), 1, 6);
        Rows data = Rows.of(new float[12], 12);
        AnnealedImportanceSampling sampling = new AnnealedImportanceSampling(10, 50, 7);
        assertThat(sampling.estimate(rbm, data, TEAM)).isEqualTo(sampling.estimate(rbm, data, TEAM));
    }

    @Test
    void worksWithMoreThreadsThanChains() {
        Rbm rbm = SmallRbms.random(RbmShape.bernoulli(4, 3), 1, 8);
        try (ThreadTeam team = ThreadTeam.of(3)) {
            PartitionFunction estimate =
                    new AnnealedImportanceSampling(2, 500, 9).estimate(rbm, Rows.of(new float[4], 4), team);
            assertThat(estimate.log()).isCloseTo(PartitionFunction.exact(rbm).log(), within(1.0));
        }
    }

    @Test
    void refusesDataOfOtherColumns() {
        Rbm rbm = SmallRbms.random(RbmShape.bernoulli(4, 3), 1, 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnnealedImportanceSampling.of(1).estimate(rbm, Rows.of(new float[5], 5), TEAM))
                .withMessage("5 columns of data for 4 visible units");
    }

    @Test
    void refusesASingleChain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnnealedImportanceSampling(1, 10, 0))
                .withMessageContaining("not 1 and 10");
    }
}
