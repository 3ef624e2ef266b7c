package hourglass.spark;

import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows as DataFrames. */
final class Frames {
    private static final int SIDE = 28;

    private Frames() {}

    /** Pen-drawn digits of every other pixel, 14x14. */
    static Rows digits(int count, long seed) {
        Rows whole = PenDigits.of(count, seed).rows();
        float[] small = new float[count * 196];
        float[] row = new float[SIDE * SIDE];
        for (int i = 0; i < count; i++) {
            whole.read(i, row, 0);
            for (int pixel = 0; pixel < 196; pixel++) {
                small[i * 196 + pixel] = row[2 * (pixel / 14) * SIDE + 2 * (pixel % 14)];
            }
        }
        return Rows.of(small, 196);
    }

    /** Rows as vectors in the column features, with their numbers in the column id, in their order. */
    static Dataset<Row> vectors(SparkSession spark, Rows rows, int partitions) {
        return frame(spark, items(rows), SQLDataTypes.VectorType(), partitions);
    }

    private static List<Object> items(Rows rows) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < rows.count(); i++) {
            float[] values = new float[rows.columns()];
            rows.read(i, values, 0);
            double[] doubles = new double[values.length];
            for (int column = 0; column < values.length; column++) {
                doubles[column] = values[column];
            }
            items.add(Vectors.dense(doubles));
        }
        return items;
    }

    /** Items of any type in the column features. */
    static Dataset<Row> frame(SparkSession spark, List<?> items, DataType type, int partitions) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            rows.add(RowFactory.create((long) i, items.get(i)));
        }
        StructType schema = new StructType().add("id", DataTypes.LongType).add("features", type);
        return spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, partitions), schema);
    }
}
