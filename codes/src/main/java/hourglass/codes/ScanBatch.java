package hourglass.codes;

import java.util.Arrays;

/** Scans for several of many queries at once: each block of codes is compared with all of them while it is in the cache. */
final class ScanBatch implements WorkQueue.Worker {
    private static final int TOGETHER = 16;

    private final BinaryCodes queries;
    private final int k;
    private final int radius;
    private final Neighbors[] results;
    private final Collector[] collectors = new Collector[TOGETHER];
    private final long[][] group;
    private final Scan scan;

    ScanBatch(BinaryCodes codes, BinaryCodes queries, int k, int radius, Neighbors[] results) {
        this.queries = queries;
        this.k = k;
        this.radius = radius;
        this.results = results;
        group = new long[TOGETHER][queries.words()];
        Arrays.setAll(collectors, i -> new Collector());
        scan = new Scan(
                codes,
                Arrays.stream(collectors).map(one -> new Comparison(one, one)).toArray(Comparison[]::new));
    }

    @Override
    public void work(WorkQueue.Next next) {
        for (int first = next.take(TOGETHER); first < results.length; first = next.take(TOGETHER)) {
            int used = Math.min(TOGETHER, results.length - first);
            for (int i = 0; i < used; i++) {
                queries.read(first + i, group[i]);
                collectors[i].begin(k, radius);
            }
            scan.run(group, used);
            for (int i = 0; i < used; i++) {
                results[first + i] = new Neighbors();
                collectors[i].finish(results[first + i]);
            }
        }
    }
}
