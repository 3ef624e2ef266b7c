package hourglass.picture;

/**
 * The losses of one training, epoch by epoch from the first.
 *
 * @param name of what was trained
 * @param training the loss on the training data after each epoch, or empty if not known
 * @param validation the loss on held-out data after each epoch, or empty if there were none
 */
public record LearningCurve(String name, double[] training, double[] validation) {}
