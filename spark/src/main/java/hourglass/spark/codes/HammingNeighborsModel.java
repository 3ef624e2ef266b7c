package hourglass.spark.codes;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.Model;
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
        implements HammingNeighborsParams<HammingNeighborsModel>, DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final HammingNeighborsColumns columns;

    /** A model with an identifier of its own. */
    public HammingNeighborsModel() {
        this(Identifiable$.MODULE$.randomUID("hammingNeighbors"));
    }

    /** A model with this identifier. */
    public HammingNeighborsModel(String uid) {
        this.uid = uid;
        columns = new HammingNeighborsColumns(this);
        HammingNeighborsColumns.setDefaults(this);
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
        HammingReach reach = HammingReach.of(this, k(), radius());
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
    public HammingNeighborsColumns columns() {
        return columns;
    }
}
