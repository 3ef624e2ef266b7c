package hourglass.spark;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.hashing.HashingMethod;
import hourglass.hashing.IterativeQuantization;
import hourglass.hashing.RandomHyperplanes;
import hourglass.hashing.RandomRotation;
import hourglass.hashing.SignHashing;
import hourglass.hashing.SpectralHashing;
import hourglass.matrix.ThreadTeam;
import hourglass.train.HashTrainer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.MLReader;

/**
 * Fits hash functions that make vectors bits. They are fitted on the driver, to {@link #sampleRows} rows that lie evenly over all:
 * what they learn, directions and thresholds, needs no more.
 */
public final class HasherEstimator extends EncoderEstimator<HasherEstimator, HasherModel> {
    private static final long serialVersionUID = 1L;

    private final Param<String> method = new Param<>(this, "method", "itq, rotation, lsh, spectral or sign");
    private final IntParam bits = new IntParam(this, "bits", "the length of the codes", ParamValidators.gtEq(1));
    private final IntParam sampleRows =
            new IntParam(this, "sampleRows", "how many rows are fitted to at most", ParamValidators.gtEq(1));

    /** With a uid of its own. */
    public HasherEstimator() {
        this(EncoderModel.randomUid("hasher"));
    }

    /** With this uid. */
    public HasherEstimator(String uid) {
        super(uid, "", "binary");
        setDefault(method, "itq");
        setDefault(bits, 64);
        setDefault(sampleRows, 100_000);
    }

    /**
     * The method: {@code itq} (iterative quantisation), {@code rotation} (a random rotation), {@code lsh} (random hyperplanes), {@code
     * spectral} (spectral hashing) or {@code sign} (the signs of the numbers). Default: itq.
     */
    public Param<String> method() {
        return method;
    }

    /** The length of the codes, 1 to 4,096. Default: 64. */
    public IntParam bits() {
        return bits;
    }

    /** How many rows are fitted to at most. Default: 100,000. */
    public IntParam sampleRows() {
        return sampleRows;
    }

    /** Sets {@link #method}. */
    public HasherEstimator setMethod(String value) {
        return with(method, value);
    }

    /** Sets {@link #bits}. */
    public HasherEstimator setBits(int value) {
        return with(bits, (Object) value);
    }

    /** Sets {@link #sampleRows}. */
    public HasherEstimator setSampleRows(int value) {
        return with(sampleRows, (Object) value);
    }

    @Override
    HasherModel fitted(org.apache.spark.sql.Dataset<?> dataset) {
        HashingMethod<?> chosen = chosen();
        try (TrainingData data = data(dataset, TrainingData.EACH);
                ThreadTeam team = ThreadTeam.of(Runtime.getRuntime().availableProcessors())) {
            Rows sample = data.sample((int) getOrDefault(sampleRows));
            Dataset named = data.describe(sample);
            return new HasherModel(uid(), SharedModel.of(HashTrainer.of(chosen).fit(named, team)));
        }
    }

    private HashingMethod<?> chosen() {
        int length = (int) getOrDefault(bits);
        String name = getOrDefault(method);
        return switch (name) {
            case "itq" -> IterativeQuantization.of(length);
            case "rotation" -> RandomRotation.of(length);
            case "lsh" -> RandomHyperplanes.of(length);
            case "spectral" -> SpectralHashing.of(length);
            case "sign" -> SignHashing.of();
            default ->
                throw new InputException(
                        "method", "", "cannot be '" + name + "'", "set itq, rotation, lsh, spectral or sign");
        };
    }

    @Override
    HasherEstimator empty() {
        return new HasherEstimator(uid());
    }

    /** Reads an estimator that was saved. */
    public static HasherEstimator load(String path) {
        return read().load(path);
    }

    /** Reads estimators. */
    public static MLReader<HasherEstimator> read() {
        return new DefaultParamsReadable<HasherEstimator>() {}.read();
    }
}
