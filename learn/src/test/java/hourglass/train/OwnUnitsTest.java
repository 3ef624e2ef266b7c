package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.TextEncoding;
import hourglass.data.TfIdf;
import hourglass.data.file.ReadOptions;
import hourglass.data.table.EncodedTable;
import hourglass.data.table.Table;
import hourglass.hashing.RandomHyperplanes;
import hourglass.network.Activation;
import hourglass.objective.CodePenalty;
import hourglass.objective.Likelihood;
import hourglass.objective.Loss;
import hourglass.optim.Sgd;
import hourglass.persistence.FittedModel;
import hourglass.random.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fitted model takes data as they come and gives them back in their own units, whichever trainer fitted it. */
class OwnUnitsTest {
    private static final int ROWS = 400;
    /** Columns around 1000 that all follow one hidden number, of deviations 50, 1 and 0.01. */
    private static final float[] SCALES = {50, 1, 0.01f};

    @TempDir
    private Path folder;

    private record Named(
            String name,
            Function<Dataset, FittedModel> fit,
            Function<Table, FittedModel> fitTable,
            Function<EncodedTable, FittedModel> fitEncoded) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Named> trainers() {
        AutoencoderTrainer autoencoder =
                AutoencoderTrainer.builder(8, 2).epochs(100).batchSize(32).build();
        RbmTrainer rbm = RbmTrainer.builder(4)
                .hiddenUnits(hourglass.model.Units.GAUSSIAN)
                .optimizer(Sgd.of(0.005, 0.9))
                .epochs(100)
                .batchSize(32)
                .build();
        SparseDecompositionTrainer sparse = SparseDecompositionTrainer.builder(6)
                .codeActivation(Activation.LINEAR)
                .lambda(0.05)
                .epochs(100)
                .build();
        return List.of(
                new Named("autoencoder", autoencoder::fit, autoencoder::fit, autoencoder::fit),
                new Named("RBM", rbm::fit, rbm::fit, rbm::fit),
                new Named("sparse decomposition", sparse::fit, sparse::fit, sparse::fit));
    }

    private static Matrix numbers() {
        SplittableRandom random = Seeds.random(5);
        float[] values = new float[ROWS * SCALES.length];
        for (int row = 0; row < ROWS; row++) {
            double hidden = random.nextGaussian();
            for (int column = 0; column < SCALES.length; column++) {
                values[row * SCALES.length + column] = (float) (1000 + SCALES[column] * hidden);
            }
        }
        return Rows.of(values, SCALES.length);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void numbersOfMixedScalesComeBack(Named trainer) {
        Matrix data = numbers();
        Matrix back = trainer.fit.apply(Dataset.of(data)).reconstruct(data);
        for (int column = 0; column < SCALES.length; column++) {
            double error = 0;
            for (int row = 0; row < ROWS; row++) {
                error += Math.abs(back.get(row, column) - data.get(row, column)) / ROWS;
            }
            assertThat(error).as("mean error of column " + column).isLessThan(0.6 * SCALES[column]);
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void tablesOfCategoriesAndMissingCellsComeBack(Named trainer) throws IOException {
        FittedModel model = trainer.fitTable.apply(table());
        Matrix back = model.reconstruct(table());
        assertThat(model.data().columnNames()).hasSize(back.columns());
        double height = 0;
        for (int row = 0; row < back.count(); row++) {
            height += back.get(row, 0) / back.count();
        }
        assertThat(height).as("mean height, in the table's unit").isBetween(990.0, 1010.0);
    }

    private Table table() throws IOException {
        SplittableRandom random = Seeds.random(6);
        StringBuilder text = new StringBuilder("height,kind\n");
        for (int row = 0; row < ROWS; row++) {
            boolean tall = random.nextBoolean();
            String height = row % 9 == 0 ? "" : Integer.toString(tall ? 1050 : 950);
            text.append(height)
                    .append(',')
                    .append(row % 7 == 0 ? "" : tall ? "tree" : "bush")
                    .append('\n');
        }
        Path file = folder.resolve("table.csv");
        Files.writeString(file, text);
        return Table.read(file, ReadOptions.DEFAULT);
    }

    @Test
    void classifiersPredictFromDataAsTheyCome() {
        Matrix data = numbers();
        int[] classes = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            classes[row] = data.get(row, 0) > 1000 ? 1 : 0;
        }
        Labels labels = new Labels(classes, List.of("low", "high"));
        FittedModel model = ClassifierTrainer.builder(8)
                .epochs(60)
                .batchSize(32)
                .build()
                .fit(new Dataset("numbers", data, List.of(), labels, null));
        Labels predicted = model.predict(data);
        int right = 0;
        for (int row = 0; row < ROWS; row++) {
            right += predicted.nameOf(row).equals(labels.nameOf(row)) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(ROWS * 95 / 100);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void ignoredColumnsOfTablesAreNotLearnt(Named trainer) throws IOException {
        EncodedTable heights = EncodedTable.of(table(), null, List.of("kind"));
        assertThat(trainer.fitEncoded.apply(heights).data().columnNames()).containsExactly("height");
    }

    @Test
    void hashersTakeTablesWithMissingCells() throws IOException {
        FittedModel model = HashTrainer.of(RandomHyperplanes.of(8)).fit(EncodedTable.of(table()));
        assertThat(model.encode(table()).count()).isEqualTo(ROWS);
    }

    @Test
    void aLikelihoodOrTransformIsRefusedForTables() throws IOException {
        Table table = table();
        AutoencoderTrainer bernoulli =
                AutoencoderTrainer.builder(2).likelihood(Likelihood.BERNOULLI).build();
        AutoencoderTrainer transformed =
                AutoencoderTrainer.builder(2).transform(TfIdf.logCounts(3)).build();
        assertThatThrownBy(() -> bernoulli.fit(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a table is standardised and taken as Gaussian; leave the likelihood and the transform out");
        assertThatThrownBy(() -> transformed.fit(table)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void classifiersPredictRowsOfTables() throws IOException {
        FittedModel model =
                ClassifierTrainer.builder(8).epochs(60).batchSize(32).build().fit(table(), "kind");
        Labels predicted = model.predict(table());
        assertThat(predicted.names()).containsExactly("bush", "tree");
        assertThat(predicted.classes()).hasSize(ROWS);
    }

    @Test
    void wordsKeepTheirVocabularyAndWeights() {
        float[] counts = new float[60 * 4];
        for (int row = 0; row < 60; row++) {
            counts[4 * row + (row % 2 == 0 ? 0 : 2)] = 3;
            counts[4 * row + (row % 2 == 0 ? 1 : 3)] = 1 + row % 3;
        }
        Dataset data = Dataset.of(Rows.of(counts, 4))
                .withText(new TextEncoding("english", List.of("ship", "sail", "bread", "oven")));
        FittedModel model = AutoencoderTrainer.builder(3)
                .activation(Activation.SIGMOID)
                .codeActivation(Activation.SIGMOID)
                .transform(TfIdf.logCounts(4))
                .epochs(60)
                .batchSize(10)
                .build()
                .fit(data);
        assertThat(model.fit().likelihood()).isEqualTo("MULTINOMIAL");
        assertThat(model.text()).isEqualTo(data.text());
        Path file = folder.resolve("words.safetensors");
        model.save(file);
        assertThat(FittedModel.load(file).encode(data.rows())).isEqualTo(model.encode(data.rows()));
    }

    @Test
    void trainingContinuesFromAFittedModel() {
        Matrix data = numbers();
        FittedModel first =
                AutoencoderTrainer.builder(8, 1).epochs(5).batchSize(32).build().fit(data);
        FittedModel second =
                AutoencoderTrainer.from(first).epochs(20).batchSize(32).build().fit(data);
        assertThat(second.transform()).isEqualTo(first.transform());
        assertThat(second.fit().stages().get(0).trainingLosses().get(0))
                .as("the first loss of the second run, beside that of the first")
                .isLessThan(first.fit().stages().get(0).trainingLosses().get(0));
    }

    @Test
    void aLossAndAPenaltyOfOnesOwnTakeAFewLines() {
        Loss huber = new Loss() {
            @Override
            public float value(float target, float output) {
                float error = Math.abs(output - target);
                return error < 1 ? error * error / 2 : error - 0.5f;
            }

            @Override
            public float derivative(float target, float output) {
                return Math.max(-1, Math.min(1, output - target));
            }
        };
        CodePenalty small = (codes, rows, units, gradient) -> {
            double sum = 0;
            for (int i = 0; i < rows * units; i++) {
                sum += 0.5 * codes[i] * codes[i];
                gradient[i] = codes[i] / rows;
            }
            return sum / rows;
        };
        Matrix data = numbers();
        AutoencoderTrainer.Builder options =
                AutoencoderTrainer.builder(8, 2).epochs(60).batchSize(32).loss(huber);
        FittedModel free = options.build().fit(data);
        FittedModel held = options.penalty(small).build().fit(data);
        assertThat(squares(held.encode(data))).isLessThan(0.5 * squares(free.encode(data)));
    }

    private static double squares(Matrix codes) {
        double sum = 0;
        for (float code : codes.values()) {
            sum += code * code;
        }
        return sum;
    }

    @Test
    void refusesToEncodeANumberThatIsNotFinite() {
        FittedModel model =
                AutoencoderTrainer.builder(4, 1).epochs(1).batchSize(32).build().fit(numbers());
        assertThatThrownBy(() -> model.encode(Matrix.of(new float[] {1000, Float.NaN, 1000})))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 1, column 2");
    }

    @Test
    void refusesMissingNumbersThatAreNotExpected() {
        float[] values = numbers().toArray();
        values[4] = Float.NaN;
        assertThatThrownBy(() -> AutoencoderTrainer.withLayers(4, 1).fit(Rows.of(values, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 2, column 2")
                .hasMessageContaining("missing");
    }

    @Test
    void refusesRowsOfOtherWidth() {
        FittedModel model =
                AutoencoderTrainer.builder(4, 1).epochs(1).batchSize(32).build().fit(numbers());
        assertThatThrownBy(() -> model.encode(Matrix.of(new float[] {1000, 1000})))
                .hasMessageContaining("rows of 2 columns for a model of 3");
    }
}
