package hourglass.train;

/** A run whose loss is no longer a number. Its parameters are lost; the last checkpoint is not touched. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergenceException(Step step, double bound) {
        super(("%s diverged in epoch %d, batch %d: the loss is %s (not finite, or above %.3g);"
                        + " lower the learning rate, clip gradients, or check the scale of the data")
                .formatted(step.stage(), step.epoch(), step.batch(), step.loss(), bound));
    }
}
