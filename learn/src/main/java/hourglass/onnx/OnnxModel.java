package hourglass.onnx;

import hourglass.codes.Thresholds;
import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.UnrolledCoder;
import hourglass.hashing.Hasher;
import hourglass.model.Autoencoder;
import hourglass.model.Classifier;
import hourglass.model.Encoder;
import hourglass.model.EncoderDecoder;
import hourglass.model.Model;
import hourglass.model.Rbm;
import hourglass.network.Network;
import hourglass.persistence.FittedModel;
import hourglass.persistence.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model as a file of ONNX (opset {@value #OPSET}), which computes the same from data as they come: what is done to
 * them before the model is part of it, and undone in what it reconstructs.
 *
 * <p>Its input is {@code data}, rows of 32-bit floats; its outputs are {@code code}, {@code bits} (0 or 1) if the model has
 * thresholds, {@code reconstruction} if it leads back, and {@code probabilities} if it is a classifier. A decoder alone has the
 * input {@code code} and the output {@code data}.
 *
 * @param model to be written
 * @param part of it
 */
public record OnnxModel(FittedModel model, Part part) {
    /** The version of the operators, of 2022. */
    public static final int OPSET = 17;

    private static final int IR_VERSION = 8;
    /** What Protocol Buffers hold. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (1 << 20);

    private static final String DATA = "data";
    private static final String CODE = "code";

    /** Which part of a model is written. */
    public enum Part {
        /** The encoder with all that follows. */
        ALL,
        /** From data to codes and bits. */
        ENCODER,
        /** From codes to data. */
        DECODER
    }

    /**
     * A value that goes in or comes out: any number of rows.
     *
     * @param name of it
     * @param columns of a row
     */
    public record Value(String name, int columns) {}

    /**
     * Checks that the model can be written.
     *
     * @throws InputException if it takes tables, or has no decoder though that is to be written
     */
    public OnnxModel {
        if (model.table() != null) {
            throw new InputException(
                    "model",
                    "",
                    "takes tables of categories, dates and missing cells, which ONNX has no operators to read",
                    "export a model of numbers");
        }
        if (part == Part.DECODER && model.encoderDecoder().isEmpty()) {
            throw new InputException("model", "", "has no decoder", "leave out --part decoder");
        }
        long numbers = model.bareModel() instanceof Autoencoder autoencoder ? autoencoder.parameters().length : 0;
        if (Float.BYTES * numbers > MOST_BYTES) {
            throw new InputException(
                    "model",
                    "",
                    "has %,d parameters, more than one ONNX file of 2 GB holds".formatted(numbers),
                    "export a smaller model");
        }
    }

    /** What goes in. */
    public Value input() {
        return part == Part.DECODER ? new Value(CODE, codeSize()) : new Value(DATA, visible());
    }

    /** What comes out. */
    public List<Value> outputs() {
        if (part == Part.DECODER) {
            return List.of(new Value(DATA, visible()));
        }
        List<Value> outputs = new ArrayList<>(List.of(new Value(CODE, codeSize())));
        if (model.thresholds() != null) {
            outputs.add(new Value("bits", codeSize()));
        }
        if (part == Part.ALL && model.encoderDecoder().isPresent()) {
            outputs.add(new Value("reconstruction", visible()));
        }
        if (part == Part.ALL && model.bareModel() instanceof Classifier classifier) {
            outputs.add(new Value("probabilities", classifier.classes().size()));
        }
        return outputs;
    }

    private int visible() {
        return model.bareModel().visible();
    }

    private int codeSize() {
        return model.bareModel().codeSize();
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @throws InputException if it cannot be written
     */
    public void write(Path file) {
        byte[] bytes = bytes();
        AtomicFile.write(file, stream -> stream.write(bytes));
    }

    /** The file's content: a {@code ModelProto} of onnx.proto. */
    public byte[] bytes() {
        Graph graph = new Graph("hourglass");
        graph.input(input().name(), input().columns());
        new Nodes(graph).add();
        for (Value output : outputs()) {
            graph.output(output.name(), output.name().equals("bits") ? Graph.UINT8 : Graph.FLOAT, output.columns());
        }
        Message file = new Message()
                .with(1, IR_VERSION)
                .with(2, "Hourglass")
                .with(3, Version.number())
                .with(7, graph.message())
                .with(8, new Message().with(1, "").with(2, OPSET));
        if (model.bareModel() instanceof Classifier classifier) {
            file.with(14, metadata("classes", classifier.classes()));
        }
        if (model.text() != null) {
            file.with(14, metadata("words", model.text().words()));
        }
        return file.toByteArray();
    }

    /** Names of columns, one a line. */
    private static Message metadata(String key, List<String> names) {
        return new Message().with(1, key).with(2, String.join("\n", names));
    }

    /** The nodes of the model in a graph. */
    private final class Nodes {
        private final Graph graph;
        private final TransformNodes transforms;
        private final HasherNodes hashers;

        Nodes(Graph graph) {
            this.graph = graph;
            this.transforms = new TransformNodes(graph);
            this.hashers = new HasherNodes(graph, transforms);
        }

        void add() {
            if (part == Part.DECODER) {
                EncoderDecoder decoder = model.encoderDecoder().orElseThrow();
                name(decoded(decoder, CODE, layersOf(decoder)), DATA);
                return;
            }
            String rows = transforms.apply(model.transform(), DATA);
            if (model.missing()) {
                rows = transforms.completed(rows);
            }
            Model bare = model.bareModel();
            Layers layers = layersOf(bare);
            String code = layers == null ? encoded(bare, rows) : layers.nodes.add(layers.network.encoder(), rows);
            name(code, CODE);
            Thresholds thresholds = model.thresholds();
            if (thresholds != null) {
                String least = graph.constant(thresholds.values(), codeSize());
                if (thresholds.unitLength()) {
                    // Times the length of the code, rather than the code by it, which may be 0.
                    least = graph.node("Mul", List.of(least, graph.node("Sqrt", List.of(graph.squaredLengths(CODE)))));
                }
                String above = graph.node("Greater", List.of(CODE, least));
                graph.node("Cast", List.of(above), "bits", Attribute.of("to", (long) Graph.UINT8));
            }
            if (part == Part.ALL && bare instanceof EncoderDecoder decoder) {
                name(decoded(decoder, CODE, layers), "reconstruction");
            }
            if (part == Part.ALL && bare instanceof Classifier && layers != null) {
                name(layers.nodes.add(layers.network.decoder(), CODE), "probabilities");
            }
        }

        /** Gives a value the name of an output. */
        private void name(String value, String output) {
            graph.node("Identity", List.of(value), output);
        }

        private String encoded(Model bare, String rows) {
            if (bare instanceof Hasher hasher) {
                return hashers.encode(hasher, rows);
            }
            return bare instanceof UnrolledCoder coder
                    ? new UnrolledNodes(graph, coder).encode(rows)
                    : hashers.encode((PrincipalComponents) bare, rows);
        }

        private String decoded(EncoderDecoder decoder, String codes, @Nullable Layers layers) {
            return transforms.invert(
                    model.transform(),
                    layers == null ? decoded(decoder, codes) : layers.nodes.add(layers.network.decoder(), codes));
        }

        private String decoded(EncoderDecoder decoder, String codes) {
            return decoder instanceof UnrolledCoder coder
                    ? new UnrolledNodes(graph, coder).decode(codes)
                    : hashers.decode((PrincipalComponents) decoder, codes);
        }

        /** The model as layers, if it is a network. */
        private @Nullable Layers layersOf(Model bare) {
            if (bare instanceof Autoencoder autoencoder) {
                return new Layers(autoencoder.network(), new LayerNodes(graph, autoencoder.parameters()));
            }
            if (bare instanceof Classifier classifier) {
                return new Layers(classifier.network(), new LayerNodes(graph, classifier.parameters()));
            }
            if (bare instanceof Encoder encoder) {
                return new Layers(encoder.network(), new LayerNodes(graph, encoder.parameters()));
            }
            return bare instanceof Rbm rbm ? layersOf(rbm.autoencoder()) : null;
        }
    }

    private record Layers(Network network, LayerNodes nodes) {}
}
