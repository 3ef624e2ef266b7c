package hourglass.spark;

import hourglass.data.InputException;
import hourglass.data.Standardization;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.objective.Likelihood;
import hourglass.train.AutoencoderTrainer;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * Fits a deep autoencoder on the cluster. With {@code lbfgs} and {@code cg} each evaluation is over all rows, wherever they
 * are; with {@code adam} and {@code sgd} all tasks of a stage compute the gradient of one mini-batch together. Either way the result is
 * that of one machine but for rounding. Weights start at random.
 */
public final class AutoencoderEstimator extends EncoderEstimator<AutoencoderEstimator, AutoencoderModel> {
    private static final long serialVersionUID = 1L;

    private final Param<String> layers = new Param<>(this, "layers", "the layers of the encoder, such as 500-250-30");
    private final Param<String> activation = new Param<>(this, "activation", "the activation of hidden layers");
    private final Param<String> codeActivation = new Param<>(this, "codeActivation", "the activation of the code");
    private final Param<String> likelihood = new Param<>(this, "likelihood", "the likelihood of the data");
    private final BooleanParam tied = new BooleanParam(this, "tied", "whether the decoder uses the encoder's weights");
    private final Param<String> optimizer = new Param<>(this, "optimizer", "adam, sgd, lbfgs or cg");
    private final IntParam maxIter =
            new IntParam(this, "maxIter", "epochs, or iterations of lbfgs and cg", ParamValidators.gtEq(1));
    private final IntParam batchSize =
            new IntParam(this, "batchSize", "rows of a mini-batch, of all tasks together", ParamValidators.gtEq(1));
    private final DoubleParam learningRate =
            new DoubleParam(this, "learningRate", "of adam and sgd, at the start", ParamValidators.gt(0));
    private final DoubleParam weightDecay =
            new DoubleParam(this, "weightDecay", "of adam and sgd", ParamValidators.gtEq(0));
    private final DoubleParam masking = new DoubleParam(
            this, "masking", "the share of the input that is masked", ParamValidators.inRange(0, 1, true, false));
    private final DoubleParam contraction =
            new DoubleParam(this, "contraction", "the weight of the contraction", ParamValidators.gtEq(0));
    private final DoubleParam weightCost =
            new DoubleParam(this, "weightCost", "lambda in lambda / 2 |W|^2", ParamValidators.gtEq(0));

    /** With a uid of its own. */
    public AutoencoderEstimator() {
        this(EncoderModel.randomUid("autoencoder"));
    }

    /** With this uid. */
    public AutoencoderEstimator(String uid) {
        super(uid, "codes", "");
        setDefault(layers, "128-32");
        setDefault(activation, "relu");
        setDefault(codeActivation, "linear");
        setDefault(likelihood, "");
        setDefault(tied, true);
        setDefault(optimizer, "adam");
        setDefault(maxIter, 50);
        setDefault(batchSize, 128);
        setDefault(learningRate, AutoencoderTrainer.LEARNING_RATE);
        setDefault(weightDecay, 0.05);
        setDefault(masking, 0.0);
        setDefault(contraction, 0.0);
        setDefault(weightCost, 0.0);
    }

    /** The layers of the encoder above the items, the code's last; for images convolutions too, as in 16c5-p2-30. Default: 128-32. */
    public Param<String> layers() {
        return layers;
    }

    /** The activation of hidden layers: relu, sigmoid, tanh, softplus, linear. Default: relu. */
    public Param<String> activation() {
        return activation;
    }

    /** The activation of the code; sigmoid units make good bits. Default: linear. */
    public Param<String> codeActivation() {
        return codeActivation;
    }

    /**
     * The likelihood of the data, which are then taken as they come: bernoulli, gaussian, multinomial or poisson. Default, as for an empty
     * text: items within 0..1 are Bernoulli, others Gaussian after they are standardised, and texts multinomial.
     */
    public Param<String> likelihood() {
        return likelihood;
    }

    /** Whether the decoder uses the encoder's weights, transposed. Default: true. */
    public BooleanParam tied() {
        return tied;
    }

    /** The optimiser: adam, sgd, lbfgs or cg (nonlinear conjugate gradients). Default: adam. */
    public Param<String> optimizer() {
        return optimizer;
    }

    /** Epochs of adam and sgd, or iterations of lbfgs and cg, each a line search. Default: 50. */
    public IntParam maxIter() {
        return maxIter;
    }

    /** Rows of a mini-batch, of all tasks together. Default: 128; larger ones use more tasks better. */
    public IntParam batchSize() {
        return batchSize;
    }

    /** The learning rate of adam and sgd at the start. Default: 0.003. */
    public DoubleParam learningRate() {
        return learningRate;
    }

    /** The weight decay of adam and sgd. Default: 0.05. */
    public DoubleParam weightDecay() {
        return weightDecay;
    }

    /** The share of the input that is masked, of which the whole is to be reconstructed: 0 to below 1. Default: 0. */
    public DoubleParam masking() {
        return masking;
    }

    /** The weight of the contraction, at least 0. Default: 0. */
    public DoubleParam contraction() {
        return contraction;
    }

    /** lambda in lambda / 2 |W|^2, at least 0. Default: 0. */
    public DoubleParam weightCost() {
        return weightCost;
    }

    /** Sets {@link #layers}. */
    public AutoencoderEstimator setLayers(String value) {
        return with(layers, value);
    }

    /** Sets {@link #activation}. */
    public AutoencoderEstimator setActivation(String value) {
        return with(activation, value);
    }

    /** Sets {@link #codeActivation}. */
    public AutoencoderEstimator setCodeActivation(String value) {
        return with(codeActivation, value);
    }

    /** Sets {@link #likelihood}. */
    public AutoencoderEstimator setLikelihood(String value) {
        return with(likelihood, value);
    }

    /** Sets {@link #tied}. */
    public AutoencoderEstimator setTied(boolean value) {
        return with(tied, (Object) value);
    }

    /** Sets {@link #optimizer}. */
    public AutoencoderEstimator setOptimizer(String value) {
        return with(optimizer, value);
    }

    /** Sets {@link #maxIter}. */
    public AutoencoderEstimator setMaxIter(int value) {
        return with(maxIter, (Object) value);
    }

    /** Sets {@link #batchSize}. */
    public AutoencoderEstimator setBatchSize(int value) {
        return with(batchSize, (Object) value);
    }

    /** Sets {@link #learningRate}. */
    public AutoencoderEstimator setLearningRate(double value) {
        return with(learningRate, (Object) value);
    }

    /** Sets {@link #weightDecay}. */
    public AutoencoderEstimator setWeightDecay(double value) {
        return with(weightDecay, (Object) value);
    }

    /** Sets {@link #masking}. */
    public AutoencoderEstimator setMasking(double value) {
        return with(masking, (Object) value);
    }

    /** Sets {@link #contraction}. */
    public AutoencoderEstimator setContraction(double value) {
        return with(contraction, (Object) value);
    }

    /** Sets {@link #weightCost}. */
    public AutoencoderEstimator setWeightCost(double value) {
        return with(weightCost, (Object) value);
    }

    @Override
    AutoencoderModel fitted(Dataset<?> dataset) {
        String chosen = getOrDefault(optimizer);
        ClusterTraining.Method method = choice(ClusterTraining.Method.class, "optimizer", chosen);
        int slots = dataset.sparkSession().sparkContext().defaultParallelism();
        try (TrainingData data = data(dataset, slots)) {
            AutoencoderConfig config = config(data);
            ClusterTraining training = new ClusterTraining(
                    data,
                    config,
                    method,
                    (int) getOrDefault(maxIter),
                    (int) getOrDefault(batchSize),
                    new OptimizerConfig(
                            method == ClusterTraining.Method.ADAM, (double) getOrDefault(learningRate), (double)
                                    getOrDefault(weightDecay)),
                    seedValue());
            return new AutoencoderModel(uid(), SharedModel.of(training.fit()));
        }
    }

    private AutoencoderConfig config(TrainingData data) {
        String given = getOrDefault(likelihood);
        Likelihood chosen = given.isEmpty()
                ? data.text() == null ? null : Likelihood.MULTINOMIAL
                : choice(Likelihood.class, "likelihood", given);
        Moments moments = chosen == null ? data.moments() : null;
        Standardization standardization = moments == null || moments.areFractions() ? null : moments.standardization();
        if (chosen == null) {
            chosen = standardization == null ? Likelihood.BERNOULLI : Likelihood.GAUSSIAN;
        }
        try {
            LayerSpec.parse(getOrDefault(layers));
        } catch (IllegalArgumentException e) {
            throw new InputException("layers", "", String.valueOf(e.getMessage()), "set some such as 500-250-30", e);
        }
        return new AutoencoderConfig(
                getOrDefault(layers),
                data.shape() == null ? 1 : data.shape().height(),
                data.shape() == null ? data.columns() : data.shape().width(),
                data.shape() == null ? 1 : data.shape().channels(),
                choice(Activation.class, "activation", getOrDefault(activation)),
                choice(Activation.class, "codeActivation", getOrDefault(codeActivation)),
                chosen,
                (boolean) getOrDefault(tied),
                (double) getOrDefault(masking),
                (double) getOrDefault(contraction),
                (double) getOrDefault(weightCost),
                standardization == null ? null : standardization.mean(),
                standardization == null ? null : standardization.deviation());
    }

    private static <C extends Enum<C>> C choice(Class<C> kind, String param, String name) {
        for (C one : kind.getEnumConstants()) {
            if (one.name().equalsIgnoreCase(name)) {
                return one;
            }
        }
        String all = String.join(
                ", ",
                Arrays.stream(kind.getEnumConstants())
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .toList());
        throw new InputException(param, "", "cannot be '" + name + "'", "set one of " + all);
    }

    @Override
    AutoencoderEstimator empty() {
        return new AutoencoderEstimator(uid());
    }

    /** Reads an estimator that was saved. */
    public static AutoencoderEstimator load(String path) {
        return read().load(path);
    }

    /** Reads estimators. */
    public static MLReader<AutoencoderEstimator> read() {
        return new DefaultParamsReadable<AutoencoderEstimator>() {}.read();
    }
}
