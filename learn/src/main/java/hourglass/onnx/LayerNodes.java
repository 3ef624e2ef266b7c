package hourglass.onnx;

import hourglass.network.Activation;
import hourglass.network.Convolution;
import hourglass.network.DenseLayer;
import hourglass.network.KSparse;
import hourglass.network.Layer;
import hourglass.network.MapShape;
import hourglass.network.MaxPooling;
import hourglass.network.PatchGrid;
import hourglass.network.TransposedConvolution;
import hourglass.network.Unpooling;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a network as nodes. Weights that several layers share stand once. ONNX has the channels of maps before their
 * positions, so maps are transposed on the way into a convolution and out of it, and stay transposed between two.
 */
final class LayerNodes {
    private final Graph graph;
    private final float[] parameters;
    /** Dense weights by their place in the parameter vector. */
    private final Map<Integer, String> weights = new HashMap<>();
    /** The shape of the last value if it is maps with channels first, else null. */
    private @Nullable MapShape maps;

    LayerNodes(Graph graph, float[] parameters) {
        this.graph = graph;
        this.parameters = parameters;
    }

    /** The output of layers for rows. */
    String add(List<Layer> layers, String rows) {
        String value = rows;
        for (Layer layer : layers) {
            value = add(layer, value);
        }
        return asRows(value);
    }

    private String add(Layer layer, String value) {
        if (layer instanceof DenseLayer dense) {
            return dense(dense, asRows(value));
        }
        if (layer instanceof KSparse sparse) {
            return kSparse(sparse, asRows(value));
        }
        if (layer instanceof Convolution convolution) {
            return convolution(convolution, value);
        }
        if (layer instanceof TransposedConvolution transposed) {
            return transposed(transposed, value);
        }
        return layer instanceof MaxPooling pooling ? pooling(pooling, value) : unpooling((Unpooling) layer, value);
    }

    private String dense(DenseLayer layer, String rows) {
        int height = layer.transposed() ? layer.outputs() : layer.inputs();
        int width = layer.transposed() ? layer.inputs() : layer.outputs();
        String weight = weights.computeIfAbsent(
                layer.weightOffset(), at -> graph.constant(part(at, height * width), height, width));
        String bias = graph.constant(part(layer.biasOffset(), layer.outputs()), layer.outputs());
        String sum =
                graph.node("Gemm", List.of(rows, weight, bias), Attribute.of("transB", layer.transposed() ? 1 : 0));
        return activated(layer.activation(), sum);
    }

    private String activated(Activation activation, String value) {
        return switch (activation) {
            case LINEAR -> value;
            case SIGMOID -> graph.node("Sigmoid", List.of(value));
            case TANH -> graph.node("Tanh", List.of(value));
            case RELU -> graph.node("Relu", List.of(value));
            case SOFTPLUS -> graph.node("Softplus", List.of(value));
            case EXPONENTIAL -> graph.node("Exp", List.of(value));
            case SOFTMAX -> graph.node("Softmax", List.of(value), Attribute.of("axis", 1L));
        };
    }

    /** The winners at their places among zeros. */
    private String kSparse(KSparse layer, String rows) {
        String zeros = graph.node("Mul", List.of(rows, graph.constant(new float[] {0}, 1)));
        Graph.Pair winners = graph.pair("TopK", List.of(rows, graph.integers(layer.winners())));
        return graph.node(
                "ScatterElements", List.of(zeros, winners.second(), winners.first()), Attribute.of("axis", 1L));
    }

    private String convolution(Convolution layer, String value) {
        PatchGrid patches = layer.patches();
        String maps = asMaps(value, patches.image());
        String sum = graph.node(
                "Conv",
                List.of(maps, filters(patches, layer.filters(), layer.weightOffset()), bias(layer, layer.filters())),
                Attribute.of("strides", patches.stride(), patches.stride()),
                Attribute.of("pads", convolutionPads(patches)));
        this.maps = layer.maps();
        return activated(layer.activation(), sum);
    }

    /** Above, left, below, right; below and right no line is added that no patch covers. */
    private static long[] convolutionPads(PatchGrid patches) {
        int below = reach(patches, patches.rows()) - patches.image().height();
        int right = reach(patches, patches.columns()) - patches.image().width();
        return new long[] {patches.padding(), patches.padding(), Math.max(0, below), Math.max(0, right)};
    }

    /** Where so many patches end, counted from the first line of the maps. */
    private static int reach(PatchGrid patches, int count) {
        return (count - 1) * patches.stride() + patches.kernel() - patches.padding();
    }

    private String transposed(TransposedConvolution layer, String value) {
        PatchGrid patches = layer.patches();
        String maps = asMaps(value, layer.maps());
        int channels = patches.image().channels();
        int below = reach(patches, patches.rows()) - patches.image().height();
        int right = reach(patches, patches.columns()) - patches.image().width();
        String sum = graph.node(
                "ConvTranspose",
                List.of(maps, filters(patches, layer.filters(), layer.weightOffset()), bias(layer, channels)),
                Attribute.of("strides", patches.stride(), patches.stride()),
                Attribute.of("pads", patches.padding(), patches.padding(), Math.max(0, below), Math.max(0, right)),
                // Lines of the maps that no patch covers.
                Attribute.of("output_padding", Math.max(0, -below), Math.max(0, -right)));
        this.maps = patches.image();
        return activated(layer.activation(), sum);
    }

    /** Weights as (filter, channel, row, column), which both directions take. */
    private String filters(PatchGrid patches, int filters, int offset) {
        int kernel = patches.kernel();
        int channels = patches.image().channels();
        float[] ordered = new float[kernel * kernel * channels * filters];
        for (int place = 0; place < kernel * kernel; place++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int filter = 0; filter < filters; filter++) {
                    ordered[(filter * channels + channel) * kernel * kernel + place] =
                            parameters[offset + (place * channels + channel) * filters + filter];
                }
            }
        }
        return graph.constant(ordered, filters, channels, kernel, kernel);
    }

    private String bias(Layer layer, int channels) {
        return graph.constant(part(layer.biasOffset(), channels), channels);
    }

    private String pooling(MaxPooling layer, String value) {
        String maps = asMaps(value, layer.image());
        this.maps = layer.maps();
        return graph.node(
                "MaxPool",
                List.of(maps),
                Attribute.of("kernel_shape", layer.window(), layer.window()),
                Attribute.of("strides", layer.window(), layer.window()),
                Attribute.of("ceil_mode", 1L));
    }

    /** Every value spread evenly over its window, as where codes alone are decoded. */
    private String unpooling(Unpooling layer, String value) {
        String maps = asMaps(value, layer.maps());
        MapShape image = layer.image();
        int window = layer.window();
        int channels = image.channels();
        float[] ones = new float[channels * window * window];
        Arrays.fill(ones, 1);
        String spread = graph.node(
                "ConvTranspose",
                List.of(maps, graph.constant(ones, channels, 1, window, window)),
                Attribute.of("group", (long) channels),
                Attribute.of("strides", window, window),
                Attribute.of(
                        "pads",
                        0,
                        0,
                        layer.maps().height() * window - image.height(),
                        layer.maps().width() * window - image.width()));
        float[] shares = new float[image.height() * image.width()];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int height = Math.min(window, image.height() - y / window * window);
                int width = Math.min(window, image.width() - x / window * window);
                shares[y * image.width() + x] = 1f / (height * width);
            }
        }
        this.maps = image;
        return graph.node("Mul", List.of(spread, graph.constant(shares, 1, 1, image.height(), image.width())));
    }

    private String asMaps(String value, MapShape shape) {
        if (maps != null) {
            return value;
        }
        String positions = graph.node(
                "Reshape", List.of(value, graph.integers(-1, shape.height(), shape.width(), shape.channels())));
        return graph.node("Transpose", List.of(positions), Attribute.of("perm", 0, 3, 1, 2));
    }

    private String asRows(String value) {
        if (maps == null) {
            return value;
        }
        int units = maps.size();
        maps = null;
        String positions = graph.node("Transpose", List.of(value), Attribute.of("perm", 0, 2, 3, 1));
        return graph.node("Reshape", List.of(positions, graph.integers(-1, units)));
    }

    private float[] part(int from, int length) {
        return Arrays.copyOfRange(parameters, from, from + length);
    }
}
