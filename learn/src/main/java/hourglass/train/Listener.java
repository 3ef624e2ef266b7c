package hourglass.train;

/** Is called with the progress of a run, and may stop it. */
@FunctionalInterface
public interface Listener {
    /** Ignores everything. */
    Listener NONE = step -> true;

    /** Called before the first batch of every stage, on the training thread. */
    default void onStage(Stage stage) {}

    /**
     * Called after every batch, on the training thread.
     *
     * @return whether to continue; if not, the run returns with what it has, and can be resumed from its checkpoint
     */
    boolean onStep(Step step);

    /** Called after every epoch, on the training thread. */
    default void onEpoch(String stage, Epoch epoch) {}

    /** Calls this listener and then another; either may stop the run. */
    default Listener and(Listener other) {
        return new ListenerPair(this, other);
    }
}
