package hourglass.persistence;

import java.util.List;

/**
 * What errors and distances of a model are ordinary.
 *
 * @param errors the mean squared error of each column of a table or array; or one for all columns alike. 0 for a column that
 *     had the same value in all rows, which counts only in rows where it has another
 * @param distance the mean of the distances to neighbours, above 0; or 0 for a model without references
 * @param near the distance below which a row is nearer to others than rows are, at most the mean; 0 where none is
 * @param masking the share of an image or array that is masked when it is scored, 0 to below 1; tables don't heed it
 * @param quantile of the scores of the rows that the scale was taken from, above 0 to 1
 * @param threshold the score there; what lies above it is anomalous
 */
public record AnomalyScale(
        List<Double> errors, double distance, double near, double masking, double quantile, double threshold) {
    public AnomalyScale {
        errors = List.copyOf(errors);
        if (errors.isEmpty() || !errors.stream().allMatch(error -> error >= 0 && Double.isFinite(error))) {
            throw new IllegalArgumentException("ordinary errors must be 0 or more and finite, not " + errors);
        }
        if (!(distance >= 0) || Double.isInfinite(distance)) {
            throw new IllegalArgumentException("the distance must be 0 or more, but was " + distance);
        }
        if (!(near >= 0 && near <= distance)) {
            throw new IllegalArgumentException(
                    "the least distance must lie in 0..%s, but was %s".formatted(distance, near));
        }
        requireMasking(masking);
        requireQuantile(quantile);
        if (!(threshold >= 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("the threshold must be 0 or more, but was " + threshold);
        }
    }

    public static void requireMasking(double masking) {
        if (!(masking >= 0 && masking < 1)) {
            throw new IllegalArgumentException("the masked share must lie in 0..1 without 1, but was " + masking);
        }
    }

    public static void requireQuantile(double quantile) {
        if (!(quantile > 0 && quantile <= 1)) {
            throw new IllegalArgumentException("the quantile must lie in 0..1 without 0, but was " + quantile);
        }
    }

    /** A copy with this threshold. */
    public AnomalyScale withThreshold(double threshold) {
        return new AnomalyScale(errors, distance, near, masking, quantile, threshold);
    }

    /** The ordinary error of a column. */
    public double error(int column) {
        return errors.get(errors.size() == 1 ? 0 : column);
    }
}
