package hourglass.train;

/** A run that its listener stopped; what it had reached is in its checkpoint, if it was given one. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException(String stage) {
        super("stopped in " + stage);
    }
}
