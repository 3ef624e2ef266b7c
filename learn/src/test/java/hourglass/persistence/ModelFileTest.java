package hourglass.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.codes.Thresholds;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Scaling;
import hourglass.data.Standardization;
import hourglass.data.TextEncoding;
import hourglass.data.TfIdf;
import hourglass.data.Transform;
import hourglass.data.safetensors.SafeTensors;
import hourglass.data.safetensors.Tensor;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.Whitening;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.Classifier;
import hourglass.model.Model;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    private static final DataDescription DATA =
            new DataDescription("pen.idx", 60_000, List.of(), new ImageShape(2, 3, 1), null);
    private static final FitDescription FIT = new FitDescription(
            "BERNOULLI",
            Map.of("layers", List.of(4, 2), "rate", 0.001, "tied", false, "name", "größer"),
            -7,
            "0.1.0",
            Instant.parse("2006-07-28T12:00:00Z"),
            List.of(
                    new FitDescription.Stage("RBM 6-4", List.of(3.5, 3.25), List.of(), 0.5),
                    new FitDescription.Stage("fine-tuning", List.of(2.0), List.of(2.125), 1.5)),
            StopReason.FINISHED);

    @TempDir
    private Path folder;

    @Property(tries = 20)
    void readsAnAutoencoderThatItWrote(
            @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 1, max = 5) Integer> layers,
            @ForAll boolean tied,
            @ForAll Activation hidden,
            @ForAll Activation code)
            throws IOException {
        Path path = Files.createTempFile("model", ".safetensors");
        List<Integer> sizes = new ArrayList<>(List.of(6));
        sizes.addAll(layers);
        Autoencoder model = autoencoder(Network.autoencoder(sizes, hidden, code, Activation.SIGMOID, tied));
        try {
            ModelFile.write(path, new FittedModel(model, new Transform.Identity(), DATA, FIT));
            FittedModel read = ModelFile.read(path);
            assertThat(read.bareModel()).isInstanceOfSatisfying(Autoencoder.class, autoencoder -> {
                assertThat(autoencoder.network()).isEqualTo(model.network());
                assertThat(autoencoder.parameters()).isEqualTo(model.parameters());
            });
        } finally {
            Files.delete(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4c2-3", "4c2p1-p2-2", "3c2p1-p2u-4c2p1-p2-5", "2c1"})
    void readsAConvolutionalAutoencoder(String layers) {
        for (boolean tied : new boolean[] {false, true}) {
            Autoencoder model = autoencoder(convolutional(layers, tied));
            assertThat(readBack(model)).isInstanceOfSatisfying(Autoencoder.class, autoencoder -> {
                assertThat(autoencoder.network()).isEqualTo(model.network());
                assertThat(autoencoder.parameters()).isEqualTo(model.parameters());
            });
        }
    }

    @Test
    void readsAConvolutionalClassifier() {
        Network network = Classifier.network(new MapShape(2, 3, 1), LayerSpec.parse("4c2-p2-5"), Activation.RELU, 3);
        Classifier model = new Classifier(network, numbers(network.dimension(), 1), List.of("a", "b", "c"));
        assertThat(readBack(model)).isInstanceOfSatisfying(Classifier.class, classifier -> {
            assertThat(classifier.network()).isEqualTo(network);
            assertThat(classifier.parameters()).isEqualTo(model.parameters());
            assertThat(classifier.classes()).isEqualTo(model.classes());
        });
    }

    private static Network convolutional(String layers, boolean tied) {
        return Network.autoencoder(
                new MapShape(2, 3, 1),
                LayerSpec.parse(layers),
                Activation.RELU,
                Activation.TANH,
                Activation.SIGMOID,
                tied);
    }

    @Test
    void namesTheTensorsOfConvolutions() {
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        expected.put("encoder.0.weight", List.of(2, 2, 1, 4));
        expected.put("encoder.0.bias", List.of(4));
        expected.put("encoder.2.weight", List.of(16, 3));
        expected.put("encoder.2.bias", List.of(3));
        expected.put("decoder.0.weight", List.of(3, 16));
        expected.put("decoder.0.bias", List.of(16));
        expected.put("decoder.1.weight", List.of(2, 2, 1, 4));
        expected.put("decoder.1.bias", List.of(1));
        assertThat(shapes(autoencoder(convolutional("4c2p1-p2-3", false)))).containsExactlyEntriesOf(expected);
    }

    @Test
    void refusesAConvolutionalModelOfAnotherShape() {
        Autoencoder model = autoencoder(convolutional("4c2-3", true));
        refuses(changed(model, "4c2-3", "5c2-3"), "tensor encoder.0.weight: has the shape [2, 2, 1, 4]");
        refuses(changed(model, "4c2-3", "4c9-3"), "'4c9' in 4c9-3: a kernel of 9 does not fit on maps of 2x3x1");
        refuses(changed(model, "4c2-3", "4q2-3"), "'4q2' is no layer");
        refuses(changed(model, "4c2-3", "4c2"), "4 activations for 2 layers, those of 4c2 and their mirrors");
        refuses(changed(model, "\"channels\":1},\"layers\"", "\"channels\":0},\"layers\""), "not 2x3x0");
    }

    @Test
    void readsABoltzmannMachine() {
        for (Units visible : Units.values()) {
            RbmShape shape = new RbmShape(6, 3, visible, Units.BERNOULLI);
            Rbm model = new Rbm(shape, numbers(shape.dimension(), 1));
            assertThat(readBack(model)).isInstanceOfSatisfying(Rbm.class, rbm -> {
                assertThat(rbm.shape()).isEqualTo(shape);
                assertThat(rbm.parameters()).isEqualTo(model.parameters());
            });
        }
    }

    @Test
    void readsPrincipalComponents() {
        PrincipalComponents model = components();
        assertThat(readBack(model)).isEqualTo(model);
    }

    private Model readBack(Model model) {
        Path path = folder.resolve("model.safetensors");
        ModelFile.write(path, new FittedModel(model, new Transform.Identity(), DATA, FIT));
        ModelDescription description = ModelFile.describe(path);
        assertThat(description.model()).isEqualTo(ModelConfig.of(model));
        return ModelFile.read(path).bareModel();
    }

    @Test
    void countsTheNumbersOfPrincipalComponents() {
        assertThat(ModelConfig.of(components()).dimension()).isEqualTo(6 + 12 + 2);
    }

    private static PrincipalComponents components() {
        return new PrincipalComponents(numbers(6, 1), numbers(12, 2), numbers(2, 3), 0.1);
    }

    @Test
    void readsWhatIsKnownOfData() {
        assertThat(ModelFile.read(sample()).data()).isEqualTo(DATA);
    }

    @Test
    void readsHowTheModelWasFitted() {
        assertThat(ModelFile.read(sample()).fit()).isEqualTo(FIT);
    }

    @Test
    void readsColumnNames() {
        Path path = folder.resolve("columns.safetensors");
        DataDescription named = new DataDescription("t.csv", 9, List.of("a", "b", "c", "d", "e", "f"), null, null);
        ModelFile.write(path, new FittedModel(small(false), new Transform.Identity(), named, FIT));
        assertThat(ModelFile.read(path).data()).isEqualTo(named);
    }

    @Test
    void readsTransforms() {
        float[] some = {1, -2, 3, -4, 5, -6};
        float[] above = {1, 2, 3, 4, 5, 6};
        readsTransform(new Transform.Identity());
        readsTransform(new Standardization(some, above));
        readsTransform(new Scaling(some, above));
        readsTransform(new TfIdf(TfIdf.TermFrequency.COUNT, above));
        readsTransform(TfIdf.logCounts(6));
        readsTransform(new Whitening(some, numbers(36, 1), numbers(36, 2)));
    }

    private void readsTransform(Transform transform) {
        Path path = folder.resolve("transform.safetensors");
        ModelFile.write(path, new FittedModel(small(false), transform, DATA, FIT));
        assertThat(ModelFile.read(path).transform()).isEqualTo(transform);
    }

    @Test
    void namesTheTensorsOfEachLayer() {
        Network network =
                Network.autoencoder(List.of(6, 4, 2), Activation.RELU, Activation.LINEAR, Activation.SIGMOID, false);
        Map<String, List<Integer>> expected = new LinkedHashMap<>();
        expected.put("encoder.0.weight", List.of(6, 4));
        expected.put("encoder.0.bias", List.of(4));
        expected.put("encoder.1.weight", List.of(4, 2));
        expected.put("encoder.1.bias", List.of(2));
        expected.put("decoder.0.weight", List.of(2, 4));
        expected.put("decoder.0.bias", List.of(4));
        expected.put("decoder.1.weight", List.of(4, 6));
        expected.put("decoder.1.bias", List.of(6));
        assertThat(shapes(autoencoder(network))).containsExactlyEntriesOf(expected);
    }

    @Test
    void writesTiedWeightsOnce() {
        assertThat(shapes(small(true)).keySet())
                .containsExactly(
                        "encoder.0.weight",
                        "encoder.0.bias",
                        "encoder.1.weight",
                        "encoder.1.bias",
                        "decoder.0.bias",
                        "decoder.1.bias");
    }

    private Map<String, List<Integer>> shapes(Model model) {
        Path path = folder.resolve("shapes.safetensors");
        ModelFile.write(path, new FittedModel(model, new Transform.Identity(), DATA, FIT));
        try (SafeTensors file = SafeTensors.open(path)) {
            return file.shapes();
        }
    }

    @Test
    void namesTheTensorsOfOtherModels() {
        Map<String, List<Integer>> machine = shapes(new Rbm(RbmShape.bernoulli(6, 3), new float[27]));
        assertThat(machine)
                .containsExactly(
                        Map.entry("weight", List.of(6, 3)),
                        Map.entry("visible.bias", List.of(6)),
                        Map.entry("hidden.bias", List.of(3)));
        assertThat(shapes(components()))
                .containsExactly(
                        Map.entry("mean", List.of(6)),
                        Map.entry("components", List.of(2, 6)),
                        Map.entry("variances", List.of(2)));
    }

    @Test
    void writesWeightsAsInputsByOutputs() {
        Network network =
                Network.autoencoder(List.of(6, 1), Activation.RELU, Activation.LINEAR, Activation.LINEAR, false);
        float[] parameters = new float[network.dimension()];
        parameters[2] = 5;
        Path path = folder.resolve("weights.safetensors");
        ModelFile.write(
                path, new FittedModel(new Autoencoder(network, parameters), new Transform.Identity(), DATA, FIT));
        try (SafeTensors file = SafeTensors.open(path)) {
            assertThat(file.read("encoder.0.weight")).containsExactly(0, 0, 5, 0, 0, 0);
        }
    }

    @Test
    void describesAModelWithoutItsNumbers() throws IOException {
        Path path = sample();
        byte[] bytes = Files.readAllBytes(path);
        Arrays.fill(bytes, bytes.length - 40, bytes.length, (byte) 0xFF);
        Files.write(path, bytes);
        ModelDescription description = ModelFile.describe(path);
        assertThat(description)
                .isEqualTo(new ModelDescription(
                        ModelDescription.FORMAT,
                        new ModelConfig.Dense(
                                List.of(6, 4, 2, 4, 6),
                                List.of(Activation.TANH, Activation.LINEAR, Activation.TANH, Activation.SIGMOID),
                                2,
                                false),
                        "standardization",
                        DATA,
                        FIT,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null));
        assertThat(description.model().dimension()).isEqualTo(2 * (24 + 8) + 4 + 2 + 4 + 6);
    }

    @Test
    void keepsHowTextsBecomeRowsAndCodesBinary() {
        Path path = folder.resolve("texts.safetensors");
        TextEncoding text = new TextEncoding("english", List.of("a", "b", "c", "d", "e", "\u00fc"));
        Thresholds thresholds = new Thresholds(new float[] {0.1f, -0.9f}, true);
        FittedModel saved = new FittedModel(small(false), new Transform.Identity(), DATA, FIT)
                .withText(text)
                .withThresholds(thresholds);
        ModelFile.write(path, saved);
        FittedModel read = ModelFile.read(path);
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.thresholds()).isEqualTo(thresholds);
        assertThat(read.binary(new float[] {2, -40}).code(0)).containsExactly(0);
        assertThat(read.binary(new float[] {2, -4}).code(0)).containsExactly(0b11);
    }

    @Test
    void refusesWordsOrThresholdsThatDoNotFit() {
        FittedModel saved = new FittedModel(small(false), new Transform.Identity(), DATA, FIT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> saved.withText(new TextEncoding("english", List.of("a"))))
                .withMessageContaining("1 words for a model of 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> saved.withThresholds(Thresholds.same(3, 0)))
                .withMessageContaining("3 thresholds for codes of 2");
    }

    @Test
    void ignoresFieldsOfLaterVersions() throws IOException {
        Path path = changed("{\"format\":2,", "{\"format\":2,\"later\":{\"more\":[1]},");
        assertThat(ModelFile.read(path).data()).isEqualTo(DATA);
    }

    @Test
    void refusesALaterFormat() throws IOException {
        refuses(
                changed("{\"format\":2,", "{\"format\":3,"),
                "changed.safetensors: metadata hourglass: the format is 3, but this Hourglass reads 2; use a newer");
    }

    @Test
    void refusesAModelOfOtherSoftwareWhateverItsNumbers() throws IOException {
        byte[] header =
                "{\"t\":{\"dtype\":\"I64\",\"shape\":[0],\"data_offsets\":[0,0]}}".getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve("foreign.safetensors");
        Files.write(
                path,
                ByteBuffer.allocate(8 + header.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .array());
        refuses(path, "foreign.safetensors: is not a model of Hourglass");
    }

    @Test
    void refusesTensorsThatAreNoModel() {
        Path path = folder.resolve("other.safetensors");
        SafeTensors.write(path, Map.of("w", new float[1]), Map.of("format", "pt"));
        refuses(path, "other.safetensors: is not a model of Hourglass: its metadata have no hourglass");
    }

    @Test
    void refusesADescriptionThatIsNoJson() throws IOException {
        refuses(changed("{\"format\":2,", "{\"format\"=1,"), "metadata hourglass: Unexpected character ('='");
    }

    @Test
    void refusesAnIncompleteDescription() throws IOException {
        refuses(
                changed("\"seed\"", "\"sea\""),
                "metadata hourglass: fit.seed: Missing creator property 'seed' (index 2); check");
        refuses(changed("\"autoencoder\"", "\"autodecoder\""), "known type ids = [autoencoder");
        refuses(changed("2006-07-28", "2006-07-38"), "not a date like 2006-07-28T00:00:00Z");
    }

    @Test
    void refusesAModelOfAnotherShape() throws IOException {
        refuses(
                changed("[6,4,2,4,6]", "[6,3,2,3,6]"),
                "tensor encoder.0.weight: has the shape [6, 4], but the model described has [6, 3] here");
        refuses(changed("[6,4,2,4,6]", "[6,100000,20000,4,6]"), "tensor encoder.0.weight: has the shape [6, 4]");
        refuses(changed("[6,4,2,4,6]", "[6,4,2,4,7]"), "sizes [6, 4, 2, 4, 7] with the code after 2 do not lead back");
        refuses(
                changed("\"encoderDepth\":2", "\"encoderDepth\":9"),
                "the encoder takes 1 or more of the layers, not 9");
    }

    @Test
    void refusesTensorsOfAnotherModel() throws IOException {
        refuses(
                changed("\"tied\":false},", "\"tied\":true},"),
                "tensor decoder.0.weight: does not belong to the model described");
        refuses(changed("\"standardization\"", "\"scaling\""), "tensor transform.least: is missing");
    }

    @Test
    void refusesImagesThatDoNotFit() throws IOException {
        refuses(changed("\"height\":2", "\"height\":3"), "ImageShape[height=3, width=3, channels=1] for a model of 6");
    }

    @Test
    void refusesDeviationsOfZero() {
        Path path = folder.resolve("zero.safetensors");
        ModelFile.write(path, sampleModel());
        rewrite(path, "transform.deviation", new float[6]);
        refuses(path, "zero.safetensors: metadata hourglass: deviation 0 is 0.0, but must be above 0");
    }

    @Test
    void refusesToWriteWeightsThatAreNotFinite() {
        Autoencoder model = small(false);
        model.parameters()[3] = Float.NaN;
        Path path = folder.resolve("diverged.safetensors");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ModelFile.write(path, new FittedModel(model, new Transform.Identity(), DATA, FIT)))
                .withMessageContaining("tensor encoder.0.weight, element 3: NaN is not a finite number");
        assertThat(path).doesNotExist();
    }

    @Test
    void refusesWeightsThatAreNotFinite() throws IOException {
        Path path = sample();
        byte[] bytes = Files.readAllBytes(path);
        Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) 0xFF);
        Files.write(path, bytes);
        refuses(path, "element 5 of tensor transform.deviation is NaN, not a finite float");
    }

    @Test
    void refusesNamesForOtherColumns() {
        DataDescription named = new DataDescription("t.csv", 9, List.of("a", "b"), null, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FittedModel(small(false), new Transform.Identity(), named, FIT))
                .withMessage("2 column names for a model of 6 columns");
    }

    @Test
    void encodesItemsAsTheyCome() {
        FittedModel saved = sampleModel();
        float[] items = {1, 2, 3, 4, 5, 6};
        float[] transformed = items.clone();
        saved.transform().apply(transformed, 0, 1);
        ThreadTeam team = ThreadTeam.shared();
        assertThat(saved.encode(Rows.of(items, 6), team).values())
                .isEqualTo(saved.bareModel().encode(transformed));
        assertThat(items).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void reconstructsItemsAsTheyCome() {
        FittedModel saved = sampleModel();
        float[] code = {0.5f, -1};
        float[] items = saved.encoderDecoder().orElseThrow().decode(code);
        saved.transform().invert(items, 0, 1);
        assertThat(saved.decode(Rows.of(code, 2)).values()).isEqualTo(items);
    }

    @Test
    void refusesDataOfOtherColumns() {
        refusesData(List.of(), null, 5, "new.csv: has rows of 5 columns, but the model takes 6");
    }

    @Test
    void refusesImagesOfAnotherShape() {
        refusesData(List.of(), new ImageShape(3, 2, 1), 6, "has images of 3x2x1, but the model takes 2x3x1");
    }

    private static void refusesData(List<String> names, ImageShape shape, int columns, String message) {
        Dataset data = new Dataset("new.csv", Rows.of(new float[columns], columns), names, null, shape);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> sampleModel().requireLike(data))
                .withMessageContaining(message);
    }

    @Test
    void refusesColumnsInAnotherOrder() {
        DataDescription named = new DataDescription("t.csv", 9, List.of("a", "b", "c", "d", "e", "f"), null, null);
        FittedModel saved = new FittedModel(small(false), new Transform.Identity(), named, FIT);
        Dataset data =
                new Dataset("new.csv", Rows.of(new float[6], 6), List.of("a", "c", "b", "d", "e", "f"), null, null);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> saved.requireLike(data))
                .withMessageContaining("new.csv: column 2: is c, but the model takes b here; give data like");
    }

    @Test
    void refusesEveryChangedByte() throws IOException {
        Path path = sample();
        byte[] good = Files.readAllBytes(path);
        SplittableRandom random = new SplittableRandom(1);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(path, bad);
            assertThatExceptionOfType(InputException.class)
                    .as("byte " + at)
                    .isThrownBy(() -> ModelFile.read(path))
                    .withMessageStartingWith(path + ": ")
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void refusesAModelWithoutChecksums() throws IOException {
        Path path = sample();
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        Files.writeString(path, text.replace("crc32c", "crc320"), StandardCharsets.ISO_8859_1);
        refuses(path, "carries no checksums");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> ModelFile.describe(path));
    }

    private Path sample() {
        Path path = folder.resolve("sample.safetensors");
        ModelFile.write(path, sampleModel());
        return path;
    }

    private static FittedModel sampleModel() {
        Standardization transform = new Standardization(new float[] {1, 2, 3, 4, 5, 6}, new float[] {1, 2, 1, 2, 1, 2});
        return new FittedModel(small(false), transform, DATA, FIT);
    }

    private static Autoencoder small(boolean tied) {
        return autoencoder(
                Network.autoencoder(List.of(6, 4, 2), Activation.TANH, Activation.LINEAR, Activation.SIGMOID, tied));
    }

    private static Autoencoder autoencoder(Network network) {
        return new Autoencoder(network, numbers(network.dimension(), 1));
    }

    private static float[] numbers(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** The sample with its description changed. */
    private Path changed(String from, String to) {
        return changed(sampleModel(), from, to);
    }

    private Path changed(Model model, String from, String to) {
        return changed(new FittedModel(model, new Transform.Identity(), DATA, FIT), from, to);
    }

    private Path changed(FittedModel saved, String from, String to) {
        Path path = folder.resolve("changed.safetensors");
        ModelFile.write(path, saved);
        try (SafeTensors file = SafeTensors.open(path)) {
            String json = file.metadata().get("hourglass");
            assertThat(json).contains(from);
            SafeTensors.write(path, tensors(file, Map.of()), Map.of("hourglass", json.replace(from, to)));
        }
        return path;
    }

    private static void rewrite(Path path, String name, float[] values) {
        try (SafeTensors file = SafeTensors.open(path)) {
            SafeTensors.write(path, tensors(file, Map.of(name, values)), file.metadata());
        }
    }

    private static List<Tensor> tensors(SafeTensors file, Map<String, float[]> changed) {
        List<Tensor> tensors = new ArrayList<>();
        file.shapes().forEach((name, shape) -> {
            float[] values = changed.containsKey(name) ? changed.get(name) : file.read(name);
            tensors.add(new Tensor(name, shape, values, 0));
        });
        return tensors;
    }

    private static void refuses(Path path, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ModelFile.read(path))
                .withMessageStartingWith(path + ": ")
                .withMessageContaining(message);
    }
}
