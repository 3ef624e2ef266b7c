package hourglass.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the search among one set of codes comes to.
 *
 * @param data the kind of codes: "clustered", "uniform" or "given"
 * @param items the number of codes
 * @param bits the length of a code
 * @param queries how many were searched for
 * @param buildSeconds the time to build the index
 * @param overheadBytes the memory of the index for each code, beyond the code itself
 * @param tables of the index
 * @param times of each index
 * @param speedup how many times as fast as the linear scan the index is
 * @param scanGigabytes that the linear scan reads in a second
 * @param readGigabytes that a plain read of the memory reads in a second
 * @param answers of a query on average
 * @param agree whether all indexes gave the same answers
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SearchResult(
        String data,
        int items,
        int bits,
        int queries,
        double buildSeconds,
        double overheadBytes,
        int tables,
        List<Times> times,
        double speedup,
        double scanGigabytes,
        double readGigabytes,
        double answers,
        boolean agree) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The microseconds of a query.
     *
     * @param index its name
     * @param median of single queries, or null where these were not timed
     * @param percentile95 of single queries, or null likewise
     * @param wall the time of all queries with all threads, divided by their number
     * @param buildSeconds the time that a peer took to build its index, or null for an index of Hourglass
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Times(
            String index,
            @Nullable Double median,
            @Nullable Double percentile95,
            double wall,
            @Nullable Double buildSeconds) {
        private String row() {
            return "  %-32s %12s %12s %12.1f%s"
                    .formatted(
                            index,
                            decimal(median),
                            decimal(percentile95),
                            wall,
                            buildSeconds == null ? "" : "   built in %.2f s".formatted(buildSeconds));
        }

        private static String decimal(@Nullable Double value) {
            return value == null ? "" : "%.1f".formatted(value);
        }
    }

    /** One object in one line. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result is plain data: " + this, e);
        }
    }

    /** The same as a table, after an empty line. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(text, "%d %s codes of %d bits, %d queries", items, data, bits, queries);
        line(
                text,
                "  built in %.2f s; %.1f bytes a code over the code's %d%s",
                buildSeconds,
                overheadBytes,
                Long.BYTES * ((bits + Long.SIZE - 1) / Long.SIZE),
                tables == 1 ? "" : ", in %d tables".formatted(tables));
        line(text, "  %-32s %12s %12s %12s", "microseconds a query", "median", "95%", "all threads");
        times.forEach(one -> line(text, "%s", one.row()));
        line(
                text,
                "  %s is %.1f times as fast as the scan; scan %.1f GB/s, plain read %.1f GB/s (the scan takes %.2f times as long)",
                times.get(0).index(),
                speedup,
                scanGigabytes,
                readGigabytes,
                readGigabytes / scanGigabytes);
        line(text, "  %.1f answers a query", answers);
        line(text, agree ? "  all answers agree" : "  ANSWERS DIFFER");
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
