package hourglass.objective;

/**
 * How far an output is from its target, element by element: the loss of a row is the sum over its elements, that of a batch
 * the mean over its rows. The built-in ones are the {@link Likelihood}s; any other function with a derivative can stand in
 * their place, here Huber's:
 *
 * <pre>{@code
 * Loss huber = new Loss() {
 *     public float value(float target, float output) {
 *         float error = Math.abs(output - target);
 *         return error < 1 ? error * error / 2 : error - 0.5f;
 *     }
 *
 *     public float derivative(float target, float output) {
 *         return Math.max(-1, Math.min(1, output - target));
 *     }
 * };
 * }</pre>
 *
 * <p>The output is what the network's last activation gives; the derivative through that activation is added by the caller.
 * Both methods are called by several threads at once, so they must not change anything.
 */
public interface Loss {
    /**
     * The loss of one element.
     *
     * @param target what the element should be; 0 where it is missing, when the result must be finite and is not counted
     * @param output what the network gives for it
     */
    float value(float target, float output);

    /** The derivative of {@link #value} by the output; where it jumps, either side's. */
    float derivative(float target, float output);
}
