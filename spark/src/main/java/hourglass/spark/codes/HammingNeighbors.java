package hourglass.spark.codes;

import hourglass.data.InputException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes an index of codes and their ids to a folder of any file system of Hadoop's: one file for each partition of the items.
 * The model looks up neighbours in it; it holds no more than the path. Ids are unique.
 */
public final class HammingNeighbors extends Estimator<HammingNeighborsModel>
        implements HammingNeighborsParams<HammingNeighbors>, DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final HammingNeighborsColumns columns;
    private final BooleanParam overwrite;

    /** An estimator with an identifier of its own. */
    public HammingNeighbors() {
        this(Identifiable$.MODULE$.randomUID("hammingNeighbors"));
    }

    /** An estimator with this identifier. */
    public HammingNeighbors(String uid) {
        this.uid = uid;
        columns = new HammingNeighborsColumns(this);
        overwrite = new BooleanParam(this, "overwrite", "whether an index that is there is replaced");
        HammingNeighborsColumns.setDefaults(this);
        setDefault(overwrite, false);
    }

    /** Reads an estimator that was saved. */
    public static HammingNeighbors load(String path) {
        return read().load(path);
    }

    /** A reader of estimators that were saved. */
    public static MLReader<HammingNeighbors> read() {
        return new DefaultParamsReadable<HammingNeighbors>() {}.read();
    }

    /** Writes the index of some items. */
    @Override
    public HammingNeighborsModel fit(Dataset<?> items) {
        HammingReach reach = HammingReach.of(this, k(), radius());
        String folder = getIndexPath();
        Configuration hadoop = items.sparkSession().sparkContext().hadoopConfiguration();
        if (!isOverwrite() && HammingIndexFiles.exists(folder, hadoop)) {
            throw new InputException(folder, "", "is there already", "name another folder, or set overwrite");
        }
        String run = UUID.randomUUID().toString().substring(0, 8);
        try {
            HammingIndexFiles files = HammingStages.checked(() -> {
                HammingRows rows = HammingRows.of(items, getIdCol(), getCodeCol());
                reach.radius(8 * rows.bytes());
                return write(rows, folder, run, hadoop);
            });
            files.write(hadoop);
        } catch (RuntimeException e) {
            HammingIndexFiles.deleteRun(folder, run, hadoop);
            throw e;
        }
        return copyValues(new HammingNeighborsModel(uid), ParamMap.empty()).setParent(this);
    }

    private static HammingIndexFiles write(HammingRows items, String folder, String run, Configuration hadoop) {
        if (items.bytes() == 0) {
            throw new InputException("items", "", "there are none", "fit the index to one row at least");
        }
        boolean text = items.idType().equals(DataTypes.StringType);
        HammingIndexWriter writer =
                new HammingIndexWriter(folder, run, items.bytes(), text, new SerializableConfiguration(hadoop));
        List<HammingIndexFiles.File> written = items
                .rows()
                .sortWithinPartitions(HammingRows.ID)
                .mapPartitions(writer, Encoders.row(HammingIndexWriter.WRITTEN))
                .collectAsList()
                .stream()
                .map(row ->
                        new HammingIndexFiles.File(row.getString(0), row.getLong(1), row.getLong(2), row.getLong(3)))
                .toList();
        return new HammingIndexFiles(folder, 8 * items.bytes(), items.idType().sql(), written);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        DataType type = HammingRows.idType(schema, getIdCol());
        HammingRows.codeType(schema, getCodeCol());
        return schema.add(getNeighborsCol(), HammingLookup.type(type), false);
    }

    @Override
    public HammingNeighbors copy(ParamMap extra) {
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

    /** The parameter for whether an index that is there is replaced. */
    public BooleanParam overwrite() {
        return overwrite;
    }

    /** Whether an index that is there is replaced. */
    public boolean isOverwrite() {
        return (Boolean) getOrDefault(overwrite);
    }

    /** Whether an index that is there is replaced (default: no). */
    public HammingNeighbors setOverwrite(boolean replaced) {
        return with(overwrite, (Object) replaced);
    }
}
