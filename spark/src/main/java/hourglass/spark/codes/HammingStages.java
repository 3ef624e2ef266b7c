package hourglass.spark.codes;

import hourglass.data.InputException;
import hourglass.spark.codes.HammingPlanner.Costs;
import hourglass.spark.codes.HammingPlanner.Sample;
import hourglass.spark.codes.HammingRoute.Role;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What Spark does for a join: it counts and samples the rows, for the plan, sends each to its buckets, and compares bucket
 * by bucket. A row costs a shuffle for each bucket, so comparing is left to plain loops over the codes of a bucket rather
 * than to a join of Spark's, which would make a row of every comparison.
 */
final class HammingStages {
    static final String FIRST = "first";
    static final String SECOND = "second";
    static final String DISTANCE = "distance";

    private static final int SAMPLE = 1 << 15;
    static final long SEED = 17;

    private HammingStages() {}

    /** All pairs of a table within a radius. */
    static Dataset<Row> within(HammingRows table, int radius, Costs costs) {
        HammingPlan plan = new HammingPlanner(table.bytes(), radius, true, costs).within(sample(table));
        return compared(sent(table, plan, Role.BOTH), plan, 0, table);
    }

    /** All pairs of a query and an item within a radius. */
    static Dataset<Row> between(HammingRows queries, HammingRows items, int radius, Costs costs) {
        HammingPlan plan =
                new HammingPlanner(items.bytes(), radius, false, costs).between(sample(items), sample(queries));
        return compared(queries, items, plan, 0);
    }

    /**
     * Compares queries with items.
     *
     * @param k the most that is found of a query in one bucket, or 0 for all
     */
    static Dataset<Row> compared(HammingRows queries, HammingRows items, HammingPlan plan, int k) {
        Dataset<Row> sent = sent(items, plan, Role.ITEM).union(sent(queries, plan, Role.QUERY));
        return compared(sent, plan, k, items);
    }

    /** Some of the rows; a small table has all of them. */
    static Sample sample(HammingRows table) {
        return checked(() -> {
            Dataset<Row> codes = table.rows().select(HammingRows.CODE);
            long count = codes.count();
            boolean all = count <= SAMPLE;
            List<Row> some = (all ? codes : codes.sample((double) SAMPLE / count, SEED)).collectAsList();
            long[][] unpacked =
                    some.stream().map(row -> HammingRows.unpacked(row.getAs(0))).toArray(long[][]::new);
            return new Sample(unpacked, all ? 1 : (double) count / Math.max(1, unpacked.length));
        });
    }

    /** Runs a job; what is wrong with the input is told without what Spark puts around it. */
    static <T> T checked(Supplier<T> job) {
        try {
            return job.get();
        } catch (Throwable e) {
            // Scala throws checked exceptions that it does not declare.
            if (cause(e) instanceof InputException bad) {
                throw bad;
            }
            throw e;
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof InputException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Dataset<Row> sent(HammingRows table, HammingPlan plan, Role role) {
        StructType schema = new StructType()
                .add("bucket", DataTypes.LongType, false)
                .add(HammingRows.ID, table.idType(), false)
                .add(HammingRows.CODE, DataTypes.BinaryType, false);
        FlatMapFunction<Row, Row> send = row -> buckets(row, plan, role);
        return table.rows().flatMap(send, Encoders.row(schema));
    }

    private static Iterator<Row> buckets(Row row, HammingPlan plan, Role role) {
        Object id = row.get(0);
        byte[] code = row.getAs(1);
        List<Row> sent = new ArrayList<>();
        plan.route()
                .send(
                        HammingRows.unpacked(code),
                        HammingIds.spread(id),
                        role,
                        (table, key, query) ->
                                sent.add(RowFactory.create(HammingPlan.bucket(table, key, query), id, code)));
        return sent.iterator();
    }

    private static Dataset<Row> compared(Dataset<Row> sent, HammingPlan plan, int k, HammingRows table) {
        MapPartitionsFunction<Row, Row> compare = rows -> new HammingBuckets(rows, plan, k);
        Dataset<Row> parted = sent.repartition(functions.expr("shiftrightunsigned(bucket, 1)"));
        return (k > 0 ? parted.sortWithinPartitions("bucket", HammingRows.ID) : parted.sortWithinPartitions("bucket"))
                .mapPartitions(compare, Encoders.row(pairs(table)));
    }

    private static StructType pairs(HammingRows table) {
        return new StructType()
                .add(FIRST, table.idType(), false)
                .add(SECOND, table.idType(), false)
                .add(DISTANCE, DataTypes.IntegerType, false);
    }
}
