package hourglass.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import hourglass.spark.HammingPlanner.Costs;
import hourglass.spark.HammingPlanner.Sample;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * The k nearest items of each query. A query that has k within a small radius is done; the others are joined again within a
 * larger one, and the last are compared with every item once that costs less.
 */
final class HammingNearest {
    static final String RANK = "rank";

    private final HammingRows queries;
    private final HammingRows items;
    private final boolean self;
    private final int k;
    private final int radius;
    private final Costs costs;

    /** @param radius the largest distance of a neighbour */
    HammingNearest(HammingRows queries, HammingRows items, boolean self, int k, int radius, Costs costs) {
        this.queries = queries;
        this.items = items;
        this.self = self;
        this.k = k;
        this.radius = radius;
        this.costs = costs;
    }

    /** Query, item, distance and rank. */
    Dataset<Row> run() {
        HammingRows asked = firsts();
        HammingRows open = queries;
        Sample sampled = HammingStages.sample(asked);
        List<Dataset<Row>> results = new ArrayList<>();
        for (int within = Math.min(radius, Math.max(1, items.bytes() / 4)); ; within = 2 * within + 1) {
            int reach = Math.min(radius, within);
            Sample asking = HammingStages.sample(open);
            if (asking.codes().length == 0 && !results.isEmpty()) {
                break;
            }
            HammingPlan plan = new HammingPlanner(items.bytes(), reach, self, costs).between(sampled, asking);
            boolean last = reach == radius || plan.isScan();
            if (plan.isScan()) {
                plan = new HammingPlanner(items.bytes(), radius, self, costs).scan(sampled, asking);
            }
            Dataset<Row> found = kept(ranked(HammingStages.compared(open, asked, plan, k)));
            if (last) {
                results.add(found);
                break;
            }
            Dataset<Row> done = found.where(col(RANK).equalTo(k)).select(HammingStages.FIRST);
            results.add(found.join(done, HammingStages.FIRST));
            Dataset<Row> left =
                    open.rows().join(done, col(HammingRows.ID).equalTo(col(HammingStages.FIRST)), "left_anti");
            open = new HammingRows(left, open.idType(), open.bytes());
        }
        return results.stream().reduce(Dataset::union).orElseThrow();
    }

    /** Of items with one code only the first ones can be neighbours; with its own there are k more than a query itself. */
    private HammingRows firsts() {
        int most = self ? k + 1 : k;
        Dataset<Row> first = items.rows()
                .withColumn(
                        RANK,
                        row_number().over(Window.partitionBy(HammingRows.CODE).orderBy(HammingRows.ID)))
                .where(col(RANK).leq(most))
                .select(HammingRows.ID, HammingRows.CODE);
        return new HammingRows(kept(first), items.idType(), items.bytes());
    }

    private Dataset<Row> ranked(Dataset<Row> found) {
        return found.withColumn(
                        RANK,
                        row_number()
                                .over(Window.partitionBy(HammingStages.FIRST)
                                        .orderBy(HammingStages.DISTANCE, HammingStages.SECOND)))
                .where(col(RANK).leq(k));
    }

    /**
     * What several steps read is made once. Spark forgets it when nothing refers to it any more, which it does for RDDs, but
     * not for tables that are cached.
     */
    private static Dataset<Row> kept(Dataset<Row> table) {
        JavaRDD<Row> rows = table.javaRDD().persist(StorageLevel.MEMORY_AND_DISK_SER());
        return table.sparkSession().createDataFrame(rows, table.schema());
    }
}
