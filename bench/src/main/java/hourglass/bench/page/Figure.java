package hourglass.bench.page;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a series.
 *
 * @param metric what was measured, its parts separated by a comma: the measure first, then what was measured
 * @param mean over the seeds
 * @param deviation over the seeds; null for one
 * @param publishedValue somebody else's; null for none
 * @param published whose
 * @param seconds it took, mean over the seeds
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Figure(
        String metric,
        double mean,
        @Nullable Double deviation,
        @Nullable Double publishedValue,
        String published,
        double seconds) {
    /** Of any number. */
    static final int MOST_DECIMALS = 4;

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

    /** Whether it differs between seeds. */
    boolean varies() {
        return deviation != null && deviation > 0;
    }

    /** As many decimals as show the first digit of the deviation; three or four digits, or as published, if there is none. */
    int decimals() {
        if (deviation == null || deviation == 0) {
            double size = Math.abs(mean);
            return Math.max(publishedDecimals(), size >= 10 ? 1 : size >= 1 ? 2 : 3);
        }
        return Math.max(0, Math.min(MOST_DECIMALS, (int) Math.ceil(-Math.log10(deviation))));
    }

    /** The decimals that a measure has, or more where these would leave only one digit of one seed's figure or of a mean that varies. */
    int readable(int decimals) {
        boolean counts = deviation == null || varies();
        return counts && mean != 0 && Math.abs(mean) * Math.pow(10, decimals) < 10
                ? Math.max(decimals, decimals())
                : decimals;
    }

    /** The mean, with its deviation where there are several seeds. */
    String text(int decimals) {
        String format = "%." + decimals + "f";
        String text = String.format(Locale.ROOT, format, mean);
        return deviation == null ? text : text + " ± " + String.format(Locale.ROOT, format, deviation);
    }

    /** The published value; empty if there is none. */
    String publishedText(int decimals) {
        return publishedValue == null ? "" : String.format(Locale.ROOT, "%." + decimals + "f", publishedValue);
    }

    /** The decimals of the published value, 0 if there is none. */
    int publishedDecimals() {
        return publishedValue == null
                ? 0
                : Math.max(
                        0,
                        new BigDecimal(publishedValue)
                                .setScale(MOST_DECIMALS, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .scale());
    }
}
