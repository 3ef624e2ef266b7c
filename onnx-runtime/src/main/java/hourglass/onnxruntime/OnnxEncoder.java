package hourglass.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.embedding.VectorEncoder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX model with one input of 32-bit floats, of shape (items, numbers) for rows or (items, channels, height, width) or
 * (items, height, width, channels) for images, and an output with a vector for each item.
 */
public final class OnnxEncoder implements VectorEncoder {
    private static final int BATCH = 64;
    private static final int LONGEST_CAUSE = 200;

    private final Path file;
    private final Options options;
    private final OrtSession session;
    private final String input;
    private final long[] shape;
    private final String output;

    private OnnxEncoder(Path file, Options options, OrtSession session, String input, long[] shape, String output) {
        this.file = file;
        this.options = options;
        this.session = session;
        this.input = input;
        this.shape = shape;
        this.output = output;
    }

    /**
     * Opens a model.
     *
     * @throws InputException if the file is no ONNX model, or not one of rows or images
     */
    public static OnnxEncoder open(Path file, Options options) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(file.toString(), "", "there is no such file", "check the name");
        }
        try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
            settings.setIntraOpNumThreads(options.threads());
            OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString(), settings);
            try {
                return of(file, options, session);
            } catch (InputException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new InputException(
                    file.toString(),
                    "",
                    "cannot be opened by ONNX Runtime (%s)".formatted(cause(e)),
                    "give an ONNX model, as torch.onnx.export or `hourglass export` writes it",
                    e);
        }
    }

    private static OnnxEncoder of(Path file, Options options, OrtSession session) throws OrtException {
        Collection<NodeInfo> inputs = session.getInputInfo().values();
        NodeInfo only = inputs.iterator().next();
        if (inputs.size() != 1 || !(only.getInfo() instanceof TensorInfo info) || info.type != OnnxJavaType.FLOAT) {
            throw new InputException(
                    file.toString(),
                    "",
                    "takes %s, but an encoder of rows or images takes one tensor of 32-bit floats"
                            .formatted(inputs.stream()
                                    .map(one -> "%s (%s)".formatted(one.getName(), type(one)))
                                    .collect(Collectors.joining(", "))),
                    "export a model with one input; texts are encoded by their own program");
        }
        long[] shape = info.getShape();
        boolean images = shape.length == 4 && (channels(shape) == 1 || channels(shape) == 3);
        if (shape.length != 2 && !images) {
            throw new InputException(
                    file.toString(),
                    "input " + only.getName(),
                    "has the shape %s".formatted(text(shape)),
                    "export a model of rows (items, numbers) or of images (items, channels, height, width), of 1 or 3 channels");
        }
        return new OnnxEncoder(file, options, session, only.getName(), shape, output(file, options, session));
    }

    private static String output(Path file, Options options, OrtSession session) throws OrtException {
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        if (!options.output().isEmpty() && !outputs.containsKey(options.output())) {
            throw new InputException(
                    file.toString(), "", "has no output " + options.output(), "name one of " + outputs.keySet());
        }
        if (!options.output().isEmpty()) {
            return options.output();
        }
        Set<String> vectors = outputs.values().stream()
                .filter(one -> one.getInfo() instanceof TensorInfo info
                        && info.type == OnnxJavaType.FLOAT
                        && isVector(info.getShape()))
                .map(NodeInfo::getName)
                .collect(Collectors.toUnmodifiableSet());
        if (vectors.size() == 1) {
            return vectors.iterator().next();
        }
        throw new InputException(
                file.toString(),
                "",
                vectors.isEmpty()
                        ? "has no output with one vector an item among " + outputs.keySet()
                        : "has %d outputs that may be the vector: %s"
                                .formatted(
                                        vectors.size(),
                                        vectors.stream().sorted().toList()),
                "name one by --encoder-output");
    }

    /** Whether a shape is (items, numbers), perhaps with sides of length 1 behind. */
    private static boolean isVector(long[] shape) {
        for (int i = 2; i < shape.length; i++) {
            if (shape[i] != 1) {
                return false;
            }
        }
        return shape.length >= 2;
    }

    /** What ONNX Runtime says, in one line that is not too long. */
    private static String cause(OrtException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "...";
    }

    private static String type(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo info ? info.type + " " + text(info.getShape()) : "no tensor";
    }

    private static String text(long... shape) {
        return Arrays.stream(shape)
                .mapToObj(side -> side < 0 ? "any" : Long.toString(side))
                .collect(Collectors.joining(" x "));
    }

    private static boolean channelsFirst(long... shape) {
        return shape[1] == 1 || shape[1] == 3;
    }

    private static long channels(long... shape) {
        return channelsFirst(shape) ? shape[1] : shape[3];
    }

    @Override
    public @Nullable Images images() {
        if (shape.length != 4) {
            return null;
        }
        int height = channelsFirst(shape) ? 2 : 1;
        return new Images(
                (int) Math.max(0, shape[height]), (int) Math.max(0, shape[height + 1]), (int) channels(shape));
    }

    @Override
    public int columns() {
        return shape.length == 2 ? (int) Math.max(0, shape[1]) : 0;
    }

    @Override
    public Matrix encode(Rows rows, @Nullable ImageShape shapeOfRows) {
        check(rows, shapeOfRows);
        ImageShape imageShape = images() == null ? null : shapeOfRows;
        float[] vectors = {};
        int columns = 0;
        for (int start = 0; start < rows.count(); start += BATCH) {
            int count = Math.min(BATCH, rows.count() - start);
            float[] made = run(rows, start, count, imageShape);
            if (start == 0) {
                columns = made.length / count;
                vectors = new float[Math.multiplyExact(rows.count(), columns)];
            }
            System.arraycopy(made, 0, vectors, start * columns, made.length);
        }
        return new Matrix(vectors, columns);
    }

    private void check(Rows rows, @Nullable ImageShape imageShape) {
        Images images = images();
        if (images != null && imageShape == null) {
            throw new InputException(
                    file.toString(),
                    "",
                    "takes images, but these are rows of numbers",
                    "give images, or their --image-size");
        }
        if (images != null
                && imageShape != null
                && ((images.height() > 0 && images.height() != imageShape.height())
                        || (images.width() > 0 && images.width() != imageShape.width())
                        || images.channels() != imageShape.channels())) {
            throw new InputException(
                    file.toString(),
                    "",
                    "takes images of %s, but these are of %dx%d in %s"
                            .formatted(
                                    text(shape),
                                    imageShape.height(),
                                    imageShape.width(),
                                    imageShape.channels() == 1 ? "grey" : "colour"),
                    "give --image-size, and --color or --no-color");
        }
        if (images == null && columns() > 0 && columns() != rows.columns()) {
            throw new InputException(
                    file.toString(),
                    "",
                    "takes rows of %d numbers, but these have %d".formatted(columns(), rows.columns()),
                    "give rows of the kind that the model was fitted to");
        }
    }

    private float[] run(Rows rows, int start, int count, @Nullable ImageShape imageShape) {
        float[] items = new float[count * rows.columns()];
        float[] row = new float[rows.columns()];
        for (int i = 0; i < count; i++) {
            rows.read(start + i, row, 0);
            if (imageShape == null) {
                System.arraycopy(row, 0, items, i * row.length, row.length);
            } else {
                place(row, imageShape, items, i * row.length);
            }
        }
        long[] sizes = imageShape == null
                ? new long[] {count, rows.columns()}
                : channelsFirst(shape)
                        ? new long[] {count, imageShape.channels(), imageShape.height(), imageShape.width()}
                        : new long[] {count, imageShape.height(), imageShape.width(), imageShape.channels()};
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(items), sizes);
                OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(output))) {
            return vectors((OnnxTensor) result.get(0), start, count);
        } catch (OrtException e) {
            throw new InputException(
                    file.toString(),
                    count == 1 ? "row " + start : "rows %d to %d".formatted(start, start + count - 1),
                    "ONNX Runtime fails (%s)".formatted(cause(e)),
                    "check that the model takes such data",
                    e);
        }
    }

    private float[] vectors(OnnxTensor tensor, int start, int count) {
        long[] sizes = tensor.getInfo().getShape();
        FloatBuffer values = tensor.getFloatBuffer();
        if (sizes.length < 2 || sizes[0] != count || values.remaining() % count != 0 || !isVector(sizes)) {
            throw new InputException(
                    file.toString(),
                    "output " + output,
                    "has the shape %s for %d items".formatted(text(sizes), count),
                    "name an output with one vector an item by --encoder-output");
        }
        float[] vectors = new float[values.remaining()];
        values.get(vectors);
        for (int i = 0; i < vectors.length; i++) {
            if (!Float.isFinite(vectors[i])) {
                throw new InputException(
                        file.toString(),
                        "row " + (start + i / (vectors.length / count)),
                        "has a vector with the number " + vectors[i],
                        "check that the model takes such data");
            }
        }
        return vectors;
    }

    /** Puts an image, whose channels lie side by side, where and how the model expects it. */
    private void place(float[] image, ImageShape imageShape, float[] items, int at) {
        int channels = imageShape.channels();
        int pixels = image.length / channels;
        for (int channel = 0; channel < channels; channel++) {
            float mean = of(options.mean(), channel, 0);
            float deviation = of(options.deviation(), channel, 1);
            for (int pixel = 0; pixel < pixels; pixel++) {
                int to = channelsFirst(shape) ? channel * pixels + pixel : pixel * channels + channel;
                items[at + to] = (image[pixel * channels + channel] - mean) / deviation;
            }
        }
    }

    private static float of(List<Double> numbers, int channel, float otherwise) {
        return numbers.isEmpty()
                ? otherwise
                : numbers.get(Math.min(channel, numbers.size() - 1)).floatValue();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the session of %s cannot be closed".formatted(file), e);
        }
    }
}
