package hourglass.bench.page;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A figure as {@code hourglass experiment --seeds N --json} prints it.
 *
 * @param name of the experiment
 * @param metric what was measured, its parts separated by a comma: the measure first, then what was measured
 * @param mean over the seeds
 * @param deviation over the seeds; null for one
 * @param values one a seed
 * @param publishedValue somebody else's; null for none
 * @param published whose
 * @param seconds it took, mean over the seeds
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Figure(
        String name,
        String metric,
        double mean,
        @Nullable Double deviation,
        List<Double> values,
        @Nullable Double publishedValue,
        String published,
        double seconds) {
    /** The measure: the metric up to its first comma. */
    String measure() {
        int comma = metric.indexOf(", ");
        return comma < 0 ? metric : metric.substring(0, comma);
    }

    /** What was measured: the metric behind its first comma; empty if it has none. */
    String contender() {
        int comma = metric.indexOf(", ");
        return comma < 0 ? "" : metric.substring(comma + 2);
    }

    /** The mean, with its deviation where there are several seeds, to three or four digits that mean something. */
    String text() {
        String format = "%." + decimals() + "f";
        String text = String.format(Locale.ROOT, format, mean);
        return deviation == null ? text : text + " ± " + String.format(Locale.ROOT, format, deviation);
    }

    private int decimals() {
        double size = Math.abs(mean);
        return size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.001 || size == 0 ? 3 : 9;
    }
}
