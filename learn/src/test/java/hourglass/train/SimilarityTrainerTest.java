package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import hourglass.codes.BinaryCodes;
import hourglass.codes.Thresholds;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.data.TfIdf;
import hourglass.data.generated.PenDigits;
import hourglass.decomposition.LatentSemanticAnalysis;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.SubspaceIteration;
import hourglass.eval.NearestNeighbors;
import hourglass.matrix.SymmetricEigen;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Encoder;
import hourglass.objective.Likelihood;
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

    /** Counts of 40 words: a document has mostly words of one of four topics. */
    private static Rows documents() {
        SplittableRandom random = new SplittableRandom(3);
        SparseRows.Builder documents = SparseRows.builder(40);
        for (int document = 0; document < 300; document++) {
            int first = 10 * random.nextInt(4);
            int[] words = IntStream.range(0, 40)
                    .filter(word -> random.nextDouble() < (word >= first && word < first + 10 ? 0.6 : 0.1))
                    .toArray();
            float[] counts = new float[words.length];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = 1 + random.nextInt(3);
            }
            documents.add(words, counts, words.length);
        }
        return documents.build();
    }

    private static SimilarityTrainer.Builder oneLayer(int units) {
        return SimilarityTrainer.builder(units)
                .likelihood(Likelihood.MULTINOMIAL)
                .transform(TfIdf.logCounts(40))
                .objective(
                        SimilarityOptions.of(new SimilarityLoss.Agreement(0.2)).withViews(new Views.Words(0.5, false)))
                .epochs(5)
                .validationShare(0)
                .batchSize(100);
    }

    /** The mean squared difference of the inner products of items by two codes, beside their mean square by the second. */
    private static double difference(Matrix first, Matrix second, double scale) {
        double error = 0;
        double size = 0;
        for (int a = 0; a < 50; a++) {
            for (int b = 0; b < 50; b++) {
                double wanted = scale * product(second, a, b);
                error += Math.pow(product(first, a, b) - wanted, 2);
                size += wanted * wanted;
            }
        }
        return error / size;
    }

    private static double product(Matrix codes, int a, int b) {
        return IntStream.range(0, codes.columns())
                .mapToDouble(unit -> (double) codes.get(a, unit) * codes.get(b, unit))
                .sum();
    }

    private static double meanSquare(Matrix codes) {
        double sum = 0;
        for (float value : codes.values()) {
            sum += value * value;
        }
        return sum * codes.columns() / codes.values().length;
    }

    @Test
    void littleComponentsLeaveInnerProductsOfTheCode() {
        Rows documents = documents();
        Matrix plain = oneLayer(6).components(0).build().fit(documents).encode(documents);
        Matrix joined = oneLayer(6).components(1e-4).build().fit(documents).encode(documents);

        assertThat(difference(joined, plain, 1)).isLessThan(1e-6);
    }

    @Test
    void largeComponentsAreThoseOfLatentSemanticAnalysis() {
        Rows documents = documents();
        Matrix joined = oneLayer(6).components(1e4).build().fit(documents).encode(documents);
        Matrix analysis = new Matrix(
                LatentSemanticAnalysis.fit(
                                documents, TfIdf.logCounts(40), 6, SubspaceIteration.withSeed(1), ThreadTeam.shared())
                        .encode(documents),
                6);

        assertThat(difference(joined, analysis, meanSquare(joined) / meanSquare(analysis)))
                .isLessThan(1e-4);
    }

    @Test
    void joinedCodeKeepsTheLargestMeanSquaresOfBoth() {
        Rows documents = documents();
        Matrix plain = oneLayer(6).components(0).build().fit(documents).encode(documents);
        float[] analysis = LatentSemanticAnalysis.fit(
                        documents, TfIdf.logCounts(40), 6, SubspaceIteration.withSeed(1), ThreadTeam.shared())
                .encode(documents);
        float scale = (float) (0.7 * Math.sqrt(meanSquare(plain) / meanSquare(new Matrix(analysis, 6))));
        double[] products = new double[144];
        for (int row = 0; row < documents.count(); row++) {
            for (int i = 0; i < 144; i++) {
                products[i] += value(plain, analysis, scale, row, i / 12) * value(plain, analysis, scale, row, i % 12);
            }
        }
        double largest =
                Arrays.stream(SymmetricEigen.largest(products, 12, 6).values()).sum() / documents.count();

        assertThat(meanSquare(oneLayer(6).build().fit(documents).encode(documents)))
                .isCloseTo(largest, withinPercentage(0.1));
    }

    private static double value(Matrix code, float[] analysis, float scale, int row, int unit) {
        return unit < 6 ? code.get(row, unit) : scale * analysis[row * 6 + unit - 6];
    }

    @Test
    void bitsOfTheJoinedCodeLoseLessThanThoseOfItsComponents() {
        Rows documents = documents();
        Matrix joined = oneLayer(12).build().fit(documents).encode(documents);
        double squares = 0;
        double sizes = 0;
        for (int row = 0; row < joined.count(); row++) {
            double square = 0;
            double size = 0;
            for (int unit = 0; unit < 12; unit++) {
                square += Math.pow(joined.get(row, unit), 2);
                size += Math.abs(joined.get(row, unit));
            }
            squares += 12 * square;
            sizes += size * size;
        }

        // The squared cosine of a code and its corner of the cube: of numbers with one deviation it is 2 / pi.
        assertThat(sizes / squares).isGreaterThan(0.6);
    }

    @Test
    void bitsOfWhatCosinesCompareTellOfDirections() {
        Rows documents = documents();
        FittedModel model = oneLayer(12).build().fit(documents);
        float[] codes = model.encode(documents).values();
        float[] longer = codes.clone();
        for (int i = 0; i < longer.length; i++) {
            longer[i] *= 1 + i / 12;
        }

        assertThat(words(model.binary(longer))).isEqualTo(words(model.binary(codes)));
        assertThat(model.binarized(documents).thresholds()).isEqualTo(model.thresholds());
        assertThat(model.thresholds()).isEqualTo(Thresholds.meanDirection(12, codes));
    }

    private static long[] words(BinaryCodes codes) {
        return IntStream.range(0, codes.count())
                .mapToLong(code -> codes.word(code, 0))
                .toArray();
    }

    @Test
    void lengthsCountWhereDistancesCompare() {
        FittedModel model = builder(SimilarityOptions.of(SimilarityLoss.of("nca")))
                .epochs(1)
                .build()
                .fit(DIGITS);
        assertThat(model.binarized(DIGITS.rows()).thresholds().unitLength()).isFalse();
    }

    @Test
    void componentsOfNumbersAreJoinedAboutTheirMean() {
        Dataset digits = PenDigits.of(200, 1);
        SimilarityOptions objective =
                SimilarityOptions.of(new SimilarityLoss.Agreement(0.2)).withViews(new Views.Numbers(0.2, 0.1));
        Matrix joined = SimilarityTrainer.builder(5)
                .objective(objective)
                .epochs(2)
                .components(1e4)
                .build()
                .fit(digits.rows())
                .encode(digits.rows());
        Matrix components = PrincipalComponents.fit(digits.rows(), 5).encode(digits.rows());

        assertThat(difference(joined, components, meanSquare(joined) / meanSquare(components)))
                .isLessThan(1e-4);
    }

    @Test
    void componentsAreRefusedBesideMoreThanOneLinearLayer() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SimilarityTrainer.builder(20, 6).components(0.7).build())
                .withMessageContaining("one linear layer")
                .withMessageContaining("20-6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityTrainer.builder(6).components(-1).build())
                .withMessageContaining("-1");
    }
}
