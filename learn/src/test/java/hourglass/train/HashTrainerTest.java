package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.generated.PenDigits;
import hourglass.hashing.CcaIterativeQuantization;
import hourglass.hashing.IterativeQuantization;
import hourglass.hashing.LinearHasher;
import hourglass.hashing.SignHashing;
import hourglass.persistence.FittedModel;
import org.junit.jupiter.api.Test;

class HashTrainerTest {
    private static final Dataset DIGITS = PenDigits.of(200, 1);

    @Test
    void hasTheBitsOfItsHasher() {
        FittedModel model = HashTrainer.of(IterativeQuantization.of(16)).fit(DIGITS);
        assertThat(model.binaryCodes(DIGITS.rows()).code(7))
                .isEqualTo(model.bareModel(LinearHasher.class)
                        .binaryCodes(DIGITS.rows())
                        .code(7));
    }

    @Test
    void fitsTransformedRowsAndTakesThemAsTheyCome() {
        Standardization standardization = Standardization.fit(DIGITS.rows());
        FittedModel model = HashTrainer.of(IterativeQuantization.of(8))
                .withTransform(standardization)
                .fit(DIGITS);
        Rows standardized = DIGITS.rows().transformed(standardization);
        assertThat(model.bareModel()).isEqualTo(IterativeQuantization.of(8).fit(standardized));
        assertThat(model.binaryCodes(DIGITS.rows()).code(3))
                .isEqualTo(IterativeQuantization.of(8)
                        .fit(standardized)
                        .binaryCodes(standardized)
                        .code(3));
    }

    @Test
    void learnsFromLabels() {
        FittedModel model = HashTrainer.of(CcaIterativeQuantization.of(8)).fit(DIGITS);
        assertThat(model.bareModel().codeSize()).isEqualTo(8);
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        Rows bad = Rows.of(new float[] {1, 2, 3, Float.NaN, 5, 6}, 2);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> HashTrainer.of(SignHashing.ofCentred()).fit(bad))
                .withMessageContaining("row 2");
        FittedModel model = HashTrainer.of(SignHashing.of()).fit(Rows.of(new float[] {1, 2, 3, 4}, 2));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model.binaryCodes(bad))
                .withMessageContaining("row 2");
    }

    @Test
    void refusesVectorsOfAnotherLength() {
        FittedModel model = HashTrainer.of(SignHashing.of()).fit(Rows.of(new float[] {1, 2, 3, 4}, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.binaryCodes(Rows.of(new float[3], 3)))
                .withMessageContaining("rows of 3 columns for a model of 2");
    }

    @Test
    void refusesSignsOfMoreColumnsThanACodeHas() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> HashTrainer.of(SignHashing.of()).fit(Rows.of(new float[20_000], 10_000)))
                .withMessageContaining("10000 columns");
    }
}
