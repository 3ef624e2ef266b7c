package hourglass.eval;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;

/**
 * How far items lie from what their codes tell of them: the mean over the rows of the squared error summed over the
 * columns, without a factor 1/2, as in Hinton and Salakhutdinov (Science 313, 2006).
 */
public final class ReconstructionError {
    /** Rows read at a time. */
    private static final int BLOCK = 1024;

    private ReconstructionError() {}

    /**
     * The error of a model on data, which are streamed.
     *
     * @param rows in the form that the model was fitted to
     * @param team the threads that share the work
     */
    public static double squared(EncoderDecoder model, Rows rows, ThreadTeam team) {
        double sum = 0;
        for (int from = 0; from < rows.count(); from += BLOCK) {
            float[] items =
                    rows.slice(from, Math.min(rows.count(), from + BLOCK)).toArray();
            sum += sumOfSquares(items, model.decode(model.encode(items, team), team));
        }
        return sum / rows.count();
    }

    private static double sumOfSquares(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }
}
