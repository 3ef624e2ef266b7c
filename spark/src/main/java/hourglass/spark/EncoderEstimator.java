package hourglass.spark;

import hourglass.data.InputException;
import org.apache.spark.SparkException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Fits a model to a column of a DataFrame: vectors, arrays of numbers, images or texts.
 *
 * @param <E> the class itself
 * @param <M> the models that it fits
 */
public abstract class EncoderEstimator<E extends EncoderEstimator<E, M>, M extends EncoderModel<M>> extends Estimator<M>
        implements EncodingParams<E>, DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final EncodingColumns columns;
    private final LongParam seed;
    private final IntParam words;
    private final Param<String> analysis;

    EncoderEstimator(String uid, String codes, String binary) {
        this.uid = uid;
        this.columns = new EncodingColumns(this);
        this.seed = new LongParam(this, "seed", "the seed of everything random");
        this.words = new IntParam(this, "words", "how many words texts are counted by", ParamValidators.gtEq(1));
        this.analysis = new Param<>(this, "analysis", "how texts become words, such as english");
        EncodingColumns.setDefaults(this, codes, binary);
        setDefault(seed, 1L);
        setDefault(words, 2000);
        setDefault(analysis, "english");
    }

    @Override
    public final String uid() {
        return uid;
    }

    @Override
    public final EncodingColumns columns() {
        return columns;
    }

    /** The seed of everything random: the same seed, data and partitions give the same model. Default: 1. */
    public final LongParam seed() {
        return seed;
    }

    /** How many of the most frequent words texts are counted by. Default: 2000. */
    public final IntParam words() {
        return words;
    }

    /** How texts become words: a language, or {@code standard}. Default: english. */
    public final Param<String> analysis() {
        return analysis;
    }

    /** Sets {@link #seed}. */
    public final E setSeed(long value) {
        return with(seed, (Object) value);
    }

    /** Sets {@link #words}. */
    public final E setWords(int value) {
        return with(words, (Object) value);
    }

    /** Sets {@link #analysis}. */
    public final E setAnalysis(String value) {
        return with(analysis, value);
    }

    final long seedValue() {
        return (long) getOrDefault(seed);
    }

    final TrainingData data(Dataset<?> dataset, int partitions) {
        return TrainingData.of(dataset, this, partitions, (int) getOrDefault(words), getOrDefault(analysis));
    }

    /** What is wrong with the data, where that is why a job failed. */
    static RuntimeException cause(Exception failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof InputException wrong) {
                return wrong;
            }
        }
        if (failure instanceof RuntimeException same) {
            return same;
        }
        return new IllegalStateException(
                failure instanceof SparkException ? failure.getMessage() : failure.toString(), failure);
    }

    @Override
    public final M fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        try {
            return copyValues(fitted(dataset), new ParamMap()).setParent(this);
        } catch (Exception e) {
            throw cause(e);
        }
    }

    /** The model of the parameters as they are. */
    abstract M fitted(Dataset<?> dataset) throws Exception;

    abstract E empty();

    @Override
    public final E copy(ParamMap extra) {
        return copyValues(empty(), extra);
    }

    @Override
    public final StructType transformSchema(StructType schema) {
        return EncoderModel.schema(schema, this);
    }
}
