package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Dataset;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Model;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.objective.Regularization;
import hourglass.persistence.FittedModel;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a listener sees of a model while it is fitted. */
class StageTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);
    private static final Dataset DIGITS = PenDigits.of(200, 5);

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        TEAM.close();
    }

    /** Looks at the model after every epoch. */
    private static final class Observer implements Listener {
        private final Map<String, List<FittedModel>> models = new LinkedHashMap<>();
        private final List<Stage> stages = new ArrayList<>();
        private @Nullable Stage running;

        @Override
        public void onStage(Stage stage) {
            running = stage;
            stages.add(stage);
            models.put(stage.name(), new ArrayList<>());
        }

        @Override
        public boolean onStep(Step step) {
            return true;
        }

        @Override
        public void onEpoch(String name, Epoch epoch) {
            Objects.requireNonNull(models.get(name))
                    .add(Objects.requireNonNull(running).model().get());
        }
    }

    @FunctionalInterface
    private interface Fit {
        FittedModel of(Listener listener, @Nullable Path checkpoint);
    }

    private static AutoencoderTrainer.Builder autoencoder() {
        return AutoencoderTrainer.builder(40, 6).epochs(2).batchSize(50);
    }

    private static AutoencoderTrainer stacked() {
        return autoencoder()
                .activation(Activation.SIGMOID)
                .initialization(Initialization.Rbms.of(2))
                .build();
    }

    static Stream<Arguments> trainers() {
        SimilarityOptions neighbours = SimilarityOptions.of(new SimilarityLoss.Neighbourhood(true));
        return Stream.of(
                trainer("principal components", autoencoder().build(), 1),
                trainer("RBMs", stacked(), 3),
                trainer(
                        "layers",
                        autoencoder()
                                .initialization(Initialization.Layerwise.of(Regularization.NONE, 2))
                                .build(),
                        3),
                trainer(
                        "sparse decompositions",
                        autoencoder()
                                .initialization(Initialization.SparseDecompositions.of(0.1, 1, 2))
                                .build(),
                        3),
                trainer(
                        "convolutions",
                        AutoencoderTrainer.builder(
                                        Objects.requireNonNull(DIGITS.imageShape()), LayerSpec.parse("4c5s2-6"))
                                .epochs(1)
                                .build(),
                        1),
                trainer("RBM", RbmTrainer.builder(10).epochs(2).build(), 1),
                trainer(
                        "sparse coding",
                        SparseDecompositionTrainer.builder(20).epochs(2).build(),
                        1),
                Arguments.of(
                        "classes",
                        (Fit) (listener, file) ->
                                ClassifierTrainer.builder(20).epochs(2).build().fit(DIGITS, listener, file, TEAM),
                        1),
                Arguments.of(
                        "similarity",
                        (Fit) (listener, file) -> SimilarityTrainer.builder(20, 6)
                                .objective(neighbours)
                                .epochs(2)
                                .build()
                                .fit(DIGITS, listener, file, TEAM),
                        1));
    }

    private static Arguments trainer(String name, UnsupervisedTrainer trainer, int stages) {
        return Arguments.of(name, (Fit) (listener, file) -> trainer.fit(DIGITS, listener, file, TEAM), stages);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trainers")
    void aModelIsSeenInEveryStageAndTheFitIsTheSameToTheBit(String name, Fit fit, int stages) {
        Observer observer = new Observer();
        FittedModel watched = fit.of(observer, null);
        FittedModel alone = fit.of(Listener.NONE, null);
        assertThat(codes(watched)).isEqualTo(codes(alone));
        assertThat(observer.models).hasSize(stages);
        assertThat(observer.models.values())
                .allSatisfy(models -> assertThat(models).isNotEmpty().allSatisfy(model -> assertThat(codes(model))
                        .hasDimensions(200, model.bareModel().codeSize())));
    }

    @Test
    void theModelAfterTheLastEpochIsTheFittedOne() {
        Observer observer = new Observer();
        FittedModel fitted = stacked().fit(DIGITS, observer, null, TEAM);
        List<FittedModel> last = Objects.requireNonNull(observer.models.get("fine-tuning"));
        assertThat(codes(last.get(1))).isEqualTo(codes(fitted));
        assertThat(codes(last.get(0))).isNotEqualTo(codes(fitted));
    }

    @Test
    void aModelSeenIsACopyThatTrainingLeavesAsItIs() {
        float[][] seen = new float[1][];
        Listener keeping = new Listener() {
            private @Nullable Model model;

            @Override
            public void onStage(Stage stage) {
                model = stage.model().get().bareModel();
                seen[0] = model.encode(DIGITS.rows(), TEAM).values();
            }

            @Override
            public boolean onStep(Step step) {
                assertThat(Objects.requireNonNull(model)
                                .encode(DIGITS.rows(), TEAM)
                                .values())
                        .isEqualTo(seen[0]);
                return true;
            }
        };
        autoencoder().build().fit(DIGITS, keeping, null, TEAM);
        assertThat(seen[0]).isNotNull();
    }

    @Test
    void aResumedFitTellsOfTheEpochsBefore() {
        Path checkpoint = folder.resolve("run.checkpoint");
        Listener stopping = step -> !(step.stage().equals("RBM 40-6") && step.epoch() == 2);
        assertThatThrownBy(() -> stacked().fit(DIGITS, stopping, checkpoint, TEAM))
                .isInstanceOf(StoppedException.class);
        Observer observer = new Observer();
        stacked().fit(DIGITS, observer, checkpoint, TEAM);
        assertThat(observer.stages).extracting(Stage::name).containsExactly("RBM 784-40", "RBM 40-6", "fine-tuning");
        assertThat(observer.stages).extracting(stage -> stage.history().size()).containsExactly(2, 1, 0);
    }

    @Test
    void eitherOfTwoListenersStopsTheFit() {
        List<Step> seen = new ArrayList<>();
        Listener all = step -> seen.add(step);
        Listener stopping = step -> step.batch() < 2;
        assertThatThrownBy(() -> autoencoder().build().fit(DIGITS, stopping.and(all), null, TEAM))
                .isInstanceOf(StoppedException.class);
        assertThatThrownBy(() -> autoencoder().build().fit(DIGITS, all.and(stopping), null, TEAM))
                .isInstanceOf(StoppedException.class);
        assertThat(seen).extracting(Step::batch).containsExactly(1, 2, 1, 2);
    }

    private static float[][] codes(FittedModel model) {
        float[] codes = model.encode(DIGITS.rows(), TEAM).values();
        int size = model.bareModel().codeSize();
        float[][] rows = new float[codes.length / size][size];
        for (int i = 0; i < codes.length; i++) {
            rows[i / size][i % size] = codes[i];
        }
        return rows;
    }
}
