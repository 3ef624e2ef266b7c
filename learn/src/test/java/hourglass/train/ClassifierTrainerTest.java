package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.generated.PenDigits;
import hourglass.eval.ClassificationError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Classifier;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.objective.Contraction;
import hourglass.objective.Corruption;
import hourglass.objective.Regularization;
import hourglass.persistence.FittedModel;
import hourglass.similarity.ImageViews;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifierTrainerTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);
    private static final Dataset DIGITS = PenDigits.of(600, 5);
    private static final Dataset HELD_OUT = PenDigits.of(300, 6);
    private static final List<String> CLASSES =
            Objects.requireNonNull(DIGITS.labels()).names();
    private static final ImageShape IMAGES = Objects.requireNonNull(DIGITS.imageShape());

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        TEAM.close();
    }

    /** Three clouds, of which one has few points. */
    private static Dataset clouds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[2 * 123];
        int[] classes = new int[123];
        for (int row = 0; row < classes.length; row++) {
            classes[row] = row % 41 == 40 ? 2 : row % 2;
            values[2 * row] = (float) (5 * classes[row] + random.nextGaussian());
            values[2 * row + 1] = (float) (random.nextGaussian() - 5 * (classes[row] % 2));
        }
        return new Dataset(
                "clouds", Rows.of(values, 2), List.of(), new Labels(classes, List.of("a", "b", "rare")), null);
    }

    @Test
    void defaultsLearnFewRows() {
        FittedModel model = ClassifierTrainer.builder(32).build().fit(clouds(1), Listener.NONE, null, TEAM);
        Dataset others = clouds(2);
        Rows rows = others.labelledRows().transformed(model.transform());
        assertThat(ClassificationError.of((Classifier) model.bareModel(), rows, TEAM))
                .isLessThan(0.03);
    }

    @Test
    void refusesOneClass() {
        Dataset same = new Dataset(
                "same", Rows.of(new float[] {1, 2}, 1), List.of(), new Labels(new int[] {0, 0}, List.of("only")), null);
        assertThatThrownBy(() -> ClassifierTrainer.builder(2).build().fit(same))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("all rows have the class 'only'");
    }

    static List<ClassifierTrainer> trainers() {
        Initialization denoising = Initialization.Layerwise.of(Regularization.of(new Corruption.Masking(0.25)), 3);
        Initialization contractive = Initialization.Layerwise.of(Regularization.of(new Contraction.Exact(0.1)), 3);
        return List.of(
                small(50, 30).build(),
                small(50, 30).initialization(denoising).build(),
                small(50)
                        .activation(Activation.SIGMOID)
                        .initialization(contractive)
                        .build(),
                small(50, 30)
                        .activation(Activation.SIGMOID)
                        .initialization(Initialization.Rbms.of(3))
                        .epochs(60)
                        .build(),
                ClassifierTrainer.builder(Objects.requireNonNull(DIGITS.imageShape()), LayerSpec.parse("6c5s2-p2-30"))
                        .initialization(denoising)
                        .epochs(15)
                        .batchSize(20)
                        .build());
    }

    private static ClassifierTrainer.Builder small(int... layers) {
        return ClassifierTrainer.builder(layers).epochs(15).batchSize(20);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void learnsClassesOfUnseenDigits(ClassifierTrainer trainer) {
        Classifier model = trainer.fit(DIGITS, Listener.NONE, null, TEAM).bareModel(Classifier.class);
        assertThat(ClassificationError.of(model, HELD_OUT.labelledRows(), TEAM)).isLessThan(0.3);
    }

    @Test
    void codesAreTheOutputsBelowTheSoftmax() {
        Classifier model =
                small(50, 30).build().fit(DIGITS, Listener.NONE, null, TEAM).bareModel(Classifier.class);
        float[] items = DIGITS.rows().slice(0, 3).toArray();
        assertThat(model.encode(items)).hasSize(3 * 30);
        float[] probabilities = model.probabilities(items, TEAM);
        assertThat(probabilities).hasSize(30);
        double sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += probabilities[i];
        }
        assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));
    }

    @Test
    void stackLearnsFromRowsWithoutAClassToo() {
        int[] few = Objects.requireNonNull(DIGITS.labels()).classes().clone();
        Arrays.fill(few, 100, few.length, Rows.UNLABELLED);
        Initialization start = Initialization.Layerwise.of(Regularization.of(new Corruption.Masking(0.25)), 2);
        ClassifierTrainer trainer =
                small(30).initialization(start).validationShare(0).build();
        FittedModel all = trainer.fit(
                new Dataset("few", DIGITS.rows(), List.of(), new Labels(few, CLASSES), null),
                Listener.NONE,
                null,
                TEAM);
        FittedModel labelledOnly = trainer.fit(
                new Dataset(
                        "first",
                        DIGITS.rows().slice(0, 100),
                        List.of(),
                        new Labels(Arrays.copyOf(few, 100), CLASSES),
                        null),
                Listener.NONE,
                null,
                TEAM);
        assertThat(all.fit().stages().get(0).trainingLosses().get(1))
                .isNotEqualTo(
                        labelledOnly.fit().stages().get(0).trainingLosses().get(1));
        assertThat(ClassificationError.of(all.bareModel(Classifier.class), HELD_OUT.labelledRows(), TEAM))
                .isLessThan(0.8);
    }

    @Test
    void resumesToTheSameBitsInAnyStage() {
        ClassifierTrainer trainer = small(30, 20)
                .epochs(2)
                .initialization(Initialization.Layerwise.of(Regularization.of(new Corruption.Gaussian(0.3)), 2))
                .build();
        float[] whole = trainer.fit(DIGITS, Listener.NONE, null, TEAM)
                .bareModel(Classifier.class)
                .parameters();
        for (String stage : new String[] {"layer 784-30", "layer 30-20", "fine-tuning"}) {
            Path checkpoint = folder.resolve(stage + ".checkpoint");
            Listener stopping = step -> !(step.stage().equals(stage) && step.epoch() == 2 && step.batch() == 2);
            assertThatThrownBy(() -> trainer.fit(DIGITS, stopping, checkpoint, TEAM))
                    .isInstanceOf(StoppedException.class)
                    .hasMessageContaining(stage);
            FittedModel resumed = trainer.fit(DIGITS, Listener.NONE, checkpoint, TEAM);
            assertThat(resumed.bareModel(Classifier.class).parameters())
                    .as("stopped in " + stage)
                    .isEqualTo(whole);
        }
    }

    @Test
    void resumesToTheSameBitsOnViewsOfImages() {
        ClassifierTrainer trainer =
                small(20).epochs(3).augmentation(ImageViews.gentle(IMAGES)).build();
        float[] whole = trainer.fit(DIGITS, Listener.NONE, null, TEAM)
                .bareModel(Classifier.class)
                .parameters();
        Path checkpoint = folder.resolve("views.checkpoint");
        assertThatThrownBy(() -> trainer.fit(DIGITS, step -> step.epoch() < 2 || step.batch() < 7, checkpoint, TEAM))
                .isInstanceOf(StoppedException.class);
        assertThat(trainer.fit(DIGITS, Listener.NONE, checkpoint, TEAM)
                        .bareModel(Classifier.class)
                        .parameters())
                .isEqualTo(whole);
    }

    @Test
    void viewsOfFewImagesTeachMoreAboutOthers() {
        Dataset few = new Dataset(
                "few",
                DIGITS.rows().slice(0, 60),
                List.of(),
                new Labels(Arrays.copyOf(Objects.requireNonNull(DIGITS.labels()).classes(), 60), CLASSES),
                IMAGES);
        ClassifierTrainer.Builder trainer = small(60).epochs(80).validationShare(0);
        double plain = error(trainer.build().fit(few, Listener.NONE, null, TEAM));
        double augmented =
                error(trainer.augmentation(ImageViews.gentle(IMAGES)).build().fit(few, Listener.NONE, null, TEAM));
        assertThat(augmented).isLessThan(0.9 * plain);
    }

    private static double error(FittedModel model) {
        return ClassificationError.of(model.bareModel(Classifier.class), HELD_OUT.labelledRows(), TEAM);
    }

    @Test
    void refusesViewsOfStandardisedPixels() {
        assertThatThrownBy(() -> small(20)
                        .augmentation(ImageViews.gentle(IMAGES))
                        .transform(Standardization.fit(DIGITS.rows()))
                        .build()
                        .fit(DIGITS))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("pixels within 0..1");
    }

    @Test
    void refusesRowsWithoutAnyClass() {
        assertThatThrownBy(() -> small(30).build().fit(Dataset.of(DIGITS.rows())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no row has a class");
    }
}
