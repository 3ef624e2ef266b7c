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
        boolean goesOn = first.onStep(step);
        // Sees every step, even that at which the first stops the run.
        return second.onStep(step) && goesOn;
    }

    @Override
    public void onEpoch(String stage, Epoch epoch) {
        first.onEpoch(stage, epoch);
        second.onEpoch(stage, epoch);
    }
}
