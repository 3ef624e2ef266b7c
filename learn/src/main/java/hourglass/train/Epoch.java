package hourglass.train;

/**
 * What one pass over the training data came to.
 *
 * @param number from 1
 * @param trainingLoss mean over the rows of the epoch, each as it was met
 * @param validationLoss mean over the held-out rows after the epoch; NaN where none are held out or the objective has no
 *     value
 * @param seconds it took, the validation included
 */
public record Epoch(int number, double trainingLoss, double validationLoss, double seconds) {}
