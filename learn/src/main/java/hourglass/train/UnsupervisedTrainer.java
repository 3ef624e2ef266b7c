package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.data.table.EncodedTable;
import hourglass.data.table.Table;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Fits a model to data without classes. The same data, options and number of threads give the same bits.
 *
 * <p>Numbers are finite; of a table they are standardised, a category becomes a column for each of its values, and cells may
 * be missing. A fit with a checkpoint keeps its state in that file, and continues from it if it exists. The file also holds
 * the finished run, until the caller deletes it.
 */
public sealed interface UnsupervisedTrainer permits AutoencoderTrainer, RbmTrainer, SparseDecompositionTrainer {
    /**
     * Fits to data.
     *
     * @param data finite numbers, with names of columns or an image shape where there are any
     * @param listener is called after every batch and epoch, and may stop the run
     * @param checkpoint the file to keep the state in, or null
     * @param team the threads that share the work
     * @throws StoppedException if the listener stopped the run; the checkpoint, if any, has been written
     * @throws DivergenceException if the loss runs away
     * @throws hourglass.data.InputException if a number is not finite or outside the likelihood's range, or if the checkpoint is
     *     of another run, or cannot be read or written
     */
    FittedModel fit(Dataset data, Listener listener, @Nullable Path checkpoint, ThreadTeam team);

    /**
     * Fits to a table, see {@link #fit(Dataset, Listener, Path, ThreadTeam)}.
     *
     * @throws IllegalArgumentException if the trainer has a transform, or a likelihood that is not Gaussian
     */
    FittedModel fit(EncodedTable table, Listener listener, @Nullable Path checkpoint, ThreadTeam team);

    /** Fits to rows, see {@link #fit(Dataset, Listener, Path, ThreadTeam)}. */
    default FittedModel fit(Rows data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(Dataset.of(data), listener, checkpoint, team);
    }

    /** Fits to data, on the threads of this process. */
    default FittedModel fit(Dataset data) {
        return fit(data, Listener.NONE, null, ThreadTeam.shared());
    }

    /** Fits to a table, on the threads of this process. */
    default FittedModel fit(EncodedTable table) {
        return fit(table, Listener.NONE, null, ThreadTeam.shared());
    }

    /** Fits to all columns of a table, on the threads of this process. */
    default FittedModel fit(Table table) {
        return fit(EncodedTable.of(table));
    }

    /** Fits to rows, on the threads of this process. */
    default FittedModel fit(Rows data) {
        return fit(Dataset.of(data));
    }
}
