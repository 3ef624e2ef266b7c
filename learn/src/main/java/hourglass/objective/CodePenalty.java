package hourglass.objective;

/**
 * A penalty on the codes of a batch, which is added to the mean loss of its rows. Beside the built-in {@link Sparsity} and
 * {@link Contraction}, any function of the codes that has a gradient, here a tenth of the mean of their fourth powers, summed
 * over the units:
 *
 * <pre>{@code
 * CodePenalty quartic = (codes, rows, units, gradient) -> {
 *     double sum = 0;
 *     for (int i = 0; i < rows * units; i++) {
 *         sum += Math.pow(codes[i], 4);
 *         gradient[i] = 0.4f / rows * codes[i] * codes[i] * codes[i];
 *     }
 *     return 0.1 * sum / rows;
 * };
 * }</pre>
 *
 * <p>It may compare rows or units with each other, since it is given the whole batch. One thread calls it, while the others
 * wait, once for each evaluation of the objective. A fit that is to be continued from a checkpoint needs a penalty whose {@code
 * toString} is the same in every run, as a record has, because a checkpoint belongs to one set of options.
 */
@FunctionalInterface
public interface CodePenalty {
    /**
     * The penalty and its gradient.
     *
     * @param codes row-major, {@code rows * units} numbers from index 0 on; not to be changed, and longer than that where a
     *     batch is smaller than the largest one
     * @param rows the rows of the batch; divide by them for a penalty that does not grow with the batch
     * @param units the units of the code
     * @param gradient takes the derivative by each code, in the same layout; holds zeros
     * @return the penalty of the batch
     */
    double evaluate(float[] codes, int rows, int units, float[] gradient);
}
