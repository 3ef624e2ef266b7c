package hourglass.spark;

import hourglass.persistence.FittedModel;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.MLReader;
import org.jspecify.annotations.Nullable;

/** A fitted hash function; its binary codes are in the column {@code binary} unless {@link #setBinaryCol} names another. */
public final class HasherModel extends EncoderModel<HasherModel> {
    private static final long serialVersionUID = 1L;

    /** For Spark, which looks classes up by an object of each; it encodes nothing. */
    public HasherModel() {
        this(randomUid("hasher"));
    }

    /** For Spark, which reads the parameters into an object of this uid. */
    public HasherModel(String uid) {
        this(uid, null);
    }

    HasherModel(String uid, @Nullable SharedModel model) {
        super(uid, model, "", "binary");
    }

    /** A model that was fitted by any other part of Hourglass. */
    public static HasherModel of(FittedModel model) {
        return new HasherModel(randomUid("hasher"), SharedModel.of(model));
    }

    @Override
    HasherModel empty(SharedModel model) {
        return new HasherModel(uid(), model);
    }

    /** Reads a model that was saved here, or a model file of Hourglass, from any file system of Hadoop. */
    public static HasherModel load(String path) {
        return read().load(path);
    }

    /** Reads models. */
    public static MLReader<HasherModel> read() {
        return new ModelReader<>(new DefaultParamsReadable<HasherModel>() {}.read(), HasherModel::new);
    }
}
