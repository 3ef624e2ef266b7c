package hourglass.train;

import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.objective.Likelihood;
import hourglass.objective.Reconstruction;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Optimizer;
import hourglass.optim.Schedule;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits a deep autoencoder to data, with everything chosen that is not said.
 *
 * <pre>{@code
 * Rows digits = PenDigits.of(10_000, 1).rows();
 * Autoencoder model = AutoencoderTrainer.withLayers(1000, 500, 250, 30).fit(digits).model();
 * float[] codes = model.encode(digits);
 * }</pre>
 *
 * @param shape of the data, if they are images that a convolution sees; null for rows of columns
 * @param layers of the encoder above the visible units, the code's last; the decoder mirrors them
 * @param activation of the hidden layers
 * @param codeActivation of the code
 * @param observation what the data are; null to take data within 0..1 as Bernoulli, and other data as Gaussian after
 *     standardising them
 * @param missing whether data may miss values, which are NaN, are put in as 0 and are no targets
 * @param tied whether the decoder uses the encoder's weights, transposed
 * @param start how the weights start
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
        @Nullable Likelihood observation,
        boolean missing,
        boolean tied,
        Initialization start,
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
        if (missing && (observation == null || !(start instanceof Initialization.Random))) {
            throw new IllegalArgumentException("data that miss values need an observation (%s) and a random start (%s)"
                    .formatted(observation, start));
        }
        start.check(activation);
    }

    /** The defaults, for layers of these sizes above the visible units. */
    public static AutoencoderTrainer withLayers(Integer... layers) {
        return builder(layers).build();
    }

    /** The defaults, to be changed, for layers of these sizes above the visible units. */
    public static Builder builder(Integer... layers) {
        return new Builder(null, LayerSpec.dense(List.of(layers)));
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

    /** Fits to data, on the threads of this process. */
    public Outcome<Autoencoder> fit(Rows data) {
        return fit(data, Listener.NONE, null, ThreadTeam.shared());
    }

    /**
     * Fits to data; the same data, options and number of threads give the same bits.
     *
     * @param data finite numbers
     * @param listener is told of progress, and may ask to stop
     * @param checkpoint a file to keep the state in, or null; if it exists the run goes on from it. It holds the
     *     finished run, too, until the caller deletes it
     * @param team the threads that share the work
     * @throws StoppedException if the listener asked to stop; the checkpoint, if any, has been written
     * @throws DivergenceException if the loss runs away
     * @throws hourglass.data.InputException if the checkpoint is of another run, or cannot be read or written
     */
    public Outcome<Autoencoder> fit(Rows data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        FitPhases stages = new FitPhases(toString(), data, listener, checkpoint);
        PreparedData prepared = PreparedData.of(data, observation, options.seed());
        PreparedData.Split split = prepared.split(validationShare);
        Pretraining pretraining = new Pretraining(
                shape == null ? MapShape.of(data.columns()) : shape,
                layers,
                activation,
                codeActivation,
                tied,
                split.training(),
                prepared.observation(),
                options.seed(),
                stages,
                team);
        Autoencoder started = pretraining.run(start);
        Network network = started.network();
        float[] parameters = started.parameters();
        Reconstruction objective =
                new Reconstruction(network, prepared.observation(), regularization, missing, options.batchSize(), team);
        TrainingLoop<?> fineTuning = new TrainingLoop<>(
                "fine-tuning", objective, optimizer, parameters, split.training(), split.validation(), options);
        StopReason stop = stages.run(fineTuning, true);
        return new Outcome<>(
                new Autoencoder(network, parameters),
                prepared.transform(),
                prepared.observation(),
                stages.done(),
                stop);
    }

    /** Collects what differs from the defaults; each method is named after the option it sets. */
    public static final class Builder {
        private final @Nullable MapShape shape;
        private final List<LayerSpec> layers;
        private Activation activation = Activation.RELU;
        private Activation codeActivation = Activation.LINEAR;
        private @Nullable Likelihood observation;
        private boolean missing;
        private boolean tied = true;
        private @Nullable Initialization start;
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
        public Builder observation(Likelihood observation) {
            this.observation = observation;
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
        public Builder start(Initialization start) {
            this.start = start;
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

        private Initialization startOrDefault() {
            if (start != null) {
                return start;
            }
            boolean plain = !missing && regularization.equals(Regularization.NONE);
            // What is not said to be something else is Gaussian or Bernoulli.
            Likelihood taken = observation == null ? Likelihood.GAUSSIAN : observation;
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
                    observation,
                    missing,
                    tied,
                    startOrDefault(),
                    optimizer,
                    regularization,
                    new TrainingOptions(epochs, batchSize, schedule, seed, patience),
                    validationShare);
        }
    }
}
