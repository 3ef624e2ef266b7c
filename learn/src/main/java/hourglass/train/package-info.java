/**
 * Fitting: how weights start, and the loop over epochs and batches with its stopping, checkpoints and reports.
 *
 * <p>Start at {@link hourglass.train.AutoencoderTrainer}, which takes data to a fitted autoencoder in one call; below it
 * {@link hourglass.train.TrainingLoop} is the loop for any objective and optimiser.
 */
@NullMarked
package hourglass.train;

import org.jspecify.annotations.NullMarked;
