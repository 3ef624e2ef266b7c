package hourglass.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One step of an encoder, as a text such as {@code 16c5s2p2-32c5-p2-200-30} lists them from the data up:
 *
 * <ul>
 *   <li>{@code 200}: a dense layer of so many units,
 *   <li>{@code 32c5}: a convolution of 32 filters of 5x5, with perhaps a stride {@code s2} and a padding {@code p2},
 *   <li>{@code p2}: max-pooling over windows of 2x2, after a convolution. The decoder has a transposed convolution whose
 *       stride is as much larger, and needs nothing but the code; after {@code p2u} it has an {@link Unpooling},
 *   <li>{@code k25}: of the units of a dense layer below, only the 25 largest count ({@link hourglass.network.KSparse}).
 * </ul>
 *
 * A dense layer cannot be followed by a convolution.
 */
public sealed interface LayerSpec {
    /**
     * A dense layer.
     *
     * @param units at least 1
     */
    record Dense(int units) implements LayerSpec {
        public Dense {
            requirePositive("units", units);
        }

        @Override
        public String toString() {
            return Integer.toString(units);
        }
    }

    /**
     * A convolution.
     *
     * @param filters at least 1
     * @param kernel the height and width of a filter, at least 1
     * @param stride at least 1
     * @param padding with zeros at each edge, below the kernel
     */
    record Convolution(int filters, int kernel, int stride, int padding) implements LayerSpec {
        public Convolution {
            requirePositive("filters", filters);
            requirePositive("kernel", kernel);
            requirePositive("stride", stride);
            if (padding < 0 || padding >= kernel) {
                throw new IllegalArgumentException(
                        "padding must be 0 to below the kernel of %d, but was %d".formatted(kernel, padding));
            }
        }

        @Override
        public String toString() {
            return filters + "c" + kernel + (stride == 1 ? "" : "s" + stride) + (padding == 0 ? "" : "p" + padding);
        }
    }

    /**
     * Max-pooling.
     *
     * @param window the height and width of a window, 2 to 16
     * @param switches whether the decoder puts values back to where they were
     */
    record Pooling(int window, boolean switches) implements LayerSpec {
        public Pooling {
            MaxPooling.requireWindow(window);
        }

        @Override
        public String toString() {
            return "p" + window + (switches ? "u" : "");
        }
    }

    /**
     * The largest units of the layer below.
     *
     * @param count of them, at least 1
     */
    record KSparse(int count) implements LayerSpec {
        public KSparse {
            requirePositive("winners", count);
        }

        @Override
        public String toString() {
            return "k" + count;
        }
    }

    /** Whether it only chooses among the units of the layer below, and has no weights. */
    default boolean chooses() {
        return this instanceof Pooling || this instanceof KSparse;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be 1 or more, but was %d".formatted(name, value));
        }
    }

    /**
     * Reads a text such as {@code 16c5s2p2-32c5-p2-200-30}.
     *
     * @throws IllegalArgumentException naming the part that is wrong and what is right
     */
    static List<LayerSpec> parse(String text) {
        List<LayerSpec> specs =
                Arrays.stream(text.split("-", -1)).map(LayerSpecToken::parse).toList();
        check(specs);
        return specs;
    }

    /** The text that {@link #parse} reads. */
    static String text(List<LayerSpec> specs) {
        return specs.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    /** Dense layers of these sizes. */
    static List<LayerSpec> dense(List<Integer> sizes) {
        return sizes.stream().<LayerSpec>map(Dense::new).toList();
    }

    /** The pieces that can be trained one after the other: a dense layer or a convolution, with what chooses among it. */
    static List<List<LayerSpec>> pieces(List<LayerSpec> specs) {
        check(specs);
        List<List<LayerSpec>> pieces = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            boolean chosen = i + 1 < specs.size() && specs.get(i + 1).chooses();
            pieces.add(specs.subList(i, chosen ? i + 2 : i + 1));
            i += chosen ? 1 : 0;
        }
        return pieces;
    }

    /**
     * Refuses layers that cannot follow each other.
     *
     * @throws IllegalArgumentException naming the first
     */
    static void check(List<LayerSpec> specs) {
        if (specs.isEmpty()) {
            throw new IllegalArgumentException("an encoder has at least 1 layer");
        }
        for (int i = 0; i < specs.size(); i++) {
            LayerSpec spec = specs.get(i);
            boolean onConvolution = i > 0 && specs.get(i - 1) instanceof Convolution;
            if (spec instanceof Pooling && !onConvolution) {
                throw new IllegalArgumentException(
                        "'%s' pools in %s, but not after a convolution such as 32c5".formatted(spec, text(specs)));
            }
            if (spec instanceof KSparse sparse
                    && !(i > 0 && specs.get(i - 1) instanceof Dense dense && sparse.count <= dense.units)) {
                throw new IllegalArgumentException(
                        "'%s' in %s does not choose among the units of a dense layer with as many or more"
                                .formatted(spec, text(specs)));
            }
            if (spec instanceof Convolution
                    && i > 0
                    && (specs.get(i - 1) instanceof Dense || specs.get(i - 1) instanceof KSparse)) {
                throw new IllegalArgumentException("'%s' in %s convolves the units of a dense layer, which form no maps"
                        .formatted(spec, text(specs)));
            }
        }
    }
}
