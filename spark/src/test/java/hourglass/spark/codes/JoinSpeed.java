package hourglass.spark.codes;

import hourglass.codes.BinaryCodes;
import hourglass.codes.HammingIndex;
import hourglass.codes.LinearScan;
import hourglass.spark.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What joins and look-ups in Spark cost beside those of one process, for codes of 64 bits in clusters of about ten, on two workers of
 * one core each. Not a test: its {@code main} is run with the class path and the options of the module's tests.
 */
final class JoinSpeed {
    private static final int BITS = 64;
    private static final int RADIUS = 3;
    private static final int K = Integer.getInteger("k", 5);
    /** A number for a pair with its distance. */
    private static final String PAIR = "(id1 * 1000003L + id2) * 67 + distance";

    private JoinSpeed() {}

    /**
     * Measures.
     *
     * @param args the number of codes, 1,000,000 if none is given, and what is measured: join, sql, nearest or lookup
     */
    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        String what = args.length > 1 ? args[1] : "join";
        BinaryCodes codes = HammingSamples.clustered(BITS, count, count / 10, 0.02, 1);
        Path folder = Files.createTempDirectory("join-speed");
        SparkSession spark = LocalSpark.cluster(2);
        try {
            String file = folder.resolve("codes.parquet").toString();
            HammingSamples.table(spark, codes).repartition(4).write().parquet(file);
            Dataset<Row> table = spark.read().parquet(file);
            switch (what) {
                case "join" -> join(table, codes);
                case "nearest" -> nearest(table, codes);
                case "lookup" -> lookup(table, codes, folder);
                case "sql" -> sql(table);
                default -> throw new IllegalArgumentException(what);
            }
        } finally {
            spark.stop();
        }
    }

    private static void join(Dataset<Row> table, BinaryCodes codes) {
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Row sums = new HammingJoin()
                    .setRadius(RADIUS)
                    .transform(table)
                    .selectExpr("count(*)", "bit_xor(%s)".formatted(PAIR))
                    .head();
            print("Spark, 2 workers", start, sums.getLong(0), sums.getLong(1));
        }
        for (int threads = 1; threads <= 2; threads++) {
            LongAdder pairs = new LongAdder();
            LongAccumulator all = new LongAccumulator((a, b) -> a ^ b, 0);
            long start = System.nanoTime();
            hourglass.codes.join.HammingJoin.of(codes, RADIUS)
                    .withThreads(threads)
                    .forEach((one, other, distance) -> {
                        pairs.increment();
                        all.accumulate((one * 1_000_003L + other) * 67 + distance);
                    });
            print("one process, " + threads + " threads", start, pairs.sum(), all.get());
        }
        brute(codes, Integer.MAX_VALUE);
    }

    private static void brute(BinaryCodes codes, int k) {
        int few = Math.min(500, codes.count());
        BinaryCodes some = HammingSamples.clustered(BITS, few, codes.count() / 10, 0.02, 1);
        LinearScan scan = LinearScan.of(codes);
        long start = System.nanoTime();
        scan.nearestWithin(some, k, k == Integer.MAX_VALUE ? RADIUS : BITS, 2);
        double all = (System.nanoTime() - start) / 1e9 * codes.count() / few;
        System.out.printf("%-28s %8.0f s (scaled from %,d queries)%n", "scan, 2 threads", all, few);
    }

    private static void nearest(Dataset<Row> table, BinaryCodes codes) {
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            Row sums = new HammingJoin()
                    .setK(K)
                    .transform(table)
                    .selectExpr("count(*)", "bit_xor(%s)".formatted(PAIR))
                    .head();
            print("Spark, 2 workers, k = " + K, start, sums.getLong(0), sums.getLong(1));
        }
        inProcess(codes, K + 1, 5_000);
        brute(codes, K + 1);
    }

    private static void inProcess(BinaryCodes codes, int k, int queries) {
        BinaryCodes some = HammingSamples.clustered(BITS, queries, codes.count() / 10, 0.02, 1);
        HammingIndex index = HammingIndex.of(codes);
        long start = System.nanoTime();
        index.nearest(some, k, 2);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-28s %8.0f queries/s, %,.0f s for all%n",
                "HammingIndex, 2 threads", queries / seconds, seconds * codes.count() / queries);
    }

    private static void lookup(Dataset<Row> table, BinaryCodes codes, Path folder) {
        int queries = 20_000;
        HammingNeighborsModel model = new HammingNeighbors()
                .setK(K)
                .setIndexPath(folder.resolve("index").toString())
                .fit(table.repartition(2));
        Dataset<Row> asked = table.limit(queries).repartition(2).cache();
        asked.count();
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            long found = model.transform(asked)
                    .selectExpr("sum(size(neighbors))")
                    .head()
                    .getLong(0);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("%-28s %8.0f queries/s, %,d found%n", "Spark, 2 workers", queries / seconds, found);
        }
        for (int i = 0; i < 2; i++) {
            inProcess(codes, K, queries);
        }
    }

    private static void sql(Dataset<Row> table) {
        table.selectExpr("id", "cast(conv(hex(code), 16, -10) as bigint) w0").createOrReplaceTempView("codes");
        table.sparkSession()
                .sql("select id, w0, part, shiftrightunsigned(w0, part * 16) & 65535 key"
                        + " from codes lateral view explode(array(0, 1, 2, 3)) p as part")
                .createOrReplaceTempView("keys");
        String met = "(part > 0 and ((a.w0 ^ b.w0) & 65535) = 0)"
                + " or (part > 1 and ((a.w0 ^ b.w0) & 4294901760) = 0)"
                + " or (part > 2 and ((a.w0 ^ b.w0) & 281470681743360) = 0)";
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            Row sums = table.sparkSession()
                    .sql(
                            "select count(*), bit_xor((a.id * 1000003L + b.id) * 67 + bit_count(a.w0 ^ b.w0)) from keys a join keys b"
                                    + " using (part, key) where a.id < b.id and bit_count(a.w0 ^ b.w0) <= 3 and not ("
                                    + met
                                    + ")")
                    .head();
            print("SQL alone, 2 workers", start, sums.getLong(0), sums.getLong(1));
        }
    }

    /** Equal numbers of pairs with equal sums without order are the same pairs. */
    private static void print(String what, long start, long pairs, long all) {
        System.out.printf("%-24s %8.2f s %,d pairs %x%n", what, (System.nanoTime() - start) / 1e9, pairs, all);
    }
}
