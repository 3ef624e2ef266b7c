package hourglass.spark;

import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Times training and encoding on executors of one core each, one and two of them, beside the library on one thread; everything
 * three times in turns, of which the median counts. Argument: the number of digits of 28x28 pixels.
 */
final class SparkSpeed {
    private static final int TIMES = 3;

    private final Rows digits;

    private SparkSpeed(int count) {
        digits = PenDigits.of(count, 1).rows();
    }

    public static void main(String[] args) {
        SparkSpeed speed = new SparkSpeed(Integer.parseInt(args[0]));
        double[][] seconds = new double[3][];
        for (int workers = 1; workers <= 2; workers++) {
            seconds[workers] = speed.onSpark(workers);
        }
        String[] names = {"10 iterations of L-BFGS", "6 epochs of Adam, batches of 1,024", "encoding"};
        for (int i = 0; i < names.length; i++) {
            System.out.printf(
                    "%-36s 1 executor %.2f s, 2 executors %.2f s, efficiency %.2f%n",
                    names[i], seconds[1][i], seconds[2][i], seconds[1][i] / seconds[2][i] / 2);
        }
        System.out.printf(
                "encoding on one core: %.0f digits a second by Spark, %.0f by the library (%.2f)%n",
                speed.digits.count() / seconds[1][2],
                speed.digits.count() / seconds[1][3],
                seconds[1][3] / seconds[1][2]);
    }

    private double[] onSpark(int workers) {
        SparkSession spark = LocalSpark.cluster(workers);
        Dataset<Row> frame = Frames.vectors(spark, digits, workers).cache();
        frame.count();
        AutoencoderEstimator estimator = new AutoencoderEstimator()
                .setLayers("1000-500-250-30")
                .setMaxIter(1)
                .setBatchSize(1024);
        AutoencoderModel model = estimator.fit(frame);
        FittedModel fitted = model.fittedModel();
        double[][] all = new double[4][TIMES];
        for (int i = 0; i < TIMES; i++) {
            all[0][i] =
                    seconds(() -> estimator.setOptimizer("lbfgs").setMaxIter(10).fit(frame));
            all[1][i] =
                    seconds(() -> estimator.setOptimizer("adam").setMaxIter(6).fit(frame));
            all[2][i] = seconds(
                    () -> model.transform(frame).selectExpr("sum(codes[0])").collectAsList());
            all[3][i] = seconds(() -> {
                try (ThreadTeam one = ThreadTeam.of(1)) {
                    fitted.encode(digits, one);
                }
            });
        }
        spark.stop();
        return Arrays.stream(all)
                .mapToDouble(times -> Arrays.stream(times).sorted().toArray()[TIMES / 2])
                .toArray();
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
