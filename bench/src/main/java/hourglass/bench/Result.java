package hourglass.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * What a case's rounds come to.
 *
 * @param name of the case
 * @param oursMs the median of the milliseconds that a step takes Hourglass
 * @param peerMs the same for libtorch; null where it did not run
 * @param ratio how many times as fast as libtorch Hourglass is, the median over the rounds; null likewise
 * @param limitMs the median for the least that a step takes
 * @param shareOfLimit the part of that speed that Hourglass reaches, the median over the rounds
 * @param gflops billions of floating-point operations, in matrix products alone, that Hourglass does a second
 * @param spread half the distance between the quartiles of our times over their median
 */
record Result(
        String name,
        @JsonProperty("ours_ms") double oursMs,
        @JsonProperty("peer_ms") @Nullable Double peerMs,
        @Nullable Double ratio,
        @JsonProperty("limit_ms") double limitMs,
        @JsonProperty("share_of_limit") double shareOfLimit,
        double gflops,
        double spread) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The head of the table that {@link #row} makes the rows of. */
    static final String HEAD = "%-28s %4s %-8s %9s %9s %6s %8s %9s %8s %7s"
            .formatted(
                    "case", "rows", "rule", "ours ms", "peer ms", "ratio", "GFLOP/s", "limit ms", "of limit", "spread");

    /** From the milliseconds of each round; those of the peer are empty where it did not run. */
    static Result of(Case one, double[] ours, double[] peer, double[] limit) {
        double oursMs = Statistics.median(ours);
        boolean alone = peer.length == 0;
        return new Result(
                one.name(),
                oursMs,
                alone ? null : Statistics.median(peer),
                alone ? null : Statistics.median(Statistics.quotients(peer, ours)),
                Statistics.median(limit),
                Statistics.median(Statistics.quotients(limit, ours)),
                one.flops() / oursMs / 1e6,
                Statistics.spread(ours));
    }

    /** One object in one line. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result is plain data: " + this, e);
        }
    }

    /** One line of the table. */
    @JsonIgnore
    String row() {
        String[] parts = name.split("/");
        return "%-28s %4s %-8s %9.3f %9s %6s %8.1f %9.3f %7.1f%% %6.1f%%"
                .formatted(
                        parts[0],
                        parts[1],
                        parts[2],
                        oursMs,
                        peerMs == null ? "-" : "%.3f".formatted(peerMs),
                        ratio == null ? "-" : "%.2f".formatted(ratio),
                        gflops,
                        limitMs,
                        100 * shareOfLimit,
                        100 * spread);
    }
}
