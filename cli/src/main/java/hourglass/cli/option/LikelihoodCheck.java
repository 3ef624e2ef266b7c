package hourglass.cli.option;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.objective.Likelihood;

/** Refuses data outside the range of their likelihood. */
public final class LikelihoodCheck {
    private LikelihoodCheck() {}

    /**
     * Looks at all numbers.
     *
     * @throws InputException if one lies outside the range of the likelihood
     */
    public static void require(Dataset data, Likelihood likelihood) {
        if (likelihood == Likelihood.GAUSSIAN) {
            return;
        }
        float most = likelihood == Likelihood.BERNOULLI ? 1 : Float.POSITIVE_INFINITY;
        float[] values = new float[data.rows().columns()];
        for (int row = 0; row < data.rows().count(); row++) {
            data.rows().read(row, values, 0);
            for (int column = 0; column < values.length; column++) {
                if (!(values[column] >= 0 && values[column] <= most)) {
                    throw new InputException(
                            data.name(),
                            "row %d, column %d".formatted(row + 1, column + 1),
                            "%s is not within 0..%s, as %s data are"
                                    .formatted(values[column], most == 1 ? "1" : "infinity", likelihood),
                            most == 1
                                    ? "scale it by --white, or give another --likelihood"
                                    : "give another --likelihood");
                }
            }
        }
    }
}
