package hourglass.train;

import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Optimizer;
import hourglass.optim.Schedule;
import hourglass.similarity.ImageViews;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The options of trainers that fine-tune a network of layers.
 *
 * @param <B> the builder itself
 */
public abstract sealed class NetworkTrainerBuilder<B extends NetworkTrainerBuilder<B>>
        extends TrainerBuilder<DifferentiableFunction, B>
        permits AutoencoderTrainer.Builder, ClassifierTrainer.Builder, SimilarityTrainer.Builder {
    final @Nullable MapShape shape;
    final List<LayerSpec> layers;
    Activation activation = Activation.RELU;

    @Nullable
    Initialization initialization;

    Regularization regularization = Regularization.NONE;
    double validationShare = 0.05;

    @Nullable
    ImageViews augmentation;

    /**
     * @param shape of images that a convolution sees; null for rows of columns
     * @param leastSteps over rows of columns, unless epochs are given
     */
    NetworkTrainerBuilder(
            @Nullable MapShape shape,
            List<LayerSpec> layers,
            DoubleFunction<Optimizer<? super DifferentiableFunction>> rule,
            double learningRate,
            int leastSteps) {
        super(rule, learningRate, 50, 128, new Schedule.Cosine(0.02));
        this.leastSteps = shape == null ? leastSteps : 0;
        this.shape = shape;
        this.layers = layers;
    }

    static List<LayerSpec> dense(int... layers) {
        return LayerSpec.dense(IntStream.of(layers).boxed().toList());
    }

    static void checkShare(double validationShare) {
        if (!(validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    "the validation share must lie in 0..1 without 1, but was " + validationShare);
        }
    }

    /** The activation of the hidden layers; of a classifier, of all layers but the softmax. Default: RELU. */
    public final B activation(Activation activation) {
        this.activation = activation;
        return self();
    }

    /**
     * The likelihood of the data, which are then taken as they come. Default, as for null: data within 0..1 are Bernoulli, others
     * Gaussian after they are standardised, and texts multinomial.
     */
    public final B likelihood(@Nullable Likelihood likelihood) {
        this.likelihood = likelihood;
        return self();
    }

    /**
     * How the weights start. Default: plain dense autoencoders of rectified units on Gaussian or Bernoulli data start as {@link
     * Initialization.PrincipalComponents}, other autoencoders and classifiers at random.
     */
    public final B initialization(Initialization initialization) {
        this.initialization = initialization;
        return self();
    }

    /** The corruption of the input and the penalties on codes and weights in fine-tuning. Default: none. */
    public final B regularization(Regularization regularization) {
        this.regularization = regularization;
        return self();
    }

    /** Epochs without a better validation loss before the run stops, at least 0. Default: 0, for no limit. */
    public final B patience(int patience) {
        this.patience = patience;
        return self();
    }

    /** The share of the rows, or of those with a class, held out for the validation loss: 0 to below 1. Default: 0.05. */
    public final B validationShare(double validationShare) {
        this.validationShare = validationShare;
        return self();
    }
}
