package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchCostTest {
    private static final int QUERIES = 8;
    private static final int ROUNDS = 10;
    private static final int MOST_ROUNDS = 300;
    private static final int WARM_UP = 40;
    private static final double BOUND = 1.4;

    /**
     * Nothing is near, or all is wanted; the documented loss is a tenth, and the rest is for a busy machine, on which the shortest of a few rounds
     * may still be one that other programs lengthened: then there are more.
     */
    @ParameterizedTest
    @CsvSource({"40000, 64, 10", "40000, 128, 10", "1000, 128, 10", "5000, 64, 5000"})
    void takesLittleLongerThanAScanWhereTablesAreOfNoUse(int count, int bits, int k) {
        BinaryCodes codes = Samples.clustered(bits, count, 0, 0, 1);
        BinaryCodes queries = Samples.clustered(bits, QUERIES, 0, 0, 2);
        Searcher tables = MultiIndexHashing.of(codes).searcher();
        Searcher scan = LinearScan.of(codes).searcher();
        long best = Long.MAX_VALUE;
        long bestScan = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UP + ROUNDS || (best > BOUND * bestScan && i < MOST_ROUNDS); i++) {
            long byScan = nanoseconds(scan, queries, k);
            long byTables = nanoseconds(tables, queries, k);
            if (i >= WARM_UP) {
                best = Math.min(best, byTables);
                bestScan = Math.min(bestScan, byScan);
            }
        }
        assertThat((double) best / bestScan).isLessThan(BOUND);
    }

    /** Of the processor, so that other threads do not count. */
    private static long nanoseconds(Searcher searcher, BinaryCodes queries, int k) {
        Neighbors found = new Neighbors();
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < queries.count(); i++) {
            searcher.nearest(queries.code(i), k, found);
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    @Test
    void reachesFartherAmongMoreCodes() {
        assertThat(SearchCost.of(128, 20_000, 8).reach())
                .isGreaterThan(SearchCost.of(128, 500, 8).reach());
    }
}
