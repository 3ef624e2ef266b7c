package hourglass.eval;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Classifier;

/** The share of rows that a classifier gives a wrong class. */
public final class ClassificationError {
    /** Rows read at a time. */
    private static final int BLOCK = 1024;

    private ClassificationError() {}

    /**
     * The error of a classifier on data, which are streamed; its answer is the most probable class, the first of several.
     *
     * @param rows in the form that the model was fitted to, {@link Rows#labelled}; those without a class don't count
     * @param team the threads that share the work
     * @return 0..1; NaN if no row has a class
     */
    public static double of(Classifier model, Rows rows, ThreadTeam team) {
        int wrong = 0;
        int counted = 0;
        for (int from = 0; from < rows.count(); from += BLOCK) {
            int to = Math.min(rows.count(), from + BLOCK);
            float[] probabilities = model.probabilities(rows.slice(from, to).toArray(), team);
            for (int row = from; row < to; row++) {
                int label = rows.label(row);
                if (label != Rows.UNLABELLED) {
                    counted++;
                    wrong += model.mostProbable(probabilities, row - from) == label ? 0 : 1;
                }
            }
        }
        return counted == 0 ? Double.NaN : (double) wrong / counted;
    }

    /** As {@link #of(Classifier, Rows, ThreadTeam)}, on the threads of this process. */
    public static double of(Classifier model, Rows rows) {
        return of(model, rows, ThreadTeam.shared());
    }
}
