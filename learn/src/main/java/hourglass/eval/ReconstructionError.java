package hourglass.eval;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.FittedModel;
import java.util.Arrays;

/**
 * How far items lie from their reconstructions: the mean over the rows of the squared error summed over the
 * columns, without a factor 1/2, as in Hinton and Salakhutdinov (Science 313, 2006). Missing numbers, which are NaN, do not count;
 * a model sees 0 in their place.
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
            Matrix items = new Matrix(rows.slice(from, to).toArray(), rows.columns());
            float[] codes = model.encode(items.completed().toArray(), team);
            Matrix again = new Matrix(model.decode(codes, team), rows.columns());
            for (int i = 0; i < items.count(); i++) {
                errors[from + i] = squared(items, again, i, i);
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
        for (int from = 0; from < data.count(); from += BLOCK) {
            Rows block = data.slice(from, Math.min(data.count(), from + BLOCK));
            sum += squared(block, model.reconstruct(block, team)) * block.count();
        }
        return sum / data.count();
    }

    /** The squared error of a fitted model, on the threads of this process. */
    public static double squared(FittedModel model, Rows data) {
        return squared(model, data, ThreadTeam.shared());
    }

    /**
     * The squared error of reconstructions, however they were made.
     *
     * @param items at least one
     * @param reconstructions of each, in order
     */
    public static double squared(Rows items, Matrix reconstructions) {
        if (reconstructions.count() != items.count() || reconstructions.columns() != items.columns()) {
            throw new IllegalArgumentException("reconstructions of %s for %d items of %d columns"
                    .formatted(reconstructions, items.count(), items.columns()));
        }
        double sum = 0;
        Matrix item = new Matrix(new float[items.columns()], items.columns());
        for (int row = 0; row < items.count(); row++) {
            items.read(row, item.values(), 0);
            sum += squared(item, reconstructions, 0, row);
        }
        return sum / items.count();
    }

    /** Over the numbers of an item that are not missing; most items lack none. */
    private static double squared(Matrix items, Matrix again, int item, int reconstruction) {
        double all = items.squaredDistance(item, again, reconstruction);
        if (!Double.isNaN(all)) {
            return all;
        }
        double sum = 0;
        for (int column = 0; column < items.columns(); column++) {
            float number = items.get(item, column);
            if (!Float.isNaN(number)) {
                double difference = (double) number - again.get(reconstruction, column);
                sum += difference * difference;
            }
        }
        return sum;
    }
}
