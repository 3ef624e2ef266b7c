package hourglass.spark;

import hourglass.persistence.FittedModel;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.MLReader;
import org.jspecify.annotations.Nullable;

/** A fitted autoencoder. */
public final class AutoencoderModel extends EncoderModel<AutoencoderModel> {
    private static final long serialVersionUID = 1L;

    /** For Spark, which looks classes up by an object of each; it encodes nothing. */
    public AutoencoderModel() {
        this(randomUid("autoencoder"));
    }

    /** For Spark, which reads the parameters into an object of this uid. */
    public AutoencoderModel(String uid) {
        this(uid, null);
    }

    AutoencoderModel(String uid, @Nullable SharedModel model) {
        super(uid, model, "codes", "");
    }

    /** A model that was fitted by any other part of Hourglass. */
    public static AutoencoderModel of(FittedModel model) {
        return new AutoencoderModel(randomUid("autoencoder"), SharedModel.of(model));
    }

    @Override
    AutoencoderModel empty(SharedModel model) {
        return new AutoencoderModel(uid(), model);
    }

    /** Reads a model that was saved here, or a model file of Hourglass, from any file system of Hadoop. */
    public static AutoencoderModel load(String path) {
        return read().load(path);
    }

    /** Reads models. */
    public static MLReader<AutoencoderModel> read() {
        return new ModelReader<>(new DefaultParamsReadable<AutoencoderModel>() {}.read(), AutoencoderModel::new);
    }
}
