package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.decomposition.PrincipalComponents;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReconstructionErrorTest {
    /** More rows than are read at a time. */
    private static final Rows ROWS = rows();

    private static Rows rows() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[1500 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * (1 + i % 4));
        }
        return Rows.of(values, 4);
    }

    @Test
    void ofPrincipalComponentsIsTheVarianceThatTheyLeave() {
        PrincipalComponents components = PrincipalComponents.fit(ROWS, 2);
        double left = components.totalVariance()
                - components.variances()[0]
                - components.variances()[1];

        assertThat(ReconstructionError.squared(components, ROWS)).isCloseTo(left, within(1e-5 * left));
        assertThat(Arrays.stream(ReconstructionError.squaredByRow(components, ROWS))
                        .average()
                        .orElseThrow())
                .isCloseTo(left, within(1e-5 * left));
    }

    @Test
    void leavesMissingNumbersOut() {
        PrincipalComponents components = PrincipalComponents.fit(ROWS, 2);
        float[] complete = {1, 0, 3, 4};
        float[] again = components.decode(components.encode(complete));
        double expected = 0;
        for (int column : new int[] {0, 2, 3}) {
            expected += Math.pow((double) complete[column] - again[column], 2);
        }

        Rows missing = Rows.of(new float[] {1, Float.NaN, 3, 4}, 4);

        assertThat(ReconstructionError.squared(components, missing)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void ofAFittedModelIsInTheUnitsOfTheData() {
        Standardization standardization = Standardization.fit(ROWS);
        FittedModel model = new FittedModel(
                PrincipalComponents.fit(ROWS.transformed(standardization), 2),
                standardization,
                new DataDescription("rows", ROWS.count(), List.of(), null, null),
                FitDescription.closedForm("GAUSSIAN", Map.of(), 1));

        double error = ReconstructionError.squared(model, ROWS);

        assertThat(error).isCloseTo(ReconstructionError.squared(ROWS, model.reconstruct(ROWS)), within(1e-9 * error));
        // Deviations are 1 to 4, so that what two of four standardised columns leave, about 2, is far more in the
        // data's units.
        assertThat(error).isGreaterThan(5);
    }

    @Test
    void ofReconstructionsIsTheMeanOverTheRows() {
        Matrix items = Matrix.of(new float[] {1, 2}, new float[] {0, 1});
        Matrix again = Matrix.of(new float[] {1, 0}, new float[] {3, 2});

        assertThat(ReconstructionError.squared(items, again)).isEqualTo((4 + 10) / 2.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReconstructionError.squared(items, Matrix.of(new float[] {1, 0})))
                .withMessage("reconstructions of 1 x 2 for 2 items of 2 columns");
    }
}
