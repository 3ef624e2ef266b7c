package hourglass.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import hourglass.codes.BinaryCodes;
import hourglass.codes.Thresholds;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.Scaling;
import hourglass.data.Standardization;
import hourglass.data.TextEncoding;
import hourglass.data.TfIdf;
import hourglass.data.Transform;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.UnrolledCoder;
import hourglass.decomposition.Whitening;
import hourglass.hashing.BinaryReconstructiveEmbeddings;
import hourglass.hashing.HashingMethod;
import hourglass.hashing.IterativeQuantization;
import hourglass.hashing.RandomHyperplanes;
import hourglass.hashing.SignHashing;
import hourglass.hashing.SpectralHashing;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.Classifier;
import hourglass.model.Encoder;
import hourglass.model.Model;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime computes from the exported file what the model computes. */
class OnnxModelTest {
    private static final int ROWS = 7;
    private static final MapShape IMAGES = new MapShape(9, 8, 3);

    private static float[] random(int length, long seed, double scale) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) (scale * (2 * random.nextDouble() - 1));
        }
        return numbers;
    }

    /** Whole numbers from 0 on, which all kinds of models take. */
    private static Rows data(int columns) {
        float[] values = random(ROWS * columns, 1, 4);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(Math.abs(values[i]));
        }
        return Rows.of(values, columns);
    }

    private static FittedModel fitted(Model model, Transform transform) {
        DataDescription data = new DataDescription("data", ROWS, List.of(), null, null);
        return new FittedModel(model, transform, data, FitDescription.closedForm("GAUSSIAN", Map.of(), 1));
    }

    private static FittedModel plain(Model model) {
        return fitted(model, new Transform.Identity());
    }

    private static Autoencoder dense(boolean tied, Activation hidden, Activation code, Activation output) {
        Network network = Network.autoencoder(List.of(12, 9, 4), hidden, code, output, tied);
        return new Autoencoder(network, random(network.dimension(), 2, 0.4));
    }

    private static Autoencoder maps(String layers, boolean tied) {
        Network network = Network.autoencoder(
                IMAGES, LayerSpec.parse(layers), Activation.RELU, Activation.LINEAR, Activation.SIGMOID, tied);
        return new Autoencoder(network, random(network.dimension(), 3, 0.3));
    }

    private static Classifier classifier(MapShape shape, String layers) {
        Network network = Classifier.network(shape, LayerSpec.parse(layers), Activation.TANH, 3);
        return new Classifier(network, random(network.dimension(), 4, 0.4), List.of("a", "b", "c"));
    }

    private static Encoder encoder() {
        Network network =
                Network.encoder(MapShape.of(12), LayerSpec.parse("8-5"), Activation.SOFTPLUS, Activation.SIGMOID);
        return new Encoder(network, random(network.dimension(), 5, 0.4));
    }

    private static UnrolledCoder unrolled(int steps) {
        return new UnrolledCoder(12, 5, steps, random(UnrolledCoder.dimension(12, 5), 8, 0.4), random(60, 9, 0.4));
    }

    private static Rbm rbm(Units visible) {
        RbmShape shape = new RbmShape(12, 5, visible, Units.BERNOULLI);
        return new Rbm(shape, random(shape.dimension(), 6, 0.3));
    }

    private static FittedModel hasher(HashingMethod<?> method) {
        Rows rows = Rows.of(random(60 * 12, 7, 2), 12);
        try (ThreadTeam team = ThreadTeam.of(1)) {
            return plain(method.fit(rows, team)).binarized(rows, team);
        }
    }

    private static Arguments model(String name, FittedModel model) {
        return Arguments.of(name, model);
    }

    static Stream<Arguments> models() {
        Rows rows = Rows.of(random(60 * 12, 7, 2), 12);
        Autoencoder linear = dense(true, Activation.LINEAR, Activation.LINEAR, Activation.LINEAR);
        return Stream.of(
                model("tied", plain(dense(true, Activation.SIGMOID, Activation.LINEAR, Activation.SIGMOID))),
                model("untied", plain(dense(false, Activation.RELU, Activation.SIGMOID, Activation.LINEAR))),
                model("counts", plain(dense(true, Activation.TANH, Activation.SOFTPLUS, Activation.EXPONENTIAL))),
                model("words", plain(dense(false, Activation.RELU, Activation.LINEAR, Activation.SOFTMAX))),
                model("standardised", fitted(linear, Standardization.fit(rows))),
                model("scaled", fitted(linear, Scaling.fit(rows))),
                model("whitened", fitted(linear, Whitening.zca(rows, 0.1))),
                model("weighted", fitted(linear, new TfIdf(TfIdf.TermFrequency.LOG, weights()))),
                model("convolutions", plain(maps("4c3p1-5c3s2-10", false))),
                model("tied convolutions", plain(maps("4c3s2p1-5c2", true))),
                model("strides that leave lines over", plain(maps("4c2s3-6", false))),
                model("pooling", plain(maps("4c3p1-p2-10", false))),
                model("pooling with switches", plain(maps("4c3p1-p2u-5c3p1-p3u-10", false))),
                model("k-sparse", plain(maps("20-k5", true))),
                model("classifier", plain(classifier(MapShape.of(12), "8-5"))),
                model("classifier of images", plain(classifier(IMAGES, "4c3-p2-6"))),
                model("encoder", plain(encoder())),
                model("RBM", plain(rbm(Units.BERNOULLI))),
                model("RBM of words", plain(rbm(Units.REPLICATED_SOFTMAX))),
                model("principal components", plain(PrincipalComponents.fit(rows, 5))),
                model("unrolled coder", fitted(unrolled(2), Standardization.fit(rows))),
                model("unrolled coder without steps", plain(unrolled(0))),
                model("signs", hasher(SignHashing.ofCentred())),
                model("hyperplanes", hasher(RandomHyperplanes.of(9))),
                model("ITQ", hasher(IterativeQuantization.of(6))),
                model("spectral hashing", hasher(SpectralHashing.of(16))),
                model("kernels", hasher(BinaryReconstructiveEmbeddings.of(6))));
    }

    private static float[] weights() {
        float[] weights = new float[12];
        for (int i = 1; i < weights.length; i++) {
            weights[i] = i / 4f;
        }
        return weights;
    }

    /** The outputs of the runtime by name, row-major. */
    private static Map<String, float[]> run(OnnxModel model, Rows rows) {
        float[][] input = IntStream.range(0, rows.count())
                .mapToObj(row -> rows.slice(row, row + 1).toArray())
                .toArray(float[][]::new);
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model.bytes());
                OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), input);
                OrtSession.Result result = session.run(Map.of(model.input().name(), tensor))) {
            Map<String, float[]> outputs = new HashMap<>();
            for (OnnxModel.Value value : model.outputs()) {
                outputs.put(
                        value.name(),
                        flat(result.get(value.name()).orElseThrow().getValue()));
            }
            return outputs;
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] flat(Object rows) {
        if (rows instanceof byte[][] bytes) {
            float[] numbers = new float[bytes.length * bytes[0].length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = bytes[i / bytes[0].length][i % bytes[0].length];
            }
            return numbers;
        }
        float[][] floats = (float[][]) rows;
        float[] numbers = new float[floats.length * floats[0].length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = floats[i / floats[0].length][i % floats[0].length];
        }
        return numbers;
    }

    private static void same(float[] computed, Matrix expected) {
        assertThat(computed).hasSameSizeAs(expected.values());
        for (int i = 0; i < computed.length; i++) {
            double size = Math.max(1, Math.abs(expected.values()[i]));
            assertThat(computed[i]).isCloseTo(expected.values()[i], within((float) (1e-5 * size)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void computesWhatTheModelComputes(String name, FittedModel model) {
        Rows rows = data(model.bareModel().visible());
        OnnxModel exported = new OnnxModel(model, OnnxModel.Part.ALL);
        Map<String, float[]> outputs = run(exported, rows);
        same(outputs.get("code"), model.encode(rows));
        if (model.encoderDecoder().isPresent()) {
            same(outputs.get("reconstruction"), model.reconstruct(rows));
        }
        if (model.bareModel() instanceof Classifier) {
            same(outputs.get("probabilities"), model.probabilities(rows));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void decoderAloneDecodes(String name, FittedModel model) {
        if (model.encoderDecoder().isEmpty()) {
            assertThatThrownBy(() -> new OnnxModel(model, OnnxModel.Part.DECODER))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("has no decoder");
            return;
        }
        Matrix codes = model.encode(data(model.bareModel().visible()));
        same(run(new OnnxModel(model, OnnxModel.Part.DECODER), codes).get("data"), model.decode(codes));
    }

    private static Stream<FittedModel> modelsOfBits() {
        FittedModel numbers = hasher(IterativeQuantization.of(6));
        return Stream.of(
                numbers,
                numbers.withThresholds(
                        Thresholds.meanDirection(6, numbers.encode(data(12)).values())));
    }

    @ParameterizedTest
    @MethodSource("modelsOfBits")
    void bitsAreThoseOfTheModel(FittedModel model) {
        Rows rows = data(12);
        BinaryCodes codes = model.binaryCodes(rows);
        float[] bits = run(new OnnxModel(model, OnnxModel.Part.ENCODER), rows).get("bits");
        for (int i = 0; i < bits.length; i++) {
            assertThat(bits[i] == 1).isEqualTo(codes.bit(i / 6, i % 6));
        }
    }

    @Test
    void missingNumbersBecomeWhatTheModelMakesOfThem() {
        Rows rows = data(12);
        FittedModel model = fitted(
                        dense(true, Activation.SIGMOID, Activation.LINEAR, Activation.LINEAR),
                        Standardization.fit(rows))
                .withMissing();
        float[] values = rows.toArray();
        values[3] = Float.NaN;
        Rows missing = Rows.of(values, 12);
        same(run(new OnnxModel(model, OnnxModel.Part.ENCODER), missing).get("code"), model.encode(missing));
    }

    @Test
    void encoderAloneHasTheCodeAlone() {
        FittedModel model = plain(dense(true, Activation.SIGMOID, Activation.LINEAR, Activation.SIGMOID));
        assertThat(new OnnxModel(model, OnnxModel.Part.ENCODER).outputs())
                .containsExactly(new OnnxModel.Value("code", 4));
    }

    @Test
    void sharedWeightsStandOnce() {
        int tied = new OnnxModel(
                        plain(dense(true, Activation.SIGMOID, Activation.LINEAR, Activation.SIGMOID)),
                        OnnxModel.Part.ALL)
                .bytes()
                .length;
        int untied = new OnnxModel(
                        plain(dense(false, Activation.SIGMOID, Activation.LINEAR, Activation.SIGMOID)),
                        OnnxModel.Part.ALL)
                .bytes()
                .length;
        assertThat(untied - tied).isGreaterThan(Float.BYTES * (12 * 9 + 9 * 4));
    }

    @Test
    void wordsAndClassesAreWrittenAsMetadata() throws OrtException {
        List<String> words = IntStream.range(0, 12).mapToObj(i -> "word" + i).toList();
        FittedModel model = plain(classifier(MapShape.of(12), "8-5")).withText(new TextEncoding("english", words));
        byte[] bytes = new OnnxModel(model, OnnxModel.Part.ALL).bytes();
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(bytes)) {
            Map<String, String> metadata = session.getMetadata().getCustomMetadata();
            assertThat(metadata)
                    .containsEntry("words", String.join("\n", words))
                    .containsEntry("classes", "a\nb\nc");
        }
    }

    @Test
    void modelOfATableIsRefused() {
        Table table = Table.of("t", List.of("x", "kind"), new String[][] {{"1", "a"}, {"2", "b"}, {"3", "a"}});
        TableEncoding encoding = TableEncoding.of(table, List.of());
        int width = encoding.width();
        Network network =
                Network.autoencoder(List.of(width, 2), Activation.SIGMOID, Activation.LINEAR, Activation.LINEAR, true);
        FittedModel model =
                plain(new Autoencoder(network, new float[network.dimension()])).withTable(encoding);
        assertThatThrownBy(() -> new OnnxModel(model, OnnxModel.Part.ALL))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("takes tables");
    }
}
