package hourglass.spark.codes;

import static org.apache.spark.sql.functions.col;

import hourglass.data.InputException;
import hourglass.spark.codes.HammingPlanner.Costs;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Joins codes that are near by Hamming distance, exactly: all pairs within a radius, or the k nearest of each row, in a table
 * or between two. Ids are unique in each table.
 *
 * <p>{@link #transform} gives one row for each pair: the two ids and the distance, and the rank if k is set. In one table
 * the first id of a pair within a radius is the smaller one, and a row is no neighbour of its own. Neighbours of one distance
 * are ranked by their ids. The number of rows and a sample of their codes are taken at once, to choose the keys by which
 * Spark joins, so that the input is read several times; cache it if it is costly.
 */
public final class HammingJoin extends Transformer implements DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Param<String> idCol;
    private final Param<String> codeCol;
    private final Param<String> itemsTable;
    private final IntParam radius;
    private final IntParam k;
    private final Param<String> firstIdCol;
    private final Param<String> secondIdCol;
    private final Param<String> distanceCol;
    private final Param<String> rankCol;
    private transient Costs costs = Costs.USUAL;

    /** A join with an identifier of its own. */
    public HammingJoin() {
        this(Identifiable$.MODULE$.randomUID("hammingJoin"));
    }

    /** A join with this identifier. */
    public HammingJoin(String uid) {
        this.uid = uid;
        idCol = new Param<>(this, "idCol", "column of ids: bigint, int or string");
        codeCol = new Param<>(this, "codeCol", "column of codes: binary, bigint or array<bigint>");
        itemsTable = new Param<>(
                this,
                "itemsTable",
                "table or view to join with, which has the same columns; the input itself if empty");
        radius = new IntParam(this, "radius", "largest distance of a pair, from 0 to the length of the codes");
        k = new IntParam(
                this, "k", "number of nearest items of each row; if it is not set, all pairs within the radius");
        firstIdCol = new Param<>(this, "firstIdCol", "column of the result for the id of the row");
        secondIdCol = new Param<>(this, "secondIdCol", "column of the result for the id of the item it is joined with");
        distanceCol = new Param<>(this, "distanceCol", "column of the result for the Hamming distance");
        rankCol =
                new Param<>(this, "rankCol", "column of the result for the rank, from 1 for the nearest, if k is set");
        setDefault(idCol, "id");
        setDefault(codeCol, "code");
        setDefault(itemsTable, "");
        setDefault(firstIdCol, "id1");
        setDefault(secondIdCol, "id2");
        setDefault(distanceCol, "distance");
        setDefault(rankCol, "rank");
    }

    /** Reads a join that was saved. */
    public static HammingJoin load(String path) {
        return read().load(path);
    }

    /** A reader of joins that were saved. */
    public static MLReader<HammingJoin> read() {
        return new DefaultParamsReadable<HammingJoin>() {}.read();
    }

    /** For tests: what is heavy. */
    HammingJoin withCosts(Costs other) {
        costs = other;
        return this;
    }

    /** The rows joined with the items of {@code itemsTable}, or with each other if none is set. */
    @Override
    public Dataset<Row> transform(Dataset<?> rows) {
        if (getItemsTable().isEmpty()) {
            return join(rows, null);
        }
        return join(rows, table(rows.sparkSession()));
    }

    /** The rows of a table joined with each other. */
    public Dataset<Row> join(Dataset<?> rows) {
        return join(rows, null);
    }

    /**
     * The queries joined with items of a table of their own, whose columns have the same names.
     *
     * @param items null for the queries themselves
     */
    public Dataset<Row> join(Dataset<?> queries, @Nullable Dataset<?> items) {
        HammingReach reach = HammingReach.of(this, k, radius);
        HammingRows asking = rows(queries);
        HammingRows asked = items == null ? asking : rows(items);
        requireSame(asking, asked);
        int within = reach.radius(8 * asked.bytes());
        if (reach.isNearest()) {
            return named(new HammingNearest(asking, asked, items == null, reach.k(), within, costs).run());
        }
        return named(
                items == null
                        ? HammingStages.within(asked, within, costs)
                        : HammingStages.between(asking, asked, within, costs));
    }

    private HammingRows rows(Dataset<?> table) {
        return HammingStages.checked(() -> HammingRows.of(table, getIdCol(), getCodeCol()));
    }

    private void requireSame(HammingRows queries, HammingRows items) {
        if (!queries.idType().equals(items.idType())) {
            throw new InputException(
                    "column " + getIdCol(),
                    "",
                    "is %s in the rows and %s in the items"
                            .formatted(
                                    queries.idType().catalogString(),
                                    items.idType().catalogString()),
                    "cast one of them");
        }
        if (queries.bytes() != items.bytes() && queries.bytes() > 0 && items.bytes() > 0) {
            throw new InputException(
                    "column " + getCodeCol(),
                    "",
                    "has codes of %d bits in the rows and of %d bits in the items"
                            .formatted(8 * queries.bytes(), 8 * items.bytes()),
                    "encode both with the same model");
        }
    }

    private Dataset<Row> table(SparkSession spark) {
        if (!spark.catalog().tableExists(getItemsTable())) {
            throw new InputException(
                    "itemsTable",
                    "",
                    "there is no table or view '%s'".formatted(getItemsTable()),
                    "make one, such as by createOrReplaceTempView");
        }
        return spark.table(getItemsTable());
    }

    private Dataset<Row> named(Dataset<Row> pairs) {
        List<Column> columns = new ArrayList<>();
        columns.add(col(HammingStages.FIRST).as(getFirstIdCol()));
        columns.add(col(HammingStages.SECOND).as(getSecondIdCol()));
        columns.add(col(HammingStages.DISTANCE).as(getDistanceCol()));
        if (isSet(k)) {
            columns.add(col(HammingNearest.RANK).as(getRankCol()));
        }
        return pairs.select(columns.toArray(Column[]::new));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        DataType type = HammingRows.idType(schema, getIdCol());
        HammingRows.codeType(schema, getCodeCol());
        StructType result = new StructType()
                .add(getFirstIdCol(), type, false)
                .add(getSecondIdCol(), type, false)
                .add(getDistanceCol(), DataTypes.IntegerType, false);
        return isSet(k) ? result.add(getRankCol(), DataTypes.IntegerType, false) : result;
    }

    @Override
    public HammingJoin copy(ParamMap extra) {
        HammingJoin copy = defaultCopy(extra);
        return copy.withCosts(costs);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** The parameter for the column of ids. */
    public Param<String> idCol() {
        return idCol;
    }

    /** The parameter for the column of codes. */
    public Param<String> codeCol() {
        return codeCol;
    }

    /** The parameter for the table to join with. */
    public Param<String> itemsTable() {
        return itemsTable;
    }

    /** The parameter for the largest distance. */
    public IntParam radius() {
        return radius;
    }

    /** The parameter for the number of nearest items. */
    public IntParam k() {
        return k;
    }

    /** The parameter for the name of the first column of the result. */
    public Param<String> firstIdCol() {
        return firstIdCol;
    }

    /** The parameter for the name of the second column of the result. */
    public Param<String> secondIdCol() {
        return secondIdCol;
    }

    /** The parameter for the name of the column of distances. */
    public Param<String> distanceCol() {
        return distanceCol;
    }

    /** The parameter for the name of the column of ranks. */
    public Param<String> rankCol() {
        return rankCol;
    }

    /** The column of ids. */
    public String getIdCol() {
        return getOrDefault(idCol);
    }

    /** The column of codes. */
    public String getCodeCol() {
        return getOrDefault(codeCol);
    }

    /** The table to join with, or empty for the input itself. */
    public String getItemsTable() {
        return getOrDefault(itemsTable);
    }

    /** The largest distance of a pair. */
    public int getRadius() {
        return (Integer) getOrDefault(radius);
    }

    /** The number of nearest items of each row. */
    public int getK() {
        return (Integer) getOrDefault(k);
    }

    /** The name of the first column of the result. */
    public String getFirstIdCol() {
        return getOrDefault(firstIdCol);
    }

    /** The name of the second column of the result. */
    public String getSecondIdCol() {
        return getOrDefault(secondIdCol);
    }

    /** The name of the column of distances. */
    public String getDistanceCol() {
        return getOrDefault(distanceCol);
    }

    /** The name of the column of ranks. */
    public String getRankCol() {
        return getOrDefault(rankCol);
    }

    /** Another column of ids (default: id). */
    public HammingJoin setIdCol(String name) {
        return with(idCol, name);
    }

    /** Another column of codes (default: code). */
    public HammingJoin setCodeCol(String name) {
        return with(codeCol, name);
    }

    /** A table or view to join with (default: the input itself). */
    public HammingJoin setItemsTable(String name) {
        return with(itemsTable, name);
    }

    /** The largest distance of a pair. */
    public HammingJoin setRadius(int distance) {
        return with(radius, distance);
    }

    /** The number of nearest items of each row. */
    public HammingJoin setK(int number) {
        return with(k, number);
    }

    /** Another name for the first column of the result (default: id1). */
    public HammingJoin setFirstIdCol(String name) {
        return with(firstIdCol, name);
    }

    /** Another name for the second column of the result (default: id2). */
    public HammingJoin setSecondIdCol(String name) {
        return with(secondIdCol, name);
    }

    /** Another name for the column of distances (default: distance). */
    public HammingJoin setDistanceCol(String name) {
        return with(distanceCol, name);
    }

    /** Another name for the column of ranks (default: rank). */
    public HammingJoin setRankCol(String name) {
        return with(rankCol, name);
    }

    private <T> HammingJoin with(Param<T> param, T value) {
        set(param, value);
        return this;
    }
}
