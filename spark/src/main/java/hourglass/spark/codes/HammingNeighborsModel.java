package hourglass.spark.codes;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.Model;
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
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Looks up the neighbours of codes in an index that {@link HammingNeighbors} wrote. Each executor opens each of its files once,
 * mapped where it is if that is the local file system, and otherwise from a copy in a temporary file, and searches them all.
 */
public final class HammingNeighborsModel extends Model<HammingNeighborsModel>
        implements HammingNeighborsParams, DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Param<String> idCol;
    private final Param<String> codeCol;
    private final Param<String> neighborsCol;
    private final IntParam k;
    private final IntParam radius;
    private final Param<String> indexPath;

    /** A model with an identifier of its own. */
    public HammingNeighborsModel() {
        this(Identifiable$.MODULE$.randomUID("hammingNeighbors"));
    }

    /** A model with this identifier. */
    public HammingNeighborsModel(String uid) {
        this.uid = uid;
        idCol = new Param<>(this, "idCol", "column of ids: bigint, int or string");
        codeCol = new Param<>(this, "codeCol", "column of codes: binary, bigint or array<bigint>");
        neighborsCol = new Param<>(this, "neighborsCol", "column of neighbours that is added");
        k = new IntParam(this, "k", "number of nearest items of each row");
        radius = new IntParam(this, "radius", "largest distance of a neighbour, from 0 to the length of the codes");
        indexPath = new Param<>(this, "indexPath", "folder of the index, on a file system that every executor reaches");
        setDefault(idCol, "id");
        setDefault(codeCol, "code");
        setDefault(neighborsCol, "neighbors");
    }

    /** Reads a model that was saved. */
    public static HammingNeighborsModel load(String path) {
        return read().load(path);
    }

    /** A reader of models that were saved. */
    public static MLReader<HammingNeighborsModel> read() {
        return new DefaultParamsReadable<HammingNeighborsModel>() {}.read();
    }

    /** The rows with a column of their neighbours, nearest first, and of equally near ones the smallest id first. */
    @Override
    public Dataset<Row> transform(Dataset<?> rows) {
        HammingReach reach = HammingReach.of(this, k, radius);
        HammingRows.codeType(rows.schema(), getCodeCol());
        Configuration hadoop = rows.sparkSession().sparkContext().hadoopConfiguration();
        HammingIndexFiles files = HammingIndexFiles.read(getIndexPath(), hadoop);
        HammingLookup lookup = new HammingLookup(files, reach, getCodeCol(), new SerializableConfiguration(hadoop));
        Column id = HammingRows.has(rows.schema(), getIdCol()) ? HammingRows.column(getIdCol()) : lit(null);
        UserDefinedFunction find = udf(lookup, HammingLookup.type(files.type())).asNonNullable();
        return rows.withColumn(getNeighborsCol(), find.apply(id, HammingRows.column(getCodeCol())));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        HammingRows.codeType(schema, getCodeCol());
        Configuration hadoop = SparkSession.active().sparkContext().hadoopConfiguration();
        DataType type = HammingIndexFiles.read(getIndexPath(), hadoop).type();
        return schema.add(getNeighborsCol(), HammingLookup.type(type), false);
    }

    @Override
    public HammingNeighborsModel copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Param<String> idCol() {
        return idCol;
    }

    @Override
    public Param<String> codeCol() {
        return codeCol;
    }

    @Override
    public Param<String> neighborsCol() {
        return neighborsCol;
    }

    @Override
    public IntParam k() {
        return k;
    }

    @Override
    public IntParam radius() {
        return radius;
    }

    @Override
    public Param<String> indexPath() {
        return indexPath;
    }

    /** Another column of ids (default: id). */
    public HammingNeighborsModel setIdCol(String name) {
        return with(idCol, name);
    }

    /** Another column of codes (default: code). */
    public HammingNeighborsModel setCodeCol(String name) {
        return with(codeCol, name);
    }

    /** Another name for the column that is added (default: neighbors). */
    public HammingNeighborsModel setNeighborsCol(String name) {
        return with(neighborsCol, name);
    }

    /** The number of nearest items of each row. */
    public HammingNeighborsModel setK(int number) {
        return with(k, number);
    }

    /** The largest distance of a neighbour. */
    public HammingNeighborsModel setRadius(int distance) {
        return with(radius, distance);
    }

    /** The folder of the index. */
    public HammingNeighborsModel setIndexPath(String folder) {
        return with(indexPath, folder);
    }

    private <T> HammingNeighborsModel with(Param<T> param, T value) {
        set(param, value);
        return this;
    }
}
