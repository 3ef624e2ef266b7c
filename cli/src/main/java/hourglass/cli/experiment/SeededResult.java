package hourglass.cli.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One figure measured with several seeds, beside a published one.
 *
 * @param metric what was measured
 * @param mean over the seeds
 * @param deviation the standard deviation over the seeds, with one less than there are as the divisor; NaN for one seed
 * @param values one a seed
 * @param publishedValue somebody else's figure for the same measure; NaN for none
 * @param published whose
 * @param seconds it took, mean over the seeds
 */
public record SeededResult(
        String metric,
        double mean,
        double deviation,
        List<Double> values,
        double publishedValue,
        String published,
        double seconds) {
    /**
     * Joins the figures of several runs of one experiment.
     *
     * @param runs one list a seed, all with the same metrics in the same order; at least one
     */
    static List<SeededResult> of(List<List<ExperimentResult>> runs) {
        List<SeededResult> results = new ArrayList<>();
        for (int i = 0; i < runs.get(0).size(); i++) {
            int figure = i;
            List<Double> values =
                    runs.stream().map(run -> run.get(figure).value()).toList();
            double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
            double squares = values.stream()
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .sum();
            double seconds = runs.stream()
                    .mapToDouble(run -> run.get(figure).seconds())
                    .average()
                    .orElseThrow();
            ExperimentResult first = runs.get(0).get(i);
            results.add(new SeededResult(
                    first.metric(),
                    mean,
                    values.size() == 1 ? Double.NaN : Math.sqrt(squares / (values.size() - 1)),
                    values,
                    first.publishedValue(),
                    first.published(),
                    seconds));
        }
        return results;
    }

    /** A line for each figure, for a terminal. */
    static String text(List<SeededResult> results) {
        StringBuilder text =
                new StringBuilder("  %-72s %9s %10s  %s%n".formatted("measure", "mean", "deviation", "published"));
        for (SeededResult result : results) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-72s %9.3f %10s  %s%n",
                    result.metric,
                    result.mean,
                    Double.isNaN(result.deviation) ? "" : String.format(Locale.ROOT, "%.3f", result.deviation),
                    Double.isNaN(result.publishedValue)
                            ? ""
                            : "%s (%s)".formatted(result.publishedValue, result.published)));
        }
        return text.toString();
    }
}
