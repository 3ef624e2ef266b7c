package hourglass.train;

import hourglass.data.Transform;
import hourglass.objective.Likelihood;
import org.jspecify.annotations.Nullable;

/**
 * How a trainer takes data.
 *
 * @param likelihood what the data are; null to take data within 0..1 as Bernoulli, and other data as Gaussian after
 *     standardising them
 * @param transform what is done to the data first; null to standardise data outside 0..1 unless the likelihood is given
 * @param missing whether data may miss values, which are NaN, are put in as 0 and are no targets
 */
record Preprocessing(
        @Nullable Likelihood likelihood, @Nullable Transform transform, boolean missing) {
    /** Without the numbers of the transform, which the data that it makes stand for in a checkpoint. */
    @Override
    public String toString() {
        return "Preprocessing[likelihood=%s, missing=%s]".formatted(likelihood, missing);
    }
}
