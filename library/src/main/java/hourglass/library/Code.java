package hourglass.library;

import java.util.Arrays;

/**
 * The codes of an item.
 *
 * @param real one number a unit of the model's code
 * @param binary the same as bits, packed as {@link hourglass.codes.BinaryCodes} are
 */
public record Code(float[] real, long[] binary) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Code that && Arrays.equals(real, that.real) && Arrays.equals(binary, that.binary);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(binary);
    }
}
