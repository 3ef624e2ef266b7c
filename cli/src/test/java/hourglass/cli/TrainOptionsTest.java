package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An option that does not bear on what is fitted is refused. */
class TrainOptionsTest {
    private Path data;
    private Path model;

    @BeforeEach
    void generate(@TempDir Path folder) {
        data = folder.resolve("digits.idx.gz");
        model = folder.resolve("model.safetensors");
        Cli.succeed("data", "digits", "--count", 60, "--seed", 1, "-o", data);
    }

    private Cli.Result train(String options) {
        List<Object> all = new ArrayList<>(List.of("train", "--data", data, "-o", model));
        all.addAll(List.of(options.split(" ")));
        return Cli.run(all.toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "rbm, --corruption masking:0.3",
        "rbm, --sparsity l1:0.1",
        "rbm, --contraction exact:0.1",
        "rbm, --code-noise 1",
        "rbm, --weight-cost 0.1",
        "rbm, --dropout 0.5",
        "rbm, --patience 5",
        "rbm, --validation 0.2",
        "rbm, --activation tanh",
        "rbm, --no-tied",
        "rbm, --init pca",
        "rbm, --augment image:shift=1",
        "sparse, --corruption masking:0.3",
        "sparse, --likelihood poisson",
        "sparse, --code-activation tanh",
        "sparse, --init psd",
        "pca, --corruption masking:0.3",
        "pca, --epochs 3",
        "pca, --learning-rate 0.1",
        "pca, --batch-size 10",
        "pca, --code-activation tanh",
        "pca, --likelihood poisson",
        "itq, --epochs 3",
        "itq, --layers 8",
        "lsh, --init rbm",
        "classifier, --from old.safetensors",
        "similarity, --from old.safetensors",
        "similarity, --augment image:shift=1"
    })
    void refusesWhatAnotherKindOfModelReads(String kind, String option) {
        Cli.Result run = train("--model " + kind + " " + option);

        String name = option.split(" ")[0].replace("--no-", "--");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(name + ": is not for --model " + kind + "; leave it out");
        assertThat(Files.exists(model)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"adam", "nesterov"})
    void refusesRulesThatContrastiveDivergenceDoesNotFollow(String rule) {
        assertThat(train("--model rbm --optimizer " + rule).err())
                .contains("--optimizer: " + rule + " is not for --model rbm; give sgd, or leave it out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--pretrain-epochs 3; --pretrain-epochs: is for --init rbm, layerwise, psd; give that as well, or leave it out",
                "--init pca --pretrain-epochs 3; --pretrain-epochs: is for --init rbm, layerwise, psd",
                "--init rbm --pretrain-corruption none; --pretrain-corruption: is for --init layerwise",
                "--init layerwise --pretrain-lambda 0.1; --pretrain-lambda: is for --init psd; leave one of them out"
            })
    void refusesPretrainingThatTheInitialisationDoesNotDo(String options, String message) {
        assertThat(train(options).err()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"--corruption masking:0.3", "--dropout 0.5", "--weight-cost 0.1"})
    void refusesToRegulariseAReconstructionThatThereIsNot(String option) {
        Cli.Result run = train("--model similarity --objective agreement:0.2 --layers 4 --epochs 1 " + option);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("are of the reconstruction").contains("or leave them out");
    }

    @Test
    void refusesAnotherStartForAFitThatContinues() {
        assertThat(train("--layers 4 --epochs 1").exit()).isZero();

        for (String option : List.of("--no-tied", "--init random")) {
            assertThat(train("--overwrite --from " + model + " " + option).err())
                    .contains("is not for a fit --from another model");
        }
    }

    @Test
    void takesTheSameOptionsWhereTheyBear() {
        assertThat(train(
                                "--layers 4 --epochs 1 --init LAYERWISE --pretrain-epochs 1 --pretrain-corruption none --no-tied")
                        .exit())
                .isZero();
        assertThat(train("--overwrite --model rbm --layers 4 --epochs 1 --optimizer sgd --code-activation linear")
                        .exit())
                .isZero();
    }
}
