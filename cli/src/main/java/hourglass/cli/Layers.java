package hourglass.cli;

import hourglass.data.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The sizes of the layers above the data, the code's last.
 *
 * @param sizes at least 1
 */
record Layers(List<Integer> sizes) {
    /** The network of Hinton and Salakhutdinov (Science 313, 2006), for images of 28x28. */
    private static final int[] HIDDEN = {1000, 500, 250};

    private static final int CODE = 30;
    /** Fewer columns than this get smaller layers. */
    private static final int COLUMNS = 256;

    private static final String OPTION = "--layers";

    Layers {
        sizes = List.copyOf(sizes);
    }

    /** What suits data of so many columns: 1000-500-250-30, or less for narrow data. */
    static Layers suiting(int columns) {
        int code = Math.max(1, Math.min(CODE, columns / 2));
        double scale = Math.min(1, (double) columns / COLUMNS);
        Stream<Integer> hidden =
                Arrays.stream(HIDDEN).mapToObj(size -> Math.max(2 * code, (int) Math.round(scale * size)));
        return new Layers(Stream.concat(hidden, Stream.of(code)).toList());
    }

    /** The number of units of the code. */
    int code() {
        return sizes.get(sizes.size() - 1);
    }

    /**
     * Refuses layers that are too large for such data.
     *
     * @throws InputException if the weights don't fit into one array
     */
    Layers checkedFor(int columns) {
        long weights = 0;
        long below = columns;
        for (int size : sizes) {
            weights += 2 * below * size;
            below = size;
            if (weights > Integer.MAX_VALUE / 2) {
                throw new InputException(
                        OPTION,
                        toString(),
                        "on %d columns that is more than the %d weights a model may have"
                                .formatted(columns, Integer.MAX_VALUE / 2),
                        "give smaller layers");
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    /** Reads 1000-500-250-30. */
    static final class Converter implements ITypeConverter<Layers> {
        @Override
        public Layers convert(String text) {
            if (!text.matches("[1-9][0-9]{0,6}(-[1-9][0-9]{0,6})*")) {
                throw new TypeConversionException(
                        "'%s' is no list of layer sizes; give sizes from 1 to 9999999 like 1000-500-250-30"
                                .formatted(text));
            }
            return new Layers(
                    Arrays.stream(text.split("-")).map(Integer::valueOf).toList());
        }
    }
}
