package hourglass.train;

import hourglass.matrix.ThreadTeam;
import hourglass.optim.Schedule;

/**
 * How long, in what portions and in what order to go over the data.
 *
 * @param epochs passes over the training rows, at least 1
 * @param leastSteps steps that a run takes at least, by more epochs where rows are few; 0 for as many epochs as given
 * @param batchSize rows a step, at least 1
 * @param schedule of the learning rate over the run
 * @param seed of everything random in the run
 * @param patience stop after this many epochs without a better validation loss, and return to the best; 0 for never
 */
public record TrainingOptions(int epochs, int leastSteps, int batchSize, Schedule schedule, long seed, int patience) {
    public TrainingOptions {
        if (epochs < 1 || leastSteps < 0 || batchSize < 1 || patience < 0) {
            throw new IllegalArgumentException(
                    "epochs (%d) and batch size (%d) must be at least 1, and the least steps (%d) and patience (%d) at least 0"
                            .formatted(epochs, batchSize, leastSteps, patience));
        }
    }

    /** For so many epochs, however few steps that is. */
    public TrainingOptions(int epochs, int batchSize, Schedule schedule, long seed, int patience) {
        this(epochs, 0, batchSize, schedule, seed, patience);
    }

    /** The epochs that a run over so many rows takes. */
    public int epochs(int rows) {
        double stepsOfEpoch = Math.ceil((double) rows / batchSize);
        return Math.max(epochs, (int) Math.ceil(leastSteps / stepsOfEpoch));
    }

    /**
     * The threads that a step is worth sharing among.
     *
     * @param multiplications that the output of one row takes; its gradient takes twice as many again
     * @param team all threads there are
     */
    ThreadTeam threads(long multiplications, ThreadTeam team) {
        return team.forWork(3 * multiplications * batchSize);
    }
}
