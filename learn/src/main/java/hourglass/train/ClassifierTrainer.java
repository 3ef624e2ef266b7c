package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.table.EncodedTable;
import hourglass.data.table.Table;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.Classifier;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.objective.Classification;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Optimizer;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import hourglass.random.Seeds;
import hourglass.similarity.ImageViews;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits a classifier to rows with classes: a stack of autoencoders or RBMs is fitted layer by layer, their
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
 * @param preprocessing how data are taken
 * @param initialization how the weights start
 * @param optimizer of the fine-tuning
 * @param regularization of the fine-tuning: a corruption of the input, or a weight cost
 * @param augmentation random views of the images in place of them in fine-tuning, another in each epoch; null for none
 * @param options length, batches, schedule, seed and patience of the fine-tuning
 * @param validationShare the share of the rows with a class held out to watch the loss, 0 to below 1
 */
public record ClassifierTrainer(
        @Nullable MapShape shape,
        List<LayerSpec> layers,
        Activation activation,
        Preprocessing preprocessing,
        Initialization initialization,
        Optimizer<? super DifferentiableFunction> optimizer,
        Regularization regularization,
        @Nullable ImageViews augmentation,
        TrainingOptions options,
        double validationShare) {
    public ClassifierTrainer {
        layers = List.copyOf(layers);
        LayerSpec.check(layers);
        NetworkTrainerBuilder.checkShare(validationShare);
        initialization.check(activation);
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
     * Fits to a table, on the threads of this process.
     *
     * @param table with classes, for some or all rows; rows without one only help the stack
     */
    public FittedModel fit(EncodedTable table) {
        return fit(table, Listener.NONE, null, ThreadTeam.shared());
    }

    /**
     * Fits to all columns of a table, see {@link #fit(EncodedTable)}.
     *
     * @param labels the column that holds the classes
     */
    public FittedModel fit(Table table, String labels) {
        return fit(EncodedTable.of(table, labels, List.of()));
    }

    /**
     * Fits to a table, see {@link #fit(Dataset, Listener, Path, ThreadTeam)}.
     *
     * @throws IllegalArgumentException if the trainer has a transform, or a likelihood that is not Gaussian
     */
    public FittedModel fit(EncodedTable table, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(PreparedData.of(table, preprocessing, options.seed()), listener, checkpoint, team);
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
     * @throws hourglass.data.InputException if no row has a class or all have the same, a number is not finite or outside the likelihood's range, or if the checkpoint is
     *     of another run, or cannot be read or written
     */
    public FittedModel fit(Dataset data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(PreparedData.of(data, preprocessing, options.seed()), listener, checkpoint, team);
    }

    private FittedModel fit(PreparedData prepared, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        long seed = options.seed();
        PreparedData labelled = prepared.labelled();
        Labels labels = prepared.data().labels();
        if (labelled == null || labels == null) {
            throw new InputException(prepared.data().name(), "", "no row has a class", "give data with labels");
        }
        if (labels.names().size() == 1) {
            throw new InputException(
                    prepared.data().name(),
                    "",
                    "all rows have the class '%s', and there is no other to tell it from"
                            .formatted(InputException.excerpt(labels.names().get(0))),
                    "give rows of two classes or more");
        }
        FitStages stages = new FitStages(toString(), prepared, listener, checkpoint);
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
                prepared.augmented(
                        new Classification(
                                network,
                                regularization,
                                options.batchSize(),
                                options.threads(network.multiplications(), team)),
                        augmentation,
                        options.batchSize(),
                        team),
                optimizer,
                parameters,
                split.training(),
                split.validation(),
                options);
        StopReason stop = stages.run(fineTuning, moved -> new Classifier(network, moved, labels.names()), true);
        return stages.fitted(new Classifier(network, parameters, labels.names()), stop);
    }

    /** Collects what differs from the defaults; each method is named after the option it sets. */
    public static final class Builder extends NetworkTrainerBuilder<Builder> {
        private static final int LEAST_STEPS = 2000;

        private Builder(@Nullable MapShape shape, List<LayerSpec> layers) {
            super(shape, layers, Adam::of, 1e-3, LEAST_STEPS);
        }

        @Override
        Builder self() {
            return this;
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
        public ClassifierTrainer build() {
            return new ClassifierTrainer(
                    shape,
                    layers,
                    activation,
                    preprocessing(),
                    initialization == null ? new Initialization.Random(WeightInitializer.HE) : initialization,
                    optimizer,
                    regularization,
                    augmentation,
                    options(),
                    validationShare);
        }
    }
}
