package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Rows;
import hourglass.network.Activation;
import hourglass.objective.Contraction;
import hourglass.objective.Regularization;
import hourglass.optim.ConjugateGradients;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Lbfgs;
import hourglass.optim.Optimizer;
import hourglass.persistence.FittedModel;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Initialization;
import hourglass.train.WeightInitializer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AutoencoderEstimatorTest {
    private static final Rows DIGITS = Frames.digits(600, 1);
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = LocalSpark.threads();
    }

    private static AutoencoderEstimator estimator() {
        return new AutoencoderEstimator().setLayers("40-8").setActivation("sigmoid");
    }

    private static AutoencoderTrainer.Builder trainer() {
        return AutoencoderTrainer.builder(40, 8)
                .activation(Activation.SIGMOID)
                .initialization(new Initialization.Random(WeightInitializer.HE))
                .validationShare(0);
    }

    /** The loss of a model on all digits, by the library. */
    private static double error(FittedModel model) {
        return Arrays.stream(model.errors(DIGITS)).average().orElseThrow();
    }

    private static void assertSame(FittedModel onSpark, FittedModel onOneMachine, double tolerance) {
        assertThat(error(onSpark)).isCloseTo(error(onOneMachine), within(tolerance * error(onOneMachine)));
    }

    private static FittedModel alone(Optimizer<DifferentiableFunction> optimizer, Regularization regularization) {
        return trainer()
                .optimizer(optimizer)
                .regularization(regularization)
                .epochs(1)
                .batchSize(DIGITS.count())
                .build()
                .fit(DIGITS);
    }

    @Test
    void lbfgsOverAllPartitionsIsLbfgsOnOneMachine() {
        FittedModel onSpark = estimator()
                .setOptimizer("lbfgs")
                .setMaxIter(10)
                .fit(Frames.vectors(spark, DIGITS, 2))
                .fittedModel();
        assertSame(onSpark, alone(Lbfgs.of().withIterations(10), Regularization.NONE), 1e-5);
    }

    @Test
    void aContractionByConjugateGradientsIsThatOfOneMachine() {
        FittedModel onSpark = new AutoencoderEstimator()
                .setLayers("20")
                .setCodeActivation("sigmoid")
                .setContraction(0.1)
                .setOptimizer("cg")
                .setMaxIter(6)
                .fit(Frames.vectors(spark, DIGITS, 2))
                .fittedModel();
        FittedModel alone = AutoencoderTrainer.builder(20)
                .codeActivation(Activation.SIGMOID)
                .initialization(new Initialization.Random(WeightInitializer.HE))
                .validationShare(0)
                .optimizer(ConjugateGradients.of().withLineSearches(6))
                .regularization(Regularization.of(new Contraction.Exact(0.1)))
                .epochs(1)
                .batchSize(DIGITS.count())
                .build()
                .fit(DIGITS);
        assertSame(onSpark, alone, 1e-5);
    }

    @Test
    void miniBatchesOfAllTasksAreThoseOfOneMachine() {
        FittedModel onSpark = estimator()
                .setMaxIter(3)
                .setBatchSize(64)
                .fit(Frames.vectors(spark, DIGITS, 2))
                .fittedModel();
        FittedModel alone = trainer().epochs(3).batchSize(64).build().fit(DIGITS);
        assertSame(onSpark, alone, 1e-4);
    }

    @Test
    void theSameSeedAndPartitionsGiveTheSameBits() {
        Dataset<Row> digits = Frames.vectors(spark, DIGITS, 2);
        AutoencoderEstimator masked = estimator().setMaxIter(2).setMasking(0.3).setSeed(5);
        float[] once = masked.fit(digits).fittedModel().encode(DIGITS).values();
        assertThat(masked.fit(digits).fittedModel().encode(DIGITS).values()).isEqualTo(once);
    }

    @Test
    void columnsOfATransformAreWhatTheLibraryComputes() {
        Dataset<Row> digits = Frames.vectors(spark, DIGITS, 3);
        AutoencoderModel model = estimator()
                .setMaxIter(2)
                .setBinaryCol("bits")
                .setAddressCol("address")
                .setErrorCol("error")
                .setReconstructionCol("again")
                .fit(digits);
        FittedModel fitted = model.fittedModel();
        List<Row> rows = model.transform(digits).orderBy("id").collectAsList();
        float[] codes = fitted.encode(DIGITS).values();
        double[] errors = fitted.errors(DIGITS);
        for (int i = 0; i < rows.size(); i += 97) {
            Row row = rows.get(i);
            List<Float> code = row.getList(row.fieldIndex("codes"));
            assertThat(code).hasSize(8);
            // A product of fewer rows may be rounded another way.
            assertThat(code.get(0)).isCloseTo(codes[8 * i], within(1e-5f));
            assertThat(row.<Float>getList(row.fieldIndex("again"))).hasSize(196);
            assertThat(row.<Double>getAs("error")).isCloseTo(errors[i], within(1e-6));
            long address = fitted.binary(codes).word(i, 0);
            assertThat(row.<Long>getAs("address")).isEqualTo(address);
            byte[] bits = row.getAs("bits");
            assertThat(bits).hasSize(1);
            assertThat(Byte.toUnsignedInt(bits[0])).isEqualTo(Integer.reverse((int) address) >>> 24);
        }
    }

    @Test
    void numbersOutsideZeroToOneAreStandardised() {
        List<?> items = IntStream.range(0, 200)
                .mapToObj(i -> Vectors.dense(100 + Math.sin(i), 5000 * Math.cos(i), i % 7))
                .toList();
        AutoencoderModel model = new AutoencoderEstimator()
                .setLayers("2")
                .setOptimizer("lbfgs")
                .setMaxIter(30)
                .fit(Frames.frame(spark, items, SQLDataTypes.VectorType(), 2));
        assertThat(model.fittedModel().fit().likelihood()).isEqualTo("GAUSSIAN");
        // Of three independent columns of variance 1 two are kept.
        List<Row> errors = model.setErrorCol("error")
                .transform(Frames.frame(spark, items, SQLDataTypes.VectorType(), 2))
                .selectExpr("avg(error)")
                .collectAsList();
        assertThat(errors.get(0).getDouble(0)).isCloseTo(1.0 / 3, within(0.03));
    }

    @Test
    void textsAreCountedByTheirMostFrequentWords() {
        List<String> texts = List.of(
                "cats and dogs", "dogs and birds", "cats cats birds", "apples and pears", "pears dogs", "birds apples");
        Dataset<Row> frame = Frames.frame(spark, texts, DataTypes.StringType, 2);
        AutoencoderModel model = new AutoencoderEstimator()
                .setLayers("3")
                .setWords(4)
                .setMaxIter(5)
                .setBinaryCol("bits")
                .fit(frame);
        // Three times, three times (by alphabet), three times, and two: apples before pears.
        assertThat(model.fittedModel().text().words()).containsExactly("bird", "cat", "dog", "appl");
        assertThat(model.transform(frame)
                        .filter("size(codes) = 3 and length(bits) = 1")
                        .count())
                .isEqualTo(6);
    }

    @Test
    void aNullItemIsRefusedSkippedOrKept() {
        List<?> items = Arrays.asList(Vectors.dense(0, 1), null, Vectors.dense(1, 0));
        Dataset<Row> frame = Frames.frame(spark, items, SQLDataTypes.VectorType(), 1);
        AutoencoderEstimator small = new AutoencoderEstimator().setLayers("1").setMaxIter(1);
        assertThatThrownBy(() -> small.fit(frame))
                .hasMessage("column features: row 2 of partition 0: is null; "
                        + "fill or drop nulls, or set handleInvalid to 'skip'");
        AutoencoderModel model = small.setHandleInvalid("skip").fit(frame);
        assertThat(model.fittedModel().data().rows()).isEqualTo(2);
        assertThat(model.transform(frame).count()).isEqualTo(2);
        List<Row> kept =
                model.setHandleInvalid("keep").transform(frame).orderBy("id").collectAsList();
        assertThat(kept).extracting(row -> row.isNullAt(2)).containsExactly(false, true, false);
    }

    @Test
    void raggedVectorsAreNamed() {
        List<?> items = List.of(Vectors.dense(0, 1), Vectors.dense(1, 0, 0));
        Dataset<Row> frame = Frames.frame(spark, items, SQLDataTypes.VectorType(), 1);
        assertThatThrownBy(() -> new AutoencoderEstimator().setLayers("1").fit(frame))
                .hasMessage("column features: row 2 of partition 0: has 3 numbers where 2 are expected; "
                        + "give vectors of one length, that of the model");
    }

    @Test
    void vectorsOfAnotherLengthThanTheModelAreNamed() {
        AutoencoderModel model = AutoencoderModel.of(
                AutoencoderTrainer.builder(1).epochs(1).build().fit(Rows.of(new float[] {0, 1, 1, 0}, 2)));
        Dataset<Row> frame = Frames.frame(spark, List.of(Vectors.dense(1, 0, 0)), SQLDataTypes.VectorType(), 1);
        assertThatThrownBy(() -> model.transform(frame).collectAsList())
                .hasStackTraceContaining("column features: row 1 of partition 0: has 3 numbers where 2 are expected");
    }

    @Test
    void anUnknownChoiceIsRefusedWithAllThatThereAre() {
        assertThatThrownBy(() -> estimator().setOptimizer("newton").fit(Frames.vectors(spark, DIGITS, 1)))
                .hasMessage("optimizer: cannot be 'newton'; set one of adam, sgd, lbfgs, cg");
    }

    @Test
    void aColumnThatIsThereIsNotOverwritten() {
        assertThatThrownBy(() -> estimator().setCodesCol("id").fit(Frames.vectors(spark, DIGITS, 1)))
                .hasMessageContaining("column id: is there already");
    }
}
