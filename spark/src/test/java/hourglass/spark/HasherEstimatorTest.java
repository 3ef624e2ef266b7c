package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.codes.BinaryCodes;
import hourglass.codes.format.ByteBits;
import hourglass.data.Rows;
import hourglass.data.safetensors.SafeTensors;
import hourglass.hashing.IterativeQuantization;
import hourglass.persistence.FittedModel;
import hourglass.train.HashTrainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HasherEstimatorTest {
    private static final Rows DIGITS = Frames.digits(400, 2);
    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        spark = LocalSpark.threads();
    }

    private static Dataset<Row> digits() {
        return Frames.vectors(spark, DIGITS, 3);
    }

    private static List<Row> encoded(org.apache.spark.ml.Transformer model) {
        return model.transform(digits()).select("id", "binary").orderBy("id").collectAsList();
    }

    private static void assertCodes(List<Row> rows, BinaryCodes codes) {
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).<byte[]>getAs("binary")).isEqualTo(ByteBits.HIGHEST_FIRST.encode(codes, i));
        }
    }

    @Test
    void bitsAreThoseOfTheLibraryFittedToTheSameRows() {
        HasherModel model = new HasherEstimator().setBits(24).fit(digits());
        FittedModel alone = HashTrainer.of(IterativeQuantization.of(24)).fit(DIGITS);
        assertCodes(encoded(model), alone.binaryCodes(DIGITS));
    }

    @Test
    void aSampleLiesEvenlyOverAllPartitions() {
        HasherModel model = new HasherEstimator()
                .setMethod("rotation")
                .setBits(16)
                .setSampleRows(40)
                .fit(digits());
        assertThat(model.fittedModel().data().rows()).isEqualTo(40);
    }

    @Test
    void aSavedModelIsAModelFileOfTheLibraryToo() throws Exception {
        HasherModel model =
                new HasherEstimator().setBits(24).setBinaryCol("binary").fit(digits());
        Path saved = folder.resolve("saved");
        model.write().save(saved.toUri().toString());
        assertCodes(
                encoded(HasherModel.load(saved.toUri().toString())),
                model.fittedModel().binaryCodes(DIGITS));
        FittedModel alone = FittedModel.load(saved.resolve("model.safetensors"));
        assertThat(alone.binaryCodes(DIGITS).code(7))
                .isEqualTo(model.fittedModel().binaryCodes(DIGITS).code(7));
        assertThat(HasherModel.load(saved.toUri().toString()).uid()).isEqualTo(model.uid());
    }

    @Test
    void aModelFileOfTheLibraryIsReadHere() {
        FittedModel alone = HashTrainer.of(IterativeQuantization.of(24)).fit(DIGITS);
        Path file = folder.resolve("itq.safetensors");
        alone.save(file);
        assertCodes(encoded(HasherModel.load(file.toUri().toString())), alone.binaryCodes(DIGITS));
    }

    @Test
    void aPipelineOfItIsSavedAndReadWhole() throws Exception {
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {new HasherEstimator().setBits(16)});
        pipeline.write().save(folder.resolve("pipeline").toUri().toString());
        PipelineModel model =
                Pipeline.load(folder.resolve("pipeline").toUri().toString()).fit(digits());
        model.write().save(folder.resolve("fitted").toUri().toString());
        assertThat(encoded(PipelineModel.load(folder.resolve("fitted").toUri().toString())))
                .isEqualTo(encoded(model));
    }

    @Test
    void aSavedModelIsNotOverwrittenUnasked() throws Exception {
        HasherModel model = new HasherEstimator().setBits(16).fit(digits());
        String path = folder.resolve("kept").toUri().toString();
        model.write().save(path);
        assertThatThrownBy(() -> model.write().save(path)).hasMessageContaining("already exists");
        model.write().overwrite().save(path);
    }

    @Test
    void aModelOfALaterFormatIsNamedWithWhatToDo() {
        Path file = folder.resolve("later.safetensors");
        SafeTensors.write(file, Map.of("w", new float[1]), Map.of("hourglass", "{\"format\":9}"));
        assertThatThrownBy(() -> HasherModel.load(file.toUri().toString()))
                .hasMessage("file:" + file + ": metadata hourglass: the format is 9, but this Hourglass reads 2; "
                        + "use a newer Hourglass, or train the model again");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        String path = folder.resolve("nowhere").toUri().toString();
        assertThatThrownBy(() -> HasherModel.load(path)).hasMessageStartingWith(path + ": cannot be read");
    }

    @Test
    void textsForAModelOfVectorsAreRefused() {
        HasherModel model = new HasherEstimator().setBits(16).fit(digits());
        Dataset<Row> texts = Frames.frame(spark, List.of("a text"), DataTypes.StringType, 1);
        assertThatThrownBy(() -> model.transform(texts))
                .hasMessageContaining("column features: holds texts, but the model was fitted to numbers");
    }

    @Test
    void anAddressOfMoreThan64BitsIsRefused() {
        HasherModel model = new HasherEstimator().setMethod("lsh").setBits(65).fit(digits());
        assertThatThrownBy(() -> model.setAddressCol("address").transform(digits()))
                .hasMessageContaining("codes of 65 bits are no addresses");
    }
}
