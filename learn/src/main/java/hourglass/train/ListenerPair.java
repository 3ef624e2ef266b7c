package hourglass.train;

/** Two listeners to one run. */
record ListenerPair(Listener first, Listener second) implements Listener {
    @Override
    public void onStage(Stage stage) {
        first.onStage(stage);
        second.onStage(stage);
    }

    @Override
    public boolean onStep(Step step) {
        // Both see every step, even that at which one of them stops the run.
        return first.onStep(step) & second.onStep(step);
    }

    @Override
    public void onEpoch(String stage, Epoch epoch) {
        first.onEpoch(stage, epoch);
        second.onEpoch(stage, epoch);
    }
}
