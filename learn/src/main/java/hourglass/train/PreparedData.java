package hourglass.train;

import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.Transform;
import hourglass.objective.Likelihood;
import hourglass.random.Seeds;
import hourglass.random.Shuffle;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Data as a fit uses them.
 *
 * @param observation what they are taken to be
 * @param transform what was done to them
 * @param rows all, transformed
 * @param seed of the choice of rows held out
 */
record PreparedData(Likelihood observation, Transform transform, Rows rows, long seed) {
    /** So many rows tell what the data are. */
    private static final int SAMPLE = 10_000;

    /**
     * Rows to learn from, and others to watch the loss on.
     *
     * @param training at least one
     * @param validation null for none
     */
    record Split(Rows training, @Nullable Rows validation) {}

    /**
     * Takes data as they come if it is said what they are; otherwise data within 0..1 as Bernoulli, and others as Gaussian
     * after standardising them.
     */
    static PreparedData of(Rows data, @Nullable Likelihood said, long seed) {
        boolean fractions = said == null && areFractions(data);
        Likelihood observation = said != null ? said : fractions ? Likelihood.BERNOULLI : Likelihood.GAUSSIAN;
        Transform transform = said != null || fractions ? new Transform.Identity() : Standardization.fit(data);
        return new PreparedData(observation, transform, data.transformed(transform), seed);
    }

    private static boolean areFractions(Rows data) {
        float[] row = new float[data.columns()];
        int step = Math.max(1, data.count() / SAMPLE);
        for (int i = 0; i < data.count(); i += step) {
            data.read(i, row, 0);
            for (float value : row) {
                if (!(value >= 0 && value <= 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The rows that have a class; null if there are none. */
    @Nullable
    PreparedData labelled() {
        int[] labelled = IntStream.range(0, rows.count())
                .filter(row -> rows.label(row) != Rows.UNLABELLED)
                .toArray();
        return labelled.length == 0 ? null : new PreparedData(observation, transform, rows.select(labelled), seed);
    }

    /**
     * Holds out a share of the rows, if that is at least one and leaves one.
     *
     * @param share 0 to below 1
     */
    Split split(double share) {
        int held = (int) Math.round(share * rows.count());
        if (held == 0 || held == rows.count()) {
            return new Split(rows, null);
        }
        Shuffle shuffle = new Shuffle(Seeds.derive(seed, -1), 0, rows.count());
        int[] order = IntStream.range(0, rows.count()).map(shuffle::at).toArray();
        return new Split(
                rows.select(IntStream.of(order).skip(held).sorted().toArray()),
                rows.select(IntStream.of(order).limit(held).sorted().toArray()));
    }
}
