package hourglass.spark.codes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import hourglass.codes.BinaryCodes;
import hourglass.spark.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("cluster")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HammingClusterTest {
    private static final UserDefinedFunction SLOWLY = udf(
            (UDF1<Long, Long>) id -> {
                Thread.sleep(2);
                return id;
            },
            DataTypes.LongType);

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = LocalSpark.cluster(2);
    }

    @Test
    void aJoinEndsWithTheSamePairsWhenAnExecutorIsKilled() {
        BinaryCodes codes = HammingSamples.clustered(64, 1000, 100, 0.02, 1);
        List<String> expected = new ArrayList<>();
        hourglass.codes.join.HammingJoin.of(codes, 3)
                .forEach((first, second, distance) -> expected.add(first + " " + second + " " + distance));
        Dataset<Row> table =
                HammingSamples.table(spark, codes).repartition(16).withColumn("id", SLOWLY.apply(col("id")));
        Dataset<Row> joined = new HammingJoin().setRadius(3).transform(table);
        CompletableFuture<ProcessHandle> killed = CompletableFuture.supplyAsync(HammingClusterTest::killAnExecutor);
        List<String> found = joined.collectAsList().stream()
                .map(row -> row.mkString(" "))
                .sorted()
                .toList();
        assertThat(killed.join().isAlive()).isFalse();
        assertThat(found).isEqualTo(expected.stream().sorted().toList());
    }

    /** Kills one when some tasks of a stage are done, and others not. */
    private static ProcessHandle killAnExecutor() {
        JavaSparkStatusTracker tracker =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).statusTracker();
        while (true) {
            for (int stage : tracker.getActiveStageIds()) {
                SparkStageInfo info = tracker.getStageInfo(stage);
                if (info != null && info.numTasks() > 4 && info.numCompletedTasks() > 2) {
                    ProcessHandle executor = LocalSpark.executors().get(0);
                    executor.destroyForcibly();
                    executor.onExit().join();
                    return executor;
                }
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
