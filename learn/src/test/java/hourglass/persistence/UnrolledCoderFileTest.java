package hourglass.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.decomposition.UnrolledCoder;
import hourglass.random.Seeds;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnrolledCoderFileTest {
    private static final UnrolledCoder CODER =
            new UnrolledCoder(6, 2, 3, numbers(UnrolledCoder.dimension(6, 2), 1), numbers(12, 2));

    private static float[] numbers(int count, int seed) {
        SplittableRandom random = Seeds.random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    @Test
    void readsACoderThatItWrote(@TempDir Path folder) {
        Path path = folder.resolve("coder.safetensors");
        new FittedModel(
                        CODER,
                        new Transform.Identity(),
                        DataDescription.of(Dataset.of(Rows.of(new float[6], 6))),
                        FitDescription.closedForm("GAUSSIAN", Map.of(), 1))
                .save(path);

        UnrolledCoder read = FittedModel.load(path).bareModel(UnrolledCoder.class);

        assertThat(read.steps()).isEqualTo(3);
        assertThat(read.parameters()).isEqualTo(CODER.parameters());
        assertThat(read.dictionary()).isEqualTo(CODER.dictionary());
    }

    @Test
    void countsTheNumbersOfTheCoderAndItsDictionary() {
        assertThat(ModelConfig.of(CODER).dimension()).isEqualTo(6 * 2 + 2 * 2 + 2 + 2 * 6);
    }

    @Test
    void isDescribedByItsStepsAndAtoms() {
        assertThat(ModelText.of(ModelConfig.of(CODER))).isEqualTo("sparse coder of 3 steps, 2 atoms of 6 columns");
    }

    @Test
    void refusesADescriptionThatNoCoderHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelConfig.Unrolled(6, 2, -1))
                .withMessage("a coder of 6 columns, 2 atoms and -1 steps");
    }
}
