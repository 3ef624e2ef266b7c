package hourglass.spark.codes;

import hourglass.data.InputException;
import java.io.Serializable;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Params;

/**
 * Which neighbours are wanted: the k nearest, all within a radius, or the k nearest of those.
 *
 * @param k the largest int if it is not set
 * @param radius the largest int if it is not set
 */
record HammingReach(int k, int radius) implements Serializable {
    /** Checks what was set. */
    static HammingReach of(Params params, IntParam k, IntParam radius) {
        if (!params.isSet(k) && !params.isSet(radius)) {
            throw new InputException("radius", "", "neither it nor k is set", "set one of them, or both");
        }
        HammingReach reach = new HammingReach(value(params, k), value(params, radius));
        if (reach.k < 1) {
            throw new InputException("k", "", "%d neighbours were asked for".formatted(reach.k), "give 1 or more");
        }
        if (reach.radius < 0) {
            throw new InputException("radius", "", "%d is negative".formatted(reach.radius), "give 0 or more");
        }
        return reach;
    }

    private static int value(Params params, IntParam param) {
        return params.isSet(param) ? (Integer) params.getOrDefault(param) : Integer.MAX_VALUE;
    }

    /** The radius among codes of so many bits; refuses one that was set larger. */
    int radius(int bits) {
        if (radius == Integer.MAX_VALUE) {
            return bits;
        }
        if (radius > bits && bits > 0) {
            throw new InputException(
                    "radius", "", "%d is more than the %d bits of the codes".formatted(radius, bits), "lower it");
        }
        return radius;
    }

    /** Whether a number of neighbours is set. */
    boolean isNearest() {
        return k < Integer.MAX_VALUE;
    }
}
