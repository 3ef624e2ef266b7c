package hourglass.eval;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.FittedModel;
import java.util.Arrays;

/**
 * How far items lie from their reconstructions: the mean over the rows of the squared error summed over the
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
        return Arrays.stream(squaredByRow(model, rows, team)).sum() / rows.count();
    }

    /** As {@link #squared(EncoderDecoder, Rows, ThreadTeam)}, on the threads of this process. */
    public static double squared(EncoderDecoder model, Rows rows) {
        return squared(model, rows, ThreadTeam.shared());
    }

    /** The squared error of each row, summed over the columns; the arguments are those of {@link #squared}. */
    public static double[] squaredByRow(EncoderDecoder model, Rows rows, ThreadTeam team) {
        double[] errors = new double[rows.count()];
        for (int from = 0; from < rows.count(); from += BLOCK) {
            int to = Math.min(rows.count(), from + BLOCK);
            float[] items = rows.slice(from, to).toArray();
            float[] again = model.decode(model.encode(items, team), team);
            for (int i = 0; i < items.length; i++) {
                double difference = (double) items[i] - again[i];
                errors[from + i / rows.columns()] += difference * difference;
            }
        }
        return errors;
    }

    /** As {@link #squaredByRow(EncoderDecoder, Rows, ThreadTeam)}, on the threads of this process. */
    public static double[] squaredByRow(EncoderDecoder model, Rows rows) {
        return squaredByRow(model, rows, ThreadTeam.shared());
    }

    /**
     * The squared error of a fitted model on data as they come, in their own units: summed over a row's columns, averaged over
     * the rows.
     */
    public static double squared(FittedModel model, Rows data, ThreadTeam team) {
        double sum = 0;
        float[] row = new float[data.columns()];
        for (int from = 0; from < data.count(); from += BLOCK) {
            Rows block = data.slice(from, Math.min(data.count(), from + BLOCK));
            Matrix again = model.reconstruct(block, team);
            for (int i = 0; i < block.count(); i++) {
                block.read(i, row, 0);
                for (int column = 0; column < row.length; column++) {
                    double difference = (double) row[column] - again.get(i, column);
                    sum += difference * difference;
                }
            }
        }
        return sum / data.count();
    }

    /** The squared error of a fitted model, on the threads of this process. */
    public static double squared(FittedModel model, Rows data) {
        return squared(model, data, ThreadTeam.shared());
    }
}
