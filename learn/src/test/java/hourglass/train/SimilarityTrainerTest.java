package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.decomposition.PrincipalComponents;
import hourglass.eval.NearestNeighbors;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Encoder;
import hourglass.optim.Adam;
import hourglass.optim.Sgd;
import hourglass.persistence.FittedModel;
import hourglass.similarity.ImageViews;
import hourglass.similarity.Pairs;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.similarity.Views;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityTrainerTest {
    private static final Dataset DIGITS = PenDigits.of(600, 1);

    private static SimilarityTrainer.Builder builder(SimilarityOptions objective) {
        return SimilarityTrainer.builder(40, 6)
                .objective(objective)
                .epochs(60)
                .optimizer(Adam.of(3e-3))
                .batchSize(150);
    }

    /** The leave-one-out error of the nearest neighbour's class. */
    private static double error(Matrix codes, Rows rows) {
        int[] labels = IntStream.range(0, rows.count()).map(rows::label).toArray();
        return NearestNeighbors.among(codes, 1, ThreadTeam.shared()).error(labels, labels, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nca", "log-nca", "contrastive:4", "contrastive:4:hardest", "triplet:1"})
    void codesPutClassesApart(String loss) {
        Rows rows = DIGITS.labelledRows();
        Rows others = PenDigits.of(400, 2).labelledRows();
        SimilarityTrainer trainer =
                builder(SimilarityOptions.of(SimilarityLoss.of(loss))).build();
        FittedModel model = trainer.fit(DIGITS);

        assertThat(model.bareModel()).isInstanceOf(Encoder.class);
        assertThat(error(model.encode(rows), rows)).isLessThan(0.05);
        assertThat(error(model.encode(others), others))
                .isLessThan(error(
                        AutoencoderTrainer.builder(40, 6)
                                .epochs(12)
                                .build()
                                .fit(DIGITS)
                                .encode(others),
                        others));
    }

    @Test
    void agreementOfViewsPutsClassesApartWithoutLabels() {
        Rows rows = DIGITS.labelledRows();
        SimilarityOptions objective = SimilarityOptions.of(new SimilarityLoss.Agreement(0.2))
                .withViews(ImageViews.gentle(Objects.requireNonNull(DIGITS.imageShape())));
        Matrix random = builder(objective)
                .epochs(1)
                .optimizer(Sgd.of(1e-9, 0))
                .build()
                .fit(DIGITS.rows())
                .encode(rows);
        Matrix codes = builder(objective).build().fit(DIGITS.rows()).encode(rows);

        assertThat(error(codes, rows)).isLessThan(error(random, rows) / 2);
    }

    @Test
    void mixedWithTheReconstructionTheModelDecodes() {
        SimilarityOptions objective = SimilarityOptions.of(new SimilarityLoss.Neighbourhood(false), 0.9)
                .withCompared(4);
        FittedModel model = builder(objective).build().fit(DIGITS);
        double[] errors = model.errors(DIGITS.rows());
        float[] mean = new float[DIGITS.rows().columns()];

        assertThat(model.encode(DIGITS.rows()).columns()).isEqualTo(6);
        assertThat(Arrays.stream(errors).average().orElseThrow()).isLessThan(0.6 * squaredSize(DIGITS.rows(), mean));
    }

    private static double squaredSize(Rows rows, float[] row) {
        double sum = 0;
        for (int i = 0; i < rows.count(); i++) {
            rows.read(i, row, 0);
            for (float value : row) {
                sum += value * value;
            }
        }
        return sum / rows.count() / row.length;
    }

    @Test
    void fewRowsWithAClassAreEnoughWhereTheOthersReconstruct() {
        Rows rows = DIGITS.labelledRows();
        int[] few = new int[rows.count()];
        for (int row = 0; row < few.length; row++) {
            few[row] = row % 5 == 0 ? rows.label(row) : Rows.UNLABELLED;
        }
        Dataset data = new Dataset(
                "few",
                DIGITS.rows(),
                List.of(),
                new Labels(few, Objects.requireNonNull(DIGITS.labels()).names()),
                null);
        FittedModel model = builder(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(false), 0.99))
                .build()
                .fit(data);
        Matrix pca = PrincipalComponents.fit(rows, 6, ThreadTeam.shared()).encode(rows);

        assertThat(error(model.encode(rows), rows)).isLessThan(error(pca, rows));
    }

    @Test
    void givenPairsAreEnough() {
        Rows rows = DIGITS.labelledRows();
        int[] first = new int[2000];
        int[] second = new int[first.length];
        boolean[] similar = new boolean[first.length];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < first.length; i++) {
            do {
                first[i] = random.nextInt(rows.count());
                second[i] = random.nextInt(rows.count());
                similar[i] = rows.label(first[i]) == rows.label(second[i]);
            } while (first[i] == second[i] || similar[i] != (i % 2 == 0));
        }
        FittedModel model = builder(SimilarityOptions.of(new SimilarityLoss.Contrastive(3, false)))
                .build()
                .fit(Dataset.of(DIGITS.rows()), new Pairs(first, second, similar));

        assertThat(error(model.encode(rows), rows)).isLessThan(0.1);
    }

    @Test
    void theSavedModelGivesTheSameCodes(@TempDir Path folder) {
        FittedModel model = builder(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(false)))
                .epochs(1)
                .build()
                .fit(DIGITS);
        model.save(folder.resolve("model.safetensors"));

        assertThat(FittedModel.load(folder.resolve("model.safetensors")).encode(DIGITS.rows()))
                .isEqualTo(model.encode(DIGITS.rows()));
    }

    @Test
    void aResumedRunGivesTheSameBits(@TempDir Path folder) {
        SimilarityTrainer trainer = builder(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(false), 0.5)
                        .withViews(new Views.Numbers(0.2, 0)))
                .epochs(2)
                .build();
        Path checkpoint = folder.resolve("checkpoint");
        int[] steps = new int[1];
        Listener stopping = new Listener() {
            @Override
            public boolean onStep(Step step) {
                return ++steps[0] != 6;
            }
        };
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> trainer.fit(DIGITS, stopping, checkpoint, ThreadTeam.shared()));

        FittedModel resumed = trainer.fit(DIGITS, Listener.NONE, checkpoint, ThreadTeam.shared());

        assertThat(resumed.encode(DIGITS.rows())).isEqualTo(trainer.fit(DIGITS).encode(DIGITS.rows()));
    }

    @Test
    void refusesDataWithoutClasses() {
        SimilarityTrainer trainer = builder(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(false)))
                .build();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> trainer.fit(DIGITS.rows()))
                .withMessageContaining("no row has a class")
                .withMessageContaining("pairs");
    }

    @Test
    void refusesClassesOfOneRowEach() {
        SimilarityTrainer trainer = builder(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(false)))
                .build();
        Rows rows = Rows.of(new float[] {0, 1, 0.5f}, 1);
        Dataset data =
                new Dataset("three", rows, List.of(), new Labels(new int[] {0, 1, 2}, List.of("a", "b", "c")), null);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> trainer.fit(data))
                .withMessageContaining("no class has two rows");
    }

    @Test
    void refusesPairsOfRowsThatDoNotExistOrAreOne() {
        SimilarityTrainer trainer = builder(SimilarityOptions.of(new SimilarityLoss.Contrastive(1, false)))
                .build();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> trainer.fit(
                        Dataset.of(DIGITS.rows()), new Pairs(new int[] {0}, new int[] {600}, new boolean[] {true})))
                .withMessageContaining("row 600 does not exist");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> trainer.fit(
                        Dataset.of(DIGITS.rows()), new Pairs(new int[] {4}, new int[] {4}, new boolean[] {true})))
                .withMessageContaining("both are row 4");
    }

    @Test
    void refusesASplitThatLeavesNoUnitToReconstructAlone() {
        SimilarityTrainer trainer = builder(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(false), 0.5)
                        .withCompared(6))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.fit(DIGITS))
                .withMessageContaining("of 6");
    }

    @Test
    void refusesBatchesOfOneRow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityTrainer.builder(3).batchSize(1).build())
                .withMessageContaining("nothing to compare");
    }

    @Test
    void refusesAgreementWithoutViews() {
        SimilarityTrainer trainer =
                builder(SimilarityOptions.of(new SimilarityLoss.Agreement(0.5))).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.fit(DIGITS.rows()))
                .withMessageContaining("needs views");
    }

    @Test
    void refusesViewsOfImagesForStandardisedData() {
        SimilarityTrainer trainer = builder(SimilarityOptions.of(new SimilarityLoss.Agreement(0.5))
                        .withViews(ImageViews.gentle(new ImageShape(1, 2, 1))))
                .build();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> trainer.fit(Rows.of(new float[] {0, 100, 5, 50, 3, 9}, 2)))
                .withMessageContaining("scale the pixels");
    }
}
