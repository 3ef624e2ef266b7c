package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ResultTest {
    private static final Case CASE =
            Case.matching(java.util.List.of("784-500-tied/20/adam")).get(0);
    private static final double[] NONE = {};

    private static JsonNode json(double[] ours, double[] peer, double[] limit) throws Exception {
        return new ObjectMapper().readTree(Result.of(CASE, ours, peer, limit).json());
    }

    @Test
    void jsonHasTheAgreedFields() throws Exception {
        assertThat(json(new double[] {2}, new double[] {4}, new double[] {1}).fieldNames())
                .toIterable()
                .containsExactly(
                        "name", "ours_ms", "peer_ms", "ratio", "limit_ms", "share_of_limit", "gflops", "spread");
    }

    @Test
    void jsonOfARunWithoutPeerHasNullsForIt() throws Exception {
        JsonNode json = json(new double[] {2}, NONE, new double[] {1});
        assertThat(json.get("peer_ms").isNull() && json.get("ratio").isNull()).isTrue();
    }

    @Test
    void ratioAboveOneMeansFasterThanThePeer() {
        assertThat(Result.of(CASE, new double[] {2}, new double[] {4}, new double[] {1})
                        .ratio())
                .isEqualTo(2);
    }

    @Test
    void ratioComparesWithinRounds() {
        // The computer was four times as slow in the second round, for both.
        double[] ours = {1, 4, 1};
        double[] peer = {2, 8, 2};
        assertThat(Result.of(CASE, ours, peer, ours).ratio()).isEqualTo(2);
    }

    @Test
    void shareOfLimitIsTheLimitsTimeOverOurs() {
        assertThat(Result.of(CASE, new double[] {2}, NONE, new double[] {1}).shareOfLimit())
                .isEqualTo(0.5);
    }

    @Test
    void gflopsCountTheProducts() {
        // 5 products of 2 * 20 * 784 * 500 operations in a millisecond.
        assertThat(Result.of(CASE, new double[] {1}, NONE, new double[] {1}).gflops())
                .isEqualTo(78.4);
    }

    @Test
    void rowStandsUnderItsHead() {
        assertThat(Result.of(CASE, new double[] {2}, NONE, new double[] {1}).row())
                .hasSameSizeAs(Result.HEAD);
    }
}
