package hourglass.data.safetensors;

import java.util.List;

/**
 * Numbers of a shape, with a name: a view of an array, not a copy.
 *
 * @param name any but the reserved {@code __metadata__}
 * @param shape its sizes, the last index running fastest; none for a single number
 * @param values holds the numbers; not copied
 * @param offset the index of the first
 */
public record Tensor(String name, List<Integer> shape, float[] values, int offset) {
    public Tensor {
        shape = List.copyOf(shape);
        if (name.equals(SafeTensorsHeader.METADATA)) {
            throw new IllegalArgumentException("a tensor may not have the reserved name " + name);
        }
        long size = 1;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("tensor %s has the negative size %s".formatted(name, shape));
            }
            size = Math.multiplyExact(size, length);
        }
        if (offset < 0 || size > values.length - offset) {
            throw new IllegalArgumentException("tensor %s of shape %s does not lie within %d numbers from %d on"
                    .formatted(name, shape, values.length, offset));
        }
    }

    /** A whole array. */
    public static Tensor vector(String name, float[] values) {
        return new Tensor(name, List.of(values.length), values, 0);
    }

    /** The number of numbers. */
    public int size() {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }
}
