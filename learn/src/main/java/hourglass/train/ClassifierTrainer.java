package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Transform;
import hourglass.data.table.Table;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.Classifier;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.objective.Classification;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Optimizer;
import hourglass.optim.Schedule;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import hourglass.random.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits a classifier to rows with classes: a stack of autoencoders or Boltzmann machines is fitted layer by layer, their
 * decoders are dropped, a softmax layer is put on top, and all is fine-tuned with the classes. The stack learns from rows
 * without a class too.
 *
 * <pre>{@code
 * Dataset digits = PenDigits.of(10_000, 1);
 * FittedModel model = ClassifierTrainer.builder(1000, 1000, 1000)
 *         .initialization(Initialization.Layerwise.of(Regularization.of(new Corruption.Masking(0.25)), 15))
 *         .build()
 *         .fit(digits);
 * }</pre>
 *
 * @param shape of the data, if they are images that a convolution sees; null for rows of columns
 * @param layers above the visible units and below the softmax
 * @param activation of the layers
 * @param likelihood what the data are, for the stack; null as for {@link AutoencoderTrainer}
 * @param transform what is done to the data first; null as for {@link AutoencoderTrainer}
 * @param initialization how the weights start
 * @param optimizer of the fine-tuning
 * @param regularization of the fine-tuning: a corruption of the input, or a weight cost
 * @param options length, batches, schedule, seed and patience of the fine-tuning
 * @param validationShare the share of the rows with a class held out to watch the loss, 0 to below 1
 */
public record ClassifierTrainer(
        @Nullable MapShape shape,
        List<LayerSpec> layers,
        Activation activation,
        @Nullable Likelihood likelihood,
        @Nullable Transform transform,
        Initialization initialization,
        Optimizer<? super DifferentiableFunction> optimizer,
        Regularization regularization,
        TrainingOptions options,
        double validationShare) {
    public ClassifierTrainer {
        layers = List.copyOf(layers);
        LayerSpec.check(layers);
        if (!(validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    "the validation share must lie in 0..1 without 1, but was " + validationShare);
        }
        initialization.check(activation);
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
     * @param layers see {@link LayerSpec#parse}: convolutions and pooling too
     */
    public static Builder builder(ImageShape shape, List<LayerSpec> layers) {
        return new Builder(MapShape.of(shape), layers);
    }

    /**
     * Fits to data, on the threads of this process.
     *
     * @param data with labels, for some or all rows
     */
    public FittedModel fit(Dataset data) {
        return fit(data, Listener.NONE, null, ThreadTeam.shared());
    }

    /**
     * Fits to a table on the threads of this process, see {@link AutoencoderTrainer#fit(Table)}.
     *
     * @param labels the column that holds the classes; rows without one only help the stack
     */
    public FittedModel fit(Table table, String labels) {
        return fit(PreparedData.of(table, labels, options.seed()), Listener.NONE, null, ThreadTeam.shared());
    }

    /**
     * Fits to data; the same data, options and number of threads give the same bits.
     *
     * @param data finite numbers, with labels for some or all rows
     * @param listener is called after every batch and epoch, and may stop the run
     * @param checkpoint a file to keep the state in, or null; if it exists the run continues from it. It holds the
     *     finished run, too, until the caller deletes it
     * @param team the threads that share the work
     * @throws StoppedException if the listener stopped the run; the checkpoint, if any, has been written
     * @throws DivergenceException if the loss runs away
     * @throws hourglass.data.InputException if no row has a class, a number is not finite or outside the likelihood's range, or if the checkpoint is
     *     of another run, or cannot be read or written
     */
    public FittedModel fit(Dataset data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        PreparedData prepared = PreparedData.of(data, likelihood, transform, false, options.seed());
        return fit(prepared, listener, checkpoint, team);
    }

    private FittedModel fit(PreparedData prepared, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        long seed = options.seed();
        PreparedData labelled = prepared.labelled();
        Labels labels = prepared.data().labels();
        if (labelled == null || labels == null) {
            throw new InputException(prepared.data().name(), "", "no row has a class", "give data with labels");
        }
        FitPhases stages = new FitPhases(identity(), prepared.rows(), listener, checkpoint);
        MapShape visible = shape == null ? MapShape.of(prepared.rows().columns()) : shape;
        Network network =
                Classifier.network(visible, layers, activation, labels.names().size());
        float[] parameters = WeightInitializer.GLOROT.parameters(network, Seeds.derive(seed, 4));
        Pretraining pretraining = new Pretraining(
                visible,
                layers,
                activation,
                activation,
                true,
                prepared.complete(),
                prepared.likelihood(),
                seed,
                stages,
                team);
        Autoencoder stack = pretraining.run(initialization);
        for (int i = 0; i < network.encoderDepth(); i++) {
            network.layers().get(i).copy(stack.network().layers().get(i), stack.parameters(), parameters);
        }
        PreparedData.Split split = labelled.completed().split(validationShare);
        TrainingLoop<?> fineTuning = new TrainingLoop<>(
                "fine-tuning",
                new Classification(network, regularization, options.batchSize(), team),
                optimizer,
                parameters,
                split.training(),
                split.validation(),
                options);
        StopReason stop = stages.run(fineTuning, true);
        return prepared.fitted(new Classifier(network, parameters, labels.names()), identity(), stages, stop);
    }

    /** All options as text, but for the numbers of the transform, to know a checkpoint by. */
    private String identity() {
        return new ClassifierTrainer(
                        shape,
                        layers,
                        activation,
                        likelihood,
                        null,
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
        private @Nullable Likelihood likelihood;
        private @Nullable Transform transform;
        private Initialization initialization = new Initialization.Random(WeightInitializer.HE);
        private Optimizer<? super DifferentiableFunction> optimizer = Adam.of(1e-3);
        private Regularization regularization = Regularization.NONE;
        private int epochs = 30;
        private int batchSize = 128;
        private Schedule schedule = new Schedule.Cosine(0.02);
        private long seed = 1;
        private int patience;
        private double validationShare = 0.05;

        private Builder(@Nullable MapShape shape, List<LayerSpec> layers) {
            this.shape = shape;
            this.layers = layers;
        }

        /** Of all layers but the softmax. */
        public Builder activation(Activation activation) {
            this.activation = activation;
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

        /** How the weights start. */
        public Builder initialization(Initialization initialization) {
            this.initialization = initialization;
            return this;
        }

        /** Of the fine-tuning. */
        public Builder optimizer(Optimizer<? super DifferentiableFunction> optimizer) {
            this.optimizer = optimizer;
            return this;
        }

        /** Of the fine-tuning. */
        public Builder regularization(Regularization regularization) {
            this.regularization = regularization;
            return this;
        }

        /** Passes over the rows with a class. */
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

        /** Of the rows with a class, held out. */
        public Builder validationShare(double validationShare) {
            this.validationShare = validationShare;
            return this;
        }

        /** The trainer. */
        public ClassifierTrainer build() {
            return new ClassifierTrainer(
                    shape,
                    layers,
                    activation,
                    likelihood,
                    transform,
                    initialization,
                    optimizer,
                    regularization,
                    new TrainingOptions(epochs, batchSize, schedule, seed, patience),
                    validationShare);
        }
    }
}
