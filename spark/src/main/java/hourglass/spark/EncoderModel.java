package hourglass.spark;

import hourglass.data.InputException;
import hourglass.persistence.FittedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model, whose {@code transform} adds the columns of {@link EncodingParams}. It is saved as a folder with the
 * parameters and the file {@code model.safetensors}, which every part of Hourglass reads.
 *
 * @param <M> the class itself
 */
public abstract class EncoderModel<M extends EncoderModel<M>> extends Model<M>
        implements EncodingParams<M>, DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final EncodingColumns columns;
    private @Nullable SharedModel shared;

    EncoderModel(String uid, @Nullable SharedModel shared, String codes, String binary) {
        this.uid = uid;
        this.columns = new EncodingColumns(this);
        this.shared = shared;
        EncodingColumns.setDefaults(this, codes, binary);
    }

    @Override
    public final String uid() {
        return uid;
    }

    @Override
    public final EncodingColumns columns() {
        return columns;
    }

    static String randomUid(String prefix) {
        return Identifiable$.MODULE$.randomUID(prefix);
    }

    /** The model as the library has it. */
    public final FittedModel fittedModel() {
        return shared().get();
    }

    private SharedModel shared() {
        SharedModel here = shared;
        if (here == null) {
            throw new IllegalStateException(uid + " has no model; fit one, or load one");
        }
        return here;
    }

    /** An empty object of the same class and uid. */
    abstract M empty(SharedModel model);

    @Override
    public final M copy(ParamMap extra) {
        return copyValues(empty(shared()), extra).setParent(parent());
    }

    @Override
    public final StructType transformSchema(StructType schema) {
        added();
        return schema(schema, this);
    }

    @Override
    public final Dataset<Row> transform(Dataset<?> dataset) {
        List<Output> added = added();
        StructType schema = schema(dataset.schema(), this);
        InputColumn input = InputColumn.of(dataset.schema(), getOrDefault(inputCol()));
        Encoding.requireKind(input, fittedModel());
        Broadcast<SharedModel> model =
                new JavaSparkContext(dataset.sparkSession().sparkContext()).broadcast(shared());
        Encoding encoding =
                new Encoding(model, input, added, EncodingColumns.invalid(this), EncodingColumns.shape(this) != null);
        MapPartitionsFunction<Row, Row> encode = encoding::run;
        return dataset.toDF().mapPartitions(encode, Encoders.row(schema));
    }

    private List<Output> added() {
        FittedModel model = fittedModel();
        List<Output> added = new ArrayList<>();
        for (Output output : Output.values()) {
            if (!getOrDefault(output.param(this)).isEmpty()) {
                output.check(model, output.param(this).name());
                added.add(output);
            }
        }
        if (added.isEmpty()) {
            throw new InputException(uid, "", "adds no column", "set codesCol, binaryCol or another to a name");
        }
        return added;
    }

    /** The schema with the columns that parameters add. */
    static StructType schema(StructType schema, EncodingParams<?> params) {
        InputColumn.of(schema, params.getOrDefault(params.inputCol()));
        StructType extended = schema;
        for (Output output : Output.values()) {
            String name = params.getOrDefault(output.param(params));
            if (name.isEmpty()) {
                continue;
            }
            if (List.of(extended.fieldNames()).contains(name)) {
                throw new InputException(
                        "the DataFrame",
                        "column " + name,
                        "is there already",
                        "set %s to another name, or drop the column"
                                .formatted(output.param(params).name()));
            }
            extended = extended.add(new StructField(name, output.type, true, Metadata.empty()));
        }
        return extended;
    }

    @Override
    public final MLWriter write() {
        MLWriter parameters = DefaultParamsWritable.super.write();
        return new MLWriter() {
            @Override
            public void saveImpl(String path) {
                try {
                    parameters.save(path);
                    shared().write(path, sc().hadoopConfiguration());
                } catch (IOException e) {
                    throw new InputException(
                            path, "", "cannot be written (" + e.getMessage() + ")", "check the address", e);
                }
            }
        };
    }

    /** A column that can be added. */
    enum Output {
        CODES(DataTypes.createArrayType(DataTypes.FloatType, false)) {
            @Override
            Param<String> param(EncodingParams<?> params) {
                return params.codesCol();
            }
        },
        BINARY(DataTypes.BinaryType) {
            @Override
            Param<String> param(EncodingParams<?> params) {
                return params.binaryCol();
            }

            @Override
            void check(FittedModel model, String param) {
                requireThresholds(model, param);
            }
        },
        ADDRESS(DataTypes.LongType) {
            @Override
            Param<String> param(EncodingParams<?> params) {
                return params.addressCol();
            }

            @Override
            void check(FittedModel model, String param) {
                requireThresholds(model, param);
                if (model.bareModel().codeSize() > Long.SIZE) {
                    throw new InputException(
                            param,
                            "",
                            "codes of %d bits are no addresses of 64 bits at most"
                                    .formatted(model.bareModel().codeSize()),
                            "use binaryCol, or fit shorter codes");
                }
            }
        },
        ERROR(DataTypes.DoubleType) {
            @Override
            Param<String> param(EncodingParams<?> params) {
                return params.errorCol();
            }

            @Override
            void check(FittedModel model, String param) {
                requireDecoder(model, param);
            }
        },
        RECONSTRUCTION(DataTypes.createArrayType(DataTypes.FloatType, false)) {
            @Override
            Param<String> param(EncodingParams<?> params) {
                return params.reconstructionCol();
            }

            @Override
            void check(FittedModel model, String param) {
                requireDecoder(model, param);
            }
        };

        @SuppressWarnings("ImmutableEnumChecker") // Types of Spark do not change, but do not say so.
        final DataType type;

        Output(DataType type) {
            this.type = type;
        }

        abstract Param<String> param(EncodingParams<?> params);

        /** Refuses a model that cannot make the column. */
        void check(FittedModel model, String param) {}

        private static void requireThresholds(FittedModel model, String param) {
            if (model.thresholds() == null) {
                throw new InputException(
                        param, "", "the model has no thresholds that would make its codes binary", "leave it empty");
            }
        }

        private static void requireDecoder(FittedModel model, String param) {
            if (model.encoderDecoder().isEmpty()) {
                throw new InputException(
                        param, "", "the model only encodes, and reconstructs nothing", "leave it empty");
            }
        }
    }
}
