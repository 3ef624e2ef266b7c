/**
 * Fitting: how weights start, and the loop over epochs and batches with its stopping, checkpoints and reports.
 *
 * <p>Start at {@link hourglass.train.AutoencoderTrainer}, which takes data to a fitted autoencoder in one call; below it
 * {@link hourglass.train.TrainingLoop} is the loop for any objective and optimiser.
 *
 * <p>A fit that the interruption of its thread stops, and that continues from its checkpoint when it is run again:
 *
 * <pre>{@code
 * Rows digits = PenDigits.of(500, 1).rows();
 * AutoencoderTrainer trainer =
 *         AutoencoderTrainer.builder(100, 20).epochs(3).seed(7).build();
 * Listener untilInterrupted = step -> !Thread.currentThread().isInterrupted();
 * FittedModel model = trainer.fit(digits, untilInterrupted, checkpoint, ThreadTeam.shared());
 * Matrix reconstructions = model.reconstruct(digits);
 * }</pre>
 */
@NullMarked
package hourglass.train;

import org.jspecify.annotations.NullMarked;
