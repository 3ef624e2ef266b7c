package hourglass.cli.option;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.network.LayerSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The layers above the data, the code's last.
 *
 * @param stages at least 1
 */
public record Layers(List<LayerSpec> stages) {
    /** The network of Hinton and Salakhutdinov (Science 313, 2006), for images of 28x28. */
    private static final int[] HIDDEN = {1000, 500, 250};

    private static final int CODE = 30;
    /** Fewer columns than this get smaller layers. */
    private static final int COLUMNS = 256;
    /** Fewer columns than this get wide layers instead, in which there is room for what they have in common. */
    static final int NARROW = 64;

    /** Narrow data, and classes, get two layers of so many units; classes of more columns than that get twice as many. */
    private static final int WIDE = 256;

    /** Images with a shorter side have no room for convolutions and pooling. */
    private static final int SMALLEST_SIDE = 8;
    /** Images with a longer side are first made smaller by a step of 2. */
    private static final int LARGE_SIDE = 64;

    private static final String OPTION = "--layers";

    public Layers {
        stages = List.copyOf(stages);
    }

    /** What suits data of so many columns: 1000-500-250-30, less for fewer columns, and 256-256 below the code of narrow data. */
    static Layers suiting(int columns) {
        int code = code(columns);
        if (columns < NARROW) {
            return wide(code);
        }
        double scale = Math.min(1, (double) columns / COLUMNS);
        Stream<Integer> hidden =
                Arrays.stream(HIDDEN).mapToObj(size -> Math.max(2 * code, (int) Math.round(scale * size)));
        return new Layers(LayerSpec.dense(Stream.concat(hidden, Stream.of(code)).toList()));
    }

    /** What suits classes of data of so many columns: two wide layers, since nothing is to be made short. */
    static Layers suitingClasses(int columns) {
        int units = columns > WIDE ? 2 * WIDE : WIDE;
        return new Layers(LayerSpec.dense(List.of(units, units)));
    }

    /** What suits codes that are compared, of data of so many columns: 1000-500-250-30, or 256-256 and a code. */
    static Layers suitingSimilarity(int columns) {
        return columns < COLUMNS ? wide(code(columns)) : suiting(columns);
    }

    private static int code(int columns) {
        return Math.max(1, Math.min(CODE, columns / 2));
    }

    private static Layers wide(int code) {
        return new Layers(LayerSpec.dense(List.of(WIDE, WIDE, code)));
    }

    /**
     * What suits classes of images: a convolution and a pooling, again and again until about 4 pixels are left of the shorter side,
     * and a dense layer; null for images too small for that.
     */
    static @Nullable Layers suitingClasses(ImageShape shape) {
        int side = Math.min(shape.width(), shape.height());
        if (side < SMALLEST_SIDE) {
            return null;
        }
        boolean large = side > LARGE_SIDE;
        StringBuilder text = new StringBuilder(large ? "16c5s2p2-p2" : "16c5p2-p2");
        int left = large ? side / 4 : side / 2;
        for (int filters = 32; left >= SMALLEST_SIDE - 2; filters = Math.min(2 * filters, 64)) {
            text.append("-%dc3p1-p2".formatted(filters));
            left /= 2;
        }
        return new Layers(LayerSpec.parse(text.append("-128").toString()));
    }

    /**
     * The number of units of the code.
     *
     * @throws InputException if the last layer is not dense
     */
    public int code() {
        if (stages.get(stages.size() - 1) instanceof LayerSpec.Dense dense) {
            return dense.units();
        }
        throw new InputException(OPTION, toString(), "does not end in a number of units", "end with a dense layer");
    }

    /**
     * Refuses more layers than the code.
     *
     * @throws InputException if there are any, with a model that has one layer
     */
    Layers onlyFor(String model) {
        if (stages.size() > 1) {
            throw new InputException(
                    OPTION,
                    toString(),
                    "--model %s has one layer, the code".formatted(model),
                    "give --layers %d, or --model autoencoder for more".formatted(code()));
        }
        return this;
    }

    /** Whether it takes images to learn from them. */
    boolean areOfImages() {
        return stages.stream().anyMatch(stage -> !(stage instanceof LayerSpec.Dense));
    }

    /**
     * Refuses layers that are too large for such data.
     *
     * @throws InputException if the weights don't fit into one array
     */
    public Layers checkedFor(int columns) {
        if (areOfImages()) {
            return this;
        }
        if (weights(columns) > Integer.MAX_VALUE / 2) {
            throw new InputException(
                    OPTION,
                    toString(),
                    "on %d columns that is more than the %d weights a model may have"
                            .formatted(columns, Integer.MAX_VALUE / 2),
                    "give smaller layers");
        }
        return this;
    }

    /** About how many weights dense layers on so many columns and their mirrors have; convolutions have few. */
    public long weights(int columns) {
        long weights = 0;
        long below = columns;
        for (LayerSpec stage : stages) {
            if (stage instanceof LayerSpec.Dense dense) {
                weights += 2 * below * dense.units();
                below = dense.units();
            }
        }
        return weights;
    }

    @Override
    public String toString() {
        return LayerSpec.text(stages);
    }

    /** Reads 1000-500-250-30, 1000,500,250,30, or 16c5-p2-32c5-p2-30. */
    public static final class Converter implements ITypeConverter<Layers> {
        @Override
        public Layers convert(String text) {
            try {
                return new Layers(LayerSpec.parse(text.replace(',', '-')));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
