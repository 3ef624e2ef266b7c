package hourglass.spark;

import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.optim.Lbfgs;
import hourglass.persistence.FittedModel;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Initialization;
import hourglass.train.Listener;
import hourglass.train.WeightInitializer;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Times training and encoding on one and two executors of one core each, beside the library on as many threads; everything
 * three times, of which the median counts. Argument: the number of digits of 28x28 pixels.
 */
final class SparkSpeed {
    private static final int TIMES = 3;
    /** Encoded are so many times the digits, so that the start of a job does not count. */
    private static final int COPIES = 10;

    private final Rows digits;

    private SparkSpeed(int count) {
        digits = PenDigits.of(count, 1).rows();
    }

    public static void main(String[] args) {
        SparkSpeed speed = new SparkSpeed(Integer.parseInt(args[0]));
        double[] one = speed.times(1);
        double[] two = speed.times(2);
        String[] names = {
            "10 iterations of L-BFGS",
            "the same by the library",
            "20 epochs of Adam, batches of 4,096",
            "encoding",
            "reading alone",
            "encoding by the library"
        };
        for (int i = 0; i < names.length; i++) {
            System.out.printf(
                    "%-36s on one %6.2f s, on two %6.2f s, efficiency %.2f%n",
                    names[i], one[i], two[i], one[i] / two[i] / 2);
        }
        System.out.printf(
                "encoding without reading, one core, of the library's speed: %.2f%n", one[5] / (one[3] - one[4]));
    }

    /** With so many executors, or threads. */
    private double[] times(int workers) {
        SparkSession spark = LocalSpark.cluster(workers);
        Dataset<Row> frame = Frames.vectors(spark, digits, workers).cache();
        Dataset<Row> many = frame;
        for (int i = 1; i < COPIES; i++) {
            many = many.union(frame);
        }
        Dataset<Row> copies = many;
        AutoencoderEstimator estimator =
                new AutoencoderEstimator().setLayers("1000-500-250-30").setBatchSize(4096);
        AutoencoderModel model = estimator.setMaxIter(1).fit(frame);
        double[][] all = new double[6][TIMES];
        for (int i = 0; i < TIMES; i++) {
            all[0][i] =
                    seconds(() -> estimator.setOptimizer("lbfgs").setMaxIter(10).fit(frame));
            all[1][i] = seconds(() -> alone(workers));
            all[2][i] =
                    seconds(() -> estimator.setOptimizer("adam").setMaxIter(20).fit(frame));
            all[3][i] = seconds(
                    () -> model.transform(copies).selectExpr("sum(codes[0])").collectAsList());
            all[4][i] = seconds(() -> copies.selectExpr("count(features)").collectAsList());
            all[5][i] = seconds(() -> encode(model.fittedModel(), workers));
        }
        spark.stop();
        return Arrays.stream(all)
                .mapToDouble(times -> Arrays.stream(times).sorted().toArray()[TIMES / 2])
                .toArray();
    }

    private void alone(int threads) {
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            AutoencoderTrainer.builder(1000, 500, 250, 30)
                    .initialization(new Initialization.Random(WeightInitializer.HE))
                    .validationShare(0)
                    .optimizer(Lbfgs.of().withIterations(10))
                    .epochs(1)
                    .batchSize(digits.count())
                    .build()
                    .fit(digits, Listener.NONE, null, team);
        }
    }

    private void encode(FittedModel fitted, int threads) {
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            for (int i = 0; i < COPIES; i++) {
                fitted.encode(digits, team);
            }
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
