package hourglass.train;

/** Is called with the progress of a run, and may stop it. */
@FunctionalInterface
public interface Listener {
    /** Ignores everything. */
    Listener NONE = step -> true;

    /**
     * Called after every batch, on the training thread.
     *
     * @return whether to continue; if not, the run returns with what it has, and can be resumed from its checkpoint
     */
    boolean onStep(Step step);

    /** Called after every epoch. */
    default void onEpoch(String stage, Epoch epoch) {}
}
