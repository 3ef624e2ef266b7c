package hourglass.train;

import java.util.List;
import java.util.Map;

/**
 * Where a {@link TrainingLoop} stands between two batches.
 *
 * @param epoch finished epochs
 * @param position rows done of the epoch begun
 * @param lossSum over those rows
 * @param firstLoss of the first batch; NaN before it
 * @param bestLoss the lowest validation loss so far
 * @param bestEpoch when that was
 * @param optimizerSteps steps taken
 * @param history of the finished epochs
 * @param vectors by name: the run's own arrays, not copies
 */
record TrainingState(
        int epoch,
        int position,
        double lossSum,
        double firstLoss,
        double bestLoss,
        int bestEpoch,
        long optimizerSteps,
        List<Epoch> history,
        Map<String, float[]> vectors) {
    public TrainingState {
        history = List.copyOf(history);
    }

    /** The same with other vectors. */
    TrainingState withVectors(Map<String, float[]> vectors) {
        return new TrainingState(
                epoch, position, lossSum, firstLoss, bestLoss, bestEpoch, optimizerSteps, history, vectors);
    }
}
