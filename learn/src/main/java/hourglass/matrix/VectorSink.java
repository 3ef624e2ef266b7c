package hourglass.matrix;

/**
 * Takes a vector, such as a gradient, stretch by stretch, as its parts are finished; every element comes exactly once.
 *
 * <p>Stretches come from several threads at once. A parameter whose gradient has been handed over is not read again in
 * that evaluation, so the sink may change it on the spot: an update that is fused with the gradient finds it in the
 * cache, and the whole gradient never goes through memory.
 */
@FunctionalInterface
public interface VectorSink {
    /**
     * Takes one stretch.
     *
     * @param from the index of its first element in the whole vector
     * @param length the number of elements
     * @param values holds them; reused by the caller afterwards
     * @param offset the index in {@code values} of the first
     */
    void accept(int from, int length, float[] values, int offset);

    /** A sink that copies to a whole vector. */
    static VectorSink into(float[] target) {
        return (from, length, values, offset) -> System.arraycopy(values, offset, target, from, length);
    }
}
