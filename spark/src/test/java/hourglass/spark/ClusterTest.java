package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Rows;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Executors that are processes of their own, and end before their time. */
@Tag("cluster")
class ClusterTest {
    private static final Rows DIGITS = Frames.digits(2000, 3);
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = LocalSpark.cluster(2);
    }

    private static Dataset<Row> digits() {
        return Frames.vectors(spark, DIGITS, 2);
    }

    private static float[] codes(AutoencoderEstimator estimator) {
        return estimator.fit(digits()).fittedModel().encode(DIGITS).values();
    }

    /** Kills an executor once some jobs from now are done. */
    private static CompletableFuture<Long> killAfter(int jobs) {
        CompletableFuture<Long> killed = new CompletableFuture<>();
        spark.sparkContext().addSparkListener(new SparkListener() {
            private int ended;

            @Override
            public void onJobEnd(SparkListenerJobEnd job) {
                ended++;
                if (ended == jobs) {
                    ProcessHandle one = LocalSpark.executors().get(0);
                    one.destroyForcibly();
                    killed.complete(one.pid());
                }
            }
        });
        return killed;
    }

    private static void assertUnmoved(AutoencoderEstimator estimator) {
        float[] undisturbed = codes(estimator);
        // Reading and counting take some jobs; the rest are evaluations or epochs.
        CompletableFuture<Long> killed = killAfter(8);
        assertThat(codes(estimator)).isEqualTo(undisturbed);
        assertThat(killed).isCompleted();
    }

    @Test
    void anExecutorKilledBetweenEvaluationsChangesNoBit() {
        assertUnmoved(new AutoencoderEstimator()
                .setLayers("60-8")
                .setOptimizer("lbfgs")
                .setMaxIter(10));
    }

    @Test
    void anExecutorKilledBetweenMiniBatchesChangesNoBit() {
        assertUnmoved(new AutoencoderEstimator().setLayers("60-8").setMaxIter(12));
    }
}
