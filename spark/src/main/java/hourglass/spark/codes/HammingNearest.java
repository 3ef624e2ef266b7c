package hourglass.spark.codes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import hourglass.spark.codes.HammingPlanner.Costs;
import hourglass.spark.codes.HammingPlanner.Sample;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * The k nearest items of each query. A few queries show how far these are. All are then joined within a radius that suffices
 * for many, which are done; the others within a larger one; and the last are compared with every item once that costs less.
 */
final class HammingNearest {
    static final String RANK = "rank";

    /** So many queries tell how far neighbours are. */
    private static final double PROBES = 100;

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
        Sample sampled = HammingStages.sample(asked);
        HammingRows open = queries;
        Sample asking = HammingStages.sample(open);
        List<Integer> reaches = probed(asked, sampled, asking);
        List<Dataset<Row>> results = new ArrayList<>();
        while (true) {
            int reach = cheapest(reaches, sampled, asking);
            HammingPlan plan = reach < 0
                    ? planner(radius).scan(sampled, asking)
                    : planner(reach).between(sampled, asking);
            Dataset<Row> found = kept(ranked(HammingStages.compared(open, asked, plan, k)));
            if (plan.radius() == radius) {
                results.add(found);
                break;
            }
            Dataset<Row> done = found.where(col(RANK).equalTo(k)).select(HammingStages.FIRST);
            results.add(found.join(done, HammingStages.FIRST));
            Dataset<Row> left =
                    open.rows().join(done, col(HammingRows.ID).equalTo(col(HammingStages.FIRST)), "left_anti");
            open = new HammingRows(kept(left), open.idType(), open.bytes());
            asking = HammingStages.sample(open);
            reaches = reaches.stream().filter(farther -> farther > reach).toList();
        }
        return results.stream().reduce(Dataset::union).orElseThrow();
    }

    private HammingPlanner planner(int reach) {
        return new HammingPlanner(items.bytes(), reach, self, costs);
    }

    /** How far the k nearest of some queries reach, by comparing these with all items. */
    private List<Integer> probed(HammingRows asked, Sample items, Sample queries) {
        double share = Math.min(1, PROBES / Math.max(1, queries.rows()));
        Dataset<Row> some = share < 1 ? this.queries.rows().sample(share, HammingStages.SEED) : this.queries.rows();
        HammingPlan plan = planner(radius).scan(items, new Sample(queries.codes(), queries.weight() * share));
        HammingRows few = new HammingRows(some, this.queries.idType(), this.queries.bytes());
        return HammingStages.checked(() -> ranked(HammingStages.compared(few, asked, plan, k))
                .where(col(RANK).equalTo(k))
                .select(HammingStages.DISTANCE)
                .collectAsList()
                .stream()
                .map(row -> row.getInt(0))
                .toList());
    }

    /** The radius by which most is saved, or -1 if nothing is better than to compare each query with each item. */
    private int cheapest(List<Integer> reaches, Sample items, Sample queries) {
        double least = items.rows() * queries.rows();
        int best = -1;
        for (int reach : reaches.stream().sorted().distinct().toList()) {
            double beyond = reaches.stream().filter(farther -> farther > reach).count();
            double cost = planner(reach).cost(items, queries) + items.rows() * queries.rows() * beyond / reaches.size();
            if (cost < least) {
                least = cost;
                best = reach;
            }
        }
        return best;
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
