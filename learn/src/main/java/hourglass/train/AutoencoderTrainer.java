package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.table.EncodedTable;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.objective.CodePenalty;
import hourglass.objective.Likelihood;
import hourglass.objective.Loss;
import hourglass.objective.Reconstruction;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Optimizer;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import hourglass.similarity.ImageViews;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits a deep autoencoder to data, with defaults for all that is not given.
 *
 * <pre>{@code
 * Rows digits = PenDigits.of(10_000, 1).rows();
 * FittedModel model = AutoencoderTrainer.withLayers(1000, 500, 250, 30).fit(digits);
 * Matrix codes = model.encode(digits);
 * }</pre>
 *
 * @param shape of the data, if they are images that a convolution sees; null for rows of columns
 * @param layers of the encoder above the visible units, the code's last; the decoder mirrors them
 * @param activation of the hidden layers
 * @param codeActivation of the code
 * @param preprocessing how data are taken
 * @param loss of each element of the reconstruction in place of the likelihood's; null for that
 * @param tied whether the decoder uses the encoder's weights, transposed
 * @param initialization how the weights start
 * @param optimizer of the fine-tuning, or of the whole training after a random start
 * @param regularization in fine-tuning: corruption, contraction, sparsity, a weight cost
 * @param augmentation random views of the images in place of them in fine-tuning, another in each epoch; null for none
 * @param options length, batches, schedule, seed and patience of the fine-tuning
 * @param validationShare the share of the rows held out to watch the loss, 0 to below 1
 */
public record AutoencoderTrainer(
        @Nullable MapShape shape,
        List<LayerSpec> layers,
        Activation activation,
        Activation codeActivation,
        Preprocessing preprocessing,
        @Nullable Loss loss,
        boolean tied,
        Initialization initialization,
        Optimizer<? super DifferentiableFunction> optimizer,
        Regularization regularization,
        @Nullable ImageViews augmentation,
        TrainingOptions options,
        double validationShare)
        implements UnsupervisedTrainer {
    /** The default learning rate, of Adam. */
    public static final double LEARNING_RATE = 0.003;

    public AutoencoderTrainer {
        layers = List.copyOf(layers);
        LayerSpec.check(layers);
        NetworkTrainerBuilder.checkShare(validationShare);
        initialization.check(activation);
    }

    /** The defaults, for layers of these sizes above the visible units. */
    public static AutoencoderTrainer withLayers(int... layers) {
        return builder(layers).build();
    }

    /** The defaults, to be changed, for layers of these sizes above the visible units. */
    public static Builder builder(int... layers) {
        return new Builder(null, NetworkTrainerBuilder.dense(layers));
    }

    /** The defaults, to be changed, for dense layers. */
    public static Builder builder(List<LayerSpec> layers) {
        return new Builder(null, layers);
    }

    /**
     * The defaults, to be changed, for images.
     *
     * @param shape of the images
     * @param layers of the encoder, see {@link LayerSpec#parse}: convolutions and pooling too
     */
    public static Builder builder(ImageShape shape, List<LayerSpec> layers) {
        return new Builder(MapShape.of(shape), layers);
    }

    /**
     * Starts from a fitted autoencoder: its layers, likelihood, transform and weights are kept, and training continues.
     *
     * @throws IllegalStateException if the model is not an autoencoder
     */
    public static Builder from(FittedModel model) {
        Network network = model.bareModel(Autoencoder.class).network();
        List<Layer> encoder = network.encoder();
        Builder builder = new Builder(network.isDense() ? null : network.visibleShape(), network.encoderSpecs());
        builder.activation = encoder.get(0).activation();
        builder.codeActivation = encoder.get(encoder.size() - 1).activation();
        builder.likelihood = Likelihood.valueOf(model.fit().likelihood());
        builder.transform = model.transform();
        builder.missing = model.missing();
        builder.tied = network.layers().stream().anyMatch(Layer::transposed);
        builder.initialization = new Initialization.Fitted(model.bareModel(Autoencoder.class));
        return builder;
    }

    @Override
    public FittedModel fit(EncodedTable table, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(PreparedData.of(table, preprocessing, options.seed()), listener, checkpoint, team);
    }

    @Override
    public FittedModel fit(Dataset data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(PreparedData.of(data, preprocessing, options.seed()), listener, checkpoint, team);
    }

    private FittedModel fit(PreparedData prepared, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        FitStages stages = new FitStages(toString(), prepared, listener, checkpoint);
        PreparedData.Split split = prepared.split(validationShare);
        Pretraining pretraining = new Pretraining(
                shape == null ? MapShape.of(prepared.rows().columns()) : shape,
                layers,
                activation,
                codeActivation,
                tied,
                prepared.missing() ? split.training().completed() : split.training(),
                prepared.likelihood(),
                options.seed(),
                stages,
                team);
        Autoencoder started = pretraining.run(initialization);
        Network network = started.network();
        float[] parameters = started.parameters();
        Reconstruction objective = new Reconstruction(
                network,
                loss == null ? prepared.likelihood() : loss,
                regularization,
                prepared.missing(),
                options.batchSize(),
                options.threads(network.multiplications(), team));
        TrainingLoop<?> fineTuning = new TrainingLoop<>(
                "fine-tuning",
                prepared.augmented(objective, augmentation, options.batchSize(), team),
                optimizer,
                parameters,
                split.training(),
                split.validation(),
                options);
        StopReason stop = stages.run(fineTuning, moved -> new Autoencoder(network, moved), true);
        return stages.fitted(new Autoencoder(network, parameters), stop);
    }

    /** Collects what differs from the defaults; each method is named after the option it sets. */
    public static final class Builder extends NetworkTrainerBuilder<Builder> {
        private Activation codeActivation = Activation.LINEAR;
        private @Nullable Loss loss;
        private boolean tied = true;

        private Builder(@Nullable MapShape shape, List<LayerSpec> layers) {
            super(shape, layers, rate -> Adam.of(rate).withWeightDecay(0.05), LEARNING_RATE, 0);
        }

        @Override
        Builder self() {
            return this;
        }

        /** The activation of the code's units. Default: LINEAR. */
        public Builder codeActivation(Activation codeActivation) {
            this.codeActivation = codeActivation;
            return this;
        }

        /** The loss of each element of the reconstruction. Default: that of the likelihood. */
        public Builder loss(Loss loss) {
            this.loss = loss;
            return this;
        }

        /** Adds a penalty on codes of one's own to the regularisation. Call it after {@link #regularization}. Default: none. */
        public Builder penalty(CodePenalty penalty) {
            this.regularization = regularization.with(penalty);
            return this;
        }

        /** Whether data may miss values, which are NaN, are put in as 0 and are no targets. Default: false. */
        public Builder missing(boolean missing) {
            this.missing = missing;
            return this;
        }

        /** Whether encoder and decoder share weights. Default: true. */
        public Builder tied(boolean tied) {
            this.tied = tied;
            return this;
        }

        private Initialization initializationOrDefault() {
            if (initialization != null) {
                return initialization;
            }
            boolean plain = !missing && regularization.equals(Regularization.NONE);
            // Data without a given likelihood are taken as Gaussian or Bernoulli.
            Likelihood taken = likelihood == null ? Likelihood.GAUSSIAN : likelihood;
            return plain && PcaInitialization.suits(layers, activation, codeActivation, taken)
                    ? new Initialization.PrincipalComponents()
                    : new Initialization.Random(WeightInitializer.HE);
        }

        /**
         * Random views of the images in place of them in fine-tuning, another in each epoch, as a remedy for too few images; pixels
         * lie within 0..1. Default, as for null: none.
         */
        public Builder augmentation(@Nullable ImageViews augmentation) {
            this.augmentation = augmentation;
            return this;
        }

        /** The trainer. */
        public AutoencoderTrainer build() {
            return new AutoencoderTrainer(
                    shape,
                    layers,
                    activation,
                    codeActivation,
                    preprocessing(),
                    loss,
                    tied,
                    initializationOrDefault(),
                    optimizer,
                    regularization,
                    augmentation,
                    options(),
                    validationShare);
        }
    }
}
