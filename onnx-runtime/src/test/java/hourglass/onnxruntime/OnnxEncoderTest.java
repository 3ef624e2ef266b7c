package hourglass.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.embedding.VectorEncoder;
import hourglass.onnx.OnnxModel;
import hourglass.persistence.FittedModel;
import hourglass.train.AutoencoderTrainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEncoderTest {
    @TempDir
    private Path folder;

    private Path exported() {
        Dataset digits = PenDigits.of(200, 1);
        FittedModel model = AutoencoderTrainer.builder(30, 6)
                .epochs(1)
                .validationShare(0)
                .build()
                .fit(digits);
        Path file = folder.resolve("model.onnx");
        new OnnxModel(model, OnnxModel.Part.ENCODER).write(file);
        model.save(folder.resolve("model.safetensors"));
        return file;
    }

    @Test
    void makesTheCodesOfAnExportedModel() {
        Path file = exported();
        FittedModel model = FittedModel.load(folder.resolve("model.safetensors"));
        Rows rows = PenDigits.of(150, 2).rows();
        try (VectorEncoder encoder = OnnxEncoder.open(file, VectorEncoder.Options.DEFAULT)) {
            // That the rows are images does not matter to a model of rows.
            Matrix vectors = encoder.encode(rows, PenDigits.of(1, 1).imageShape());
            Matrix codes = model.encode(rows);
            assertThat(encoder.images()).isNull();
            assertThat(encoder.columns()).isEqualTo(784);
            assertThat(vectors.columns()).isEqualTo(6);
            for (int i = 0; i < codes.values().length; i++) {
                assertThat(vectors.values()[i]).isCloseTo(codes.values()[i], offset(1e-4f));
            }
        }
    }

    @Test
    void putsChannelsWhereTheModelExpectsThem() throws IOException {
        Rows image = Rows.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}, 6);
        ImageShape shape = new ImageShape(1, 2, 3);
        VectorEncoder.Options scaled = new VectorEncoder.Options("", List.of(0.1, 0.2, 0.3), List.of(0.5), 1);
        try (VectorEncoder first = OnnxEncoder.open(flatten("first.onnx", 3, 1, 2), scaled);
                VectorEncoder last = OnnxEncoder.open(flatten("last.onnx", 2, 1, 3), VectorEncoder.Options.DEFAULT)) {
            assertThat(first.images()).isEqualTo(new VectorEncoder.Images(1, 2, 3));
            assertThat(last.images()).isEqualTo(new VectorEncoder.Images(2, 1, 3));
            assertThat(first.encode(image, shape).values())
                    .containsExactly(new float[] {0, 0.6f, 0, 0.6f, 0, 0.6f}, offset(1e-6f));
            assertThat(last.encode(image, new ImageShape(2, 1, 3)).values())
                    .containsExactly(0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f);
        }
    }

    @Test
    void isFoundByThoseWhoOnlyKnowTheInterface() {
        assertThat(ServiceLoader.load(VectorEncoder.Provider.class).findFirst())
                .get()
                .isInstanceOf(OnnxEncoderProvider.class);
    }

    @Test
    void refusesWhatIsNoModelAndDataThatItDoesNotTake() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
        refuses(() -> OnnxEncoder.open(text, VectorEncoder.Options.DEFAULT), "cannot be opened by ONNX Runtime");
        refuses(
                () -> OnnxEncoder.open(folder.resolve("none.onnx"), VectorEncoder.Options.DEFAULT),
                "there is no such file");
        Path images = flatten("images.onnx", 3, 1, 2);
        refuses(
                () -> OnnxEncoder.open(images, new VectorEncoder.Options("z", List.of(), List.of(), 1)),
                "has no output z; name one of [y]");
        try (VectorEncoder encoder = OnnxEncoder.open(images, VectorEncoder.Options.DEFAULT)) {
            Rows row = Rows.of(new float[6], 6);
            refuses(() -> encoder.encode(row, null), "takes images, but these are rows");
            refuses(() -> encoder.encode(row, new ImageShape(2, 3, 1)), "takes images of any x 3 x 1 x 2");
        }
        try (VectorEncoder encoder = OnnxEncoder.open(exported(), VectorEncoder.Options.DEFAULT)) {
            refuses(
                    () -> encoder.encode(Rows.of(new float[5], 5), null),
                    "takes rows of 784 numbers, but these have 5");
        }
    }

    private static void refuses(Runnable action, String message) {
        assertThatExceptionOfType(InputException.class).isThrownBy(action::run).withMessageContaining(message);
    }

    /** A model of images that puts their numbers in a row, in the bytes that ONNX's protocol buffers have. */
    private Path flatten(String name, int... sides) throws IOException {
        byte[] node = message(field(1, text("x")), field(2, text("y")), field(4, text("Flatten")));
        byte[] graph = message(
                field(1, node), field(2, text("flatten")), field(11, value("x", sides)), field(12, value("y", 6)));
        byte[] opset = message(number(2, 17));
        return Files.write(folder.resolve(name), message(number(1, 8), field(7, graph), field(8, opset)));
    }

    /** A tensor of floats with any number of items. */
    private static byte[] value(String name, int... sides) {
        byte[][] sizes = new byte[sides.length + 1][];
        sizes[0] = field(1, field(2, text("n")));
        for (int i = 0; i < sides.length; i++) {
            sizes[i + 1] = field(1, number(1, sides[i]));
        }
        byte[] tensor = message(number(1, 1), field(2, message(sizes)));
        return message(field(1, text(name)), field(2, field(1, tensor)));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] number(int field, int value) {
        return new byte[] {(byte) (field << 3), (byte) value};
    }

    private static byte[] field(int field, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(field << 3 | 2);
        bytes.write(content.length);
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    private static byte[] message(byte[]... fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            bytes.writeBytes(field);
        }
        return bytes.toByteArray();
    }
}
