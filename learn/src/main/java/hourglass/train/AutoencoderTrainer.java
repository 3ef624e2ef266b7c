package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.data.table.Table;
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
import hourglass.optim.Schedule;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits a deep autoencoder to data, with everything chosen that is not said.
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
 * @param likelihood what the data are; null to take data within 0..1 as Bernoulli, and other data as Gaussian after
 *     standardising them
 * @param transform what is done to the data first; null to standardise data outside 0..1 unless the likelihood is given
 * @param loss of each element of the reconstruction in place of the likelihood's; null for that
 * @param missing whether data may miss values, which are NaN, are put in as 0 and are no targets
 * @param tied whether the decoder uses the encoder's weights, transposed
 * @param initialization how the weights start
 * @param optimizer of the fine-tuning, or of the whole training after a random start
 * @param regularization what else is asked in fine-tuning: corruption, contraction, sparsity, a weight cost
 * @param options length, batches, schedule, seed and patience of the fine-tuning
 * @param validationShare the share of the rows held out to watch the loss, 0 to below 1
 */
public record AutoencoderTrainer(
        @Nullable MapShape shape,
        List<LayerSpec> layers,
        Activation activation,
        Activation codeActivation,
        @Nullable Likelihood likelihood,
        @Nullable Transform transform,
        @Nullable Loss loss,
        boolean missing,
        boolean tied,
        Initialization initialization,
        Optimizer<? super DifferentiableFunction> optimizer,
        Regularization regularization,
        TrainingOptions options,
        double validationShare) {
    public AutoencoderTrainer {
        layers = List.copyOf(layers);
        LayerSpec.check(layers);
        if (!(validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    "the validation share must lie in 0..1 without 1, but was " + validationShare);
        }
        initialization.check(activation);
    }

    /** The defaults, for layers of these sizes above the visible units. */
    public static AutoencoderTrainer withLayers(int... layers) {
        return builder(layers).build();
    }

    /** The defaults, to be changed, for layers of these sizes above the visible units. */
    public static Builder builder(int... layers) {
        return new Builder(null, LayerSpec.dense(IntStream.of(layers).boxed().toList()));
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

    /** Fits to rows, on the threads of this process. */
    public FittedModel fit(Rows data) {
        return fit(Dataset.of(data));
    }

    /** Fits to data, on the threads of this process. */
    public FittedModel fit(Dataset data) {
        return fit(data, Listener.NONE, null, ThreadTeam.shared());
    }

    /** Fits to rows, see {@link #fit(Dataset, Listener, Path, ThreadTeam)}. */
    public FittedModel fit(Rows data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(Dataset.of(data), listener, checkpoint, team);
    }

    /**
     * Fits to a table on the threads of this process: numbers are standardised, a category becomes a column for each of its
     * values, and cells may be missing.
     */
    public FittedModel fit(Table table) {
        return fit(table, Listener.NONE, null, ThreadTeam.shared());
    }

    /**
     * Fits to a table, see {@link #fit(Table)}.
     *
     * @param listener is called after every batch and epoch, and may stop the run
     * @param checkpoint a file to keep the state in, or null; if it exists the run continues from it. It holds the
     *     finished run, too, until the caller deletes it
     * @param team the threads that share the work
     * @throws StoppedException if the listener stopped the run; the checkpoint, if any, has been written
     * @throws DivergenceException if the loss runs away
     * @throws hourglass.data.InputException if a number is not finite or outside the likelihood's range, or if the checkpoint is
     *     of another run, or cannot be read or written
     */
    public FittedModel fit(Table table, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(PreparedData.of(table, null, options.seed()), listener, checkpoint, team);
    }

    /**
     * Fits to data; the same data, options and number of threads give the same bits.
     *
     * @param data finite numbers, with names of columns or an image shape where there are any
     * @param listener is called after every batch and epoch, and may stop the run
     * @param checkpoint a file to keep the state in, or null; if it exists the run continues from it. It holds the
     *     finished run, too, until the caller deletes it
     * @param team the threads that share the work
     * @throws StoppedException if the listener stopped the run; the checkpoint, if any, has been written
     * @throws DivergenceException if the loss runs away
     * @throws hourglass.data.InputException if a number is not finite or outside the likelihood's range, or if the checkpoint is
     *     of another run, or cannot be read or written
     */
    public FittedModel fit(Dataset data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        PreparedData prepared = PreparedData.of(data, likelihood, transform, missing, options.seed());
        return fit(prepared, listener, checkpoint, team);
    }

    private FittedModel fit(PreparedData prepared, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        FitPhases stages = new FitPhases(identity(), prepared.rows(), listener, checkpoint);
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
                team);
        TrainingLoop<?> fineTuning = new TrainingLoop<>(
                "fine-tuning", objective, optimizer, parameters, split.training(), split.validation(), options);
        StopReason stop = stages.run(fineTuning, true);
        return prepared.fitted(new Autoencoder(network, parameters), identity(), stages, stop);
    }

    /** All options as text, but for the numbers of the transform, to know a checkpoint by. */
    private String identity() {
        return new AutoencoderTrainer(
                        shape,
                        layers,
                        activation,
                        codeActivation,
                        likelihood,
                        null,
                        loss,
                        missing,
                        tied,
                        initialization,
                        optimizer,
                        regularization,
                        options,
                        validationShare)
                .toString();
    }

    /** Collects what differs from the defaults; each method is named after the option it sets. */
    public static final class Builder {
        private final @Nullable MapShape shape;
        private final List<LayerSpec> layers;
        private Activation activation = Activation.RELU;
        private Activation codeActivation = Activation.LINEAR;
        private @Nullable Likelihood likelihood;
        private @Nullable Transform transform;
        private @Nullable Loss loss;
        private boolean missing;
        private boolean tied = true;
        private @Nullable Initialization initialization;
        private Optimizer<? super DifferentiableFunction> optimizer =
                Adam.of(1e-3).withWeightDecay(0.05);
        private Regularization regularization = Regularization.NONE;
        private int epochs = 50;
        private int batchSize = 128;
        private Schedule schedule = new Schedule.Cosine(0.02);
        private long seed = 1;
        private int patience;
        private double validationShare = 0.05;

        private Builder(@Nullable MapShape shape, List<LayerSpec> layers) {
            this.shape = shape;
            this.layers = layers;
        }

        /** Of the hidden layers. */
        public Builder activation(Activation activation) {
            this.activation = activation;
            return this;
        }

        /** Of the code. */
        public Builder codeActivation(Activation codeActivation) {
            this.codeActivation = codeActivation;
            return this;
        }

        /** What the data are; they are then taken as they come. */
        public Builder likelihood(Likelihood likelihood) {
            this.likelihood = likelihood;
            return this;
        }

        /**
         * What is done to the data before anything else, and by the fitted model to new data. Default: data outside 0..1 are
         * standardised unless the likelihood is given.
         */
        public Builder transform(Transform transform) {
            this.transform = transform;
            return this;
        }

        /** The loss of each element of the reconstruction. Default: that of the likelihood. */
        public Builder loss(Loss loss) {
            this.loss = loss;
            return this;
        }

        /** Adds a penalty on codes of one's own to the regularisation; call it after {@link #regularization}. */
        public Builder penalty(CodePenalty penalty) {
            this.regularization = regularization.with(penalty);
            return this;
        }

        /** Whether data may miss values, which are NaN, are put in as 0 and are no targets. */
        public Builder missing(boolean missing) {
            this.missing = missing;
            return this;
        }

        /** Whether encoder and decoder share weights. */
        public Builder tied(boolean tied) {
            this.tied = tied;
            return this;
        }

        /**
         * How the weights start; unless it is said, plain dense autoencoders of rectified units on Gaussian or Bernoulli
         * data start as {@link Initialization.PrincipalComponents}, others at random.
         */
        public Builder initialization(Initialization initialization) {
            this.initialization = initialization;
            return this;
        }

        /** Of the fine-tuning. */
        public Builder optimizer(Optimizer<? super DifferentiableFunction> optimizer) {
            this.optimizer = optimizer;
            return this;
        }

        /** What else is asked in fine-tuning. */
        public Builder regularization(Regularization regularization) {
            this.regularization = regularization;
            return this;
        }

        /** Passes over the training rows. */
        public Builder epochs(int epochs) {
            this.epochs = epochs;
            return this;
        }

        /** Rows a step. */
        public Builder batchSize(int batchSize) {
            this.batchSize = batchSize;
            return this;
        }

        /** Of the learning rate. */
        public Builder schedule(Schedule schedule) {
            this.schedule = schedule;
            return this;
        }

        /** Of everything random. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Epochs without a better validation loss before the run stops; 0 for no limit. */
        public Builder patience(int patience) {
            this.patience = patience;
            return this;
        }

        /** Of the rows held out. */
        public Builder validationShare(double validationShare) {
            this.validationShare = validationShare;
            return this;
        }

        private Initialization initializationOrDefault() {
            if (initialization != null) {
                return initialization;
            }
            boolean plain = !missing && regularization.equals(Regularization.NONE);
            // What is not said to be something else is Gaussian or Bernoulli.
            Likelihood taken = likelihood == null ? Likelihood.GAUSSIAN : likelihood;
            return plain && PcaInitialization.suits(layers, activation, codeActivation, taken)
                    ? new Initialization.PrincipalComponents()
                    : new Initialization.Random(WeightInitializer.HE);
        }

        /** The trainer. */
        public AutoencoderTrainer build() {
            return new AutoencoderTrainer(
                    shape,
                    layers,
                    activation,
                    codeActivation,
                    likelihood,
                    transform,
                    loss,
                    missing,
                    tied,
                    initializationOrDefault(),
                    optimizer,
                    regularization,
                    new TrainingOptions(epochs, batchSize, schedule, seed, patience),
                    validationShare);
        }
    }
}
