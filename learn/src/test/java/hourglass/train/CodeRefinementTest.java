package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Dataset;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.generated.PenDigits;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.LayerSpec;
import hourglass.objective.Likelihood;
import hourglass.persistence.FittedModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeRefinementTest {
    private static final Dataset DIGITS = PenDigits.of(500, 1);
    private static final Rows OTHERS = PenDigits.of(450, 2).rows();

    private static double[] errors(FittedModel model, Matrix codes, Rows rows) {
        float[] items = rows.toArray();
        float[] means = model.decode(codes).values();
        double[] errors = new double[rows.count()];
        for (int i = 0; i < items.length; i++) {
            errors[i / rows.columns()] += Likelihood.BERNOULLI.value(items[i], means[i]);
        }
        return errors;
    }

    private static double squared(Matrix means) {
        float[] items = OTHERS.toArray();
        double sum = 0;
        for (int i = 0; i < items.length; i++) {
            sum += Math.pow(items[i] - means.values()[i], 2);
        }
        return sum;
    }

    @Test
    void representsNoItemWorseThanTheEncoderDoesAndAllTogetherBetter() {
        FittedModel model =
                AutoencoderTrainer.builder(60, 20).epochs(10).build().fit(DIGITS);
        double[] before = errors(model, model.encode(OTHERS), OTHERS);
        Matrix refined = CodeRefinement.of(20).encode(model, OTHERS);
        double[] after = errors(model, refined, OTHERS);

        for (int row = 0; row < before.length; row++) {
            assertThat(after[row]).isLessThanOrEqualTo(before[row]);
        }
        assertThat(squared(model.decode(refined))).isLessThan(0.9 * squared(model.reconstruct(OTHERS)));
    }

    @Test
    void findsTheLeastSquaresOfALinearDecoder() {
        Rows rows = DIGITS.rows();
        FittedModel model = AutoencoderTrainer.builder(6)
                .likelihood(Likelihood.GAUSSIAN)
                .transform(Standardization.fit(rows).withCommonDeviation())
                .tied(false)
                .epochs(2)
                .build()
                .fit(DIGITS);
        Rows transformed = OTHERS.transformed(model.transform());
        Autoencoder network = model.bareModel(Autoencoder.class);
        float[] means =
                network.decode(CodeRefinement.of(60).encode(model, OTHERS).values());
        Layer decoder = network.network().decoder().get(0);

        float[] item = new float[rows.columns()];
        for (int row = 0; row < 50; row++) {
            transformed.read(row, item, 0);
            for (int unit = 0; unit < 6; unit++) {
                // What is left over is at right angles to what the decoder can make.
                double product = 0;
                double size = 0;
                for (int i = 0; i < item.length; i++) {
                    double left = item[i] - means[row * item.length + i];
                    product += left * network.parameters()[decoder.weightOffset() + unit * item.length + i];
                    size += left * left;
                }
                assertThat(product / Math.sqrt(size)).isCloseTo(0, within(0.02));
            }
        }
    }

    @Test
    void refusesCodesThatCannotTakeAnyValue() {
        FittedModel classifier = ClassifierTrainer.builder(6).epochs(1).build().fit(DIGITS);
        for (AutoencoderTrainer.Builder builder : List.of(
                AutoencoderTrainer.builder(6).codeActivation(Activation.SIGMOID),
                AutoencoderTrainer.builder(LayerSpec.parse("12-k4")))) {
            FittedModel model = builder.epochs(1).build().fit(DIGITS);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CodeRefinement.of(1).encode(model, OTHERS))
                    .withMessage(
                            "the model has a code that cannot take any value, since it is not of dense linear units, so its codes cannot be refined");
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodeRefinement.of(1).encode(classifier, OTHERS))
                .withMessage("the model is no autoencoder, so its codes cannot be refined");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodeRefinement.of(0))
                .withMessageContaining("not 0");
    }
}
