package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.codes.BinaryCodes;
import hourglass.codes.LinearScan;
import hourglass.codes.Neighbors;
import hourglass.spark.HammingPlanner.Costs;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HammingJoinTest {
    /** Buckets are heavy and cut into pieces as they are in tables of many millions of rows. */
    private static final Costs TINY = new Costs(1, 64, 1 << 12);

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = LocalSpark.threads();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "16, 0, 0, 0",
        "16, 3, 30, 0.05",
        "16, 2, 1, 0",
        "64, 0, 30, 0.02",
        "64, 3, 40, 0.03",
        "64, 8, 0, 0",
        "64, 8, 3, 0.06",
        "64, 3, 1, 0",
        "100, 1, 40, 0.01",
        "100, 5, 20, 0.03",
        "256, 3, 50, 0.01",
        "256, 8, 2, 0.02",
    })
    void findsTheSamePairsAsTheJoinInMemory(int bits, int radius, int centres, double noise) {
        BinaryCodes codes = HammingSamples.clustered(bits, 300, centres, noise, 1);
        List<String> expected = new ArrayList<>();
        hourglass.codes.join.HammingJoin.of(codes, radius)
                .forEach((first, second, distance) -> expected.add(first + " " + second + " " + distance));
        HammingJoin join = new HammingJoin().setRadius(radius);
        assertThat(lines(join.withCosts(TINY).transform(HammingSamples.table(spark, codes))))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({"16, 2, 0.05", "64, 3, 0.03", "64, 7, 0.05", "100, 4, 0"})
    void findsThePairsOfTwoTables(int bits, int radius, double noise) {
        BinaryCodes items = HammingSamples.clustered(bits, 250, 5, noise, 2);
        BinaryCodes queries = HammingSamples.clustered(bits, 100, 5, noise, 2);
        List<String> expected = new ArrayList<>();
        Neighbors[] found = LinearScan.of(items).within(queries, radius, 1);
        for (int query = 0; query < found.length; query++) {
            for (int i = 0; i < found[query].count(); i++) {
                expected.add(query + " " + found[query].item(i) + " " + found[query].distance(i));
            }
        }
        HammingSamples.table(spark, items).createOrReplaceTempView("items");
        HammingJoin join = new HammingJoin().setRadius(radius).setItemsTable("items");
        assertThat(lines(join.withCosts(TINY).transform(HammingSamples.table(spark, queries))))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({"16, 0, 0", "64, 10, 0.03", "64, 1, 0", "100, 3, 0.02"})
    void findsTheNearestOfEachRow(int bits, int centres, double noise) {
        BinaryCodes codes = HammingSamples.clustered(bits, 200, centres, noise, 3);
        HammingJoin join = new HammingJoin().setK(4);
        assertThat(lines(join.withCosts(TINY).transform(HammingSamples.table(spark, codes))))
                .containsExactlyInAnyOrderElementsOf(nearest(codes, 4, bits));
    }

    private static List<String> nearest(BinaryCodes codes, int k, int radius) {
        List<String> expected = new ArrayList<>();
        Neighbors[] found = LinearScan.of(codes).nearestWithin(codes, codes.count(), radius, 1);
        for (int query = 0; query < found.length; query++) {
            for (int i = 0, rank = 1; i < found[query].count() && rank <= k; i++) {
                if (found[query].item(i) != query) {
                    expected.add(query + " " + found[query].item(i) + " " + found[query].distance(i) + " " + rank++);
                }
            }
        }
        return expected;
    }

    private static List<String> lines(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(row -> row.mkString(" "))
                .toList();
    }
}
