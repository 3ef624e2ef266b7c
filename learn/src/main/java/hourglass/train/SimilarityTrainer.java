package hourglass.train;

import hourglass.codes.BinaryCodes;
import hourglass.codes.Thresholds;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.table.EncodedTable;
import hourglass.data.table.Table;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.Encoder;
import hourglass.model.Model;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Optimizer;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import hourglass.similarity.ImageViews;
import hourglass.similarity.Pairs;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityObjective;
import hourglass.similarity.SimilarityOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits codes that are near each other where items belong together: by their class (neighbourhood component analysis, Siamese
 * networks), as two views of one item, or as given pairs; perhaps mixed with the reconstruction of the items.
 *
 * <pre>{@code
 * Dataset digits = PenDigits.of(10_000, 1);
 * FittedModel model = SimilarityTrainer.builder(500, 500, 30)
 *         .objective(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(true), 0.99))
 *         .build()
 *         .fit(digits);
 * }</pre>
 *
 * @param shape of the data, if they are images that a convolution sees; null for rows of columns
 * @param layers of the encoder above the visible units, the code's last; a decoder, if there is one, mirrors them
 * @param activation of the hidden layers
 * @param codeActivation of the code
 * @param preprocessing how data are taken
 * @param objective what is to be near, and the weight of the reconstruction
 * @param tied whether a decoder uses the encoder's weights, transposed
 * @param initialization how the weights start
 * @param optimizer of the fine-tuning
 * @param regularization of the reconstruction
 * @param components how large principal components of the rows are, beside the code that they are joined with, as a ratio of
 *     root mean squares; 0 for none
 * @param labelledShare the least share of rows with a class among those of a pass, 0 to below 1; rows with a class are repeated
 *     to reach it
 * @param options length, batches, schedule, seed and patience of the fine-tuning
 * @param validationShare the share of the rows held out to watch the loss, 0 to below 1
 */
public record SimilarityTrainer(
        @Nullable MapShape shape,
        List<LayerSpec> layers,
        Activation activation,
        Activation codeActivation,
        Preprocessing preprocessing,
        SimilarityOptions objective,
        boolean tied,
        Initialization initialization,
        Optimizer<? super DifferentiableFunction> optimizer,
        Regularization regularization,
        double components,
        double labelledShare,
        TrainingOptions options,
        double validationShare) {
    /** Rows by whose codes thresholds are chosen. */
    private static final int SAMPLE = 10_000;

    public SimilarityTrainer {
        layers = List.copyOf(layers);
        LayerSpec.check(layers);
        NetworkTrainerBuilder.checkShare(validationShare);
        initialization.check(activation);
        if (!(components >= 0) || Double.isInfinite(components)) {
            throw new IllegalArgumentException("the weight of components must be 0 or more, but was " + components);
        }
        if (objective.reconstruction() == 0 && !regularization.equals(Regularization.NONE)) {
            throw new IllegalArgumentException(
                    "corruption, penalties and dropout are of the reconstruction, and the code is only compared; mix a reconstruction with the comparison, or leave them out");
        }
        if (components > 0 && !canJoinComponents(layers, codeActivation, objective)) {
            throw new IllegalArgumentException(
                    "components are joined with the code of one linear layer without a reconstruction, not of layers %s; leave them out"
                            .formatted(LayerSpec.text(layers)));
        }
        if (!(labelledShare >= 0 && labelledShare < 1)) {
            throw new IllegalArgumentException(
                    "the share of rows with a class must lie in 0..1 without 1, but was " + labelledShare);
        }
        if (options.batchSize() < 2) {
            throw new IllegalArgumentException("a batch of 1 row has nothing to compare; take 2 or more");
        }
    }

    /**
     * Whether principal components can be joined with the code: that of one linear layer that is fitted to be compared, and not
     * to reconstruct.
     */
    public static boolean canJoinComponents(
            List<LayerSpec> layers, Activation codeActivation, SimilarityOptions objective) {
        return layers.size() == 1
                && layers.get(0) instanceof LayerSpec.Dense
                && codeActivation == Activation.LINEAR
                && objective.reconstruction() == 0;
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
     * Fits to data, on the threads of this process.
     *
     * @param data with labels, for some or all rows, if the objective compares classes
     */
    public FittedModel fit(Dataset data) {
        return fit(data, Listener.NONE, null, ThreadTeam.shared());
    }

    /** Fits to rows without classes, on the threads of this process. */
    public FittedModel fit(Rows data) {
        return fit(Dataset.of(data));
    }

    /**
     * Fits to a table, on the threads of this process.
     *
     * @param table with classes, for some or all rows, if the objective compares these
     */
    public FittedModel fit(EncodedTable table) {
        return fit(table, null, Listener.NONE, null, ThreadTeam.shared());
    }

    /**
     * Fits to all columns of a table, see {@link #fit(EncodedTable)}.
     *
     * @param labels the column that holds the classes, or null
     */
    public FittedModel fit(Table table, @Nullable String labels) {
        return fit(EncodedTable.of(table, labels, List.of()));
    }

    /**
     * Fits to a table, see {@link #fit(Dataset, Pairs, Listener, Path, ThreadTeam)}.
     *
     * @throws IllegalArgumentException if the trainer has a transform, or a likelihood that is not Gaussian
     */
    public FittedModel fit(
            EncodedTable table, @Nullable Pairs pairs, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(PreparedData.of(table, preprocessing, options.seed()), pairs, listener, checkpoint, team);
    }

    /** Fits to given pairs of rows, on the threads of this process. */
    public FittedModel fit(Dataset data, Pairs pairs) {
        return fit(data, pairs, Listener.NONE, null, ThreadTeam.shared());
    }

    /** Fits to data, see {@link #fit(Dataset, Pairs, Listener, Path, ThreadTeam)}. */
    public FittedModel fit(Dataset data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(data, null, listener, checkpoint, team);
    }

    /**
     * Fits to data; the same data, options and number of threads give the same bits.
     *
     * @param data finite numbers, with labels for some or all rows if the objective compares classes
     * @param pairs of rows that belong together or do not, or null to compare by class or by view
     * @param listener is called after every batch and epoch, and may stop the run
     * @param checkpoint a file to keep the state in, or null; if it exists the run continues from it. It holds the
     *     finished run, too, until the caller deletes it
     * @param team the threads that share the work
     * @throws StoppedException if the listener stopped the run; the checkpoint, if any, has been written
     * @throws DivergenceException if the loss runs away
     * @throws InputException if there is nothing to compare, a number is not finite or outside the likelihood's range, or if the
     *     checkpoint is of another run, or cannot be read or written
     */
    public FittedModel fit(
            Dataset data, @Nullable Pairs pairs, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(PreparedData.of(data, preprocessing, options.seed()), pairs, listener, checkpoint, team);
    }

    private FittedModel fit(
            PreparedData given, @Nullable Pairs pairs, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        PreparedData prepared = given.completed();
        check(prepared, pairs);
        FitStages stages = new FitStages(toString(), given, listener, checkpoint);
        Pretraining pretraining = new Pretraining(
                shape == null ? MapShape.of(prepared.rows().columns()) : shape,
                layers,
                activation,
                codeActivation,
                tied,
                prepared.rows(),
                prepared.likelihood(),
                options.seed(),
                stages,
                team);
        Model started = started(pretraining.run(initialization));
        Network network = network(started);
        float[] parameters = parameters(started);
        PreparedData.Split split =
                (pairs == null ? prepared : prepared.with(pairs.of(prepared.rows()))).split(validationShare);
        // Beside its network's, each row has a comparison with every other.
        long multiplications = network.multiplications() + (long) options.batchSize() * network.codeSize();
        SimilarityObjective similarity = new SimilarityObjective(
                network,
                objective,
                prepared.likelihood(),
                regularization,
                pairs != null,
                options.batchSize(),
                options.threads(multiplications, team));
        TrainingLoop<?> fineTuning = new TrainingLoop<>(
                "fine-tuning",
                similarity,
                optimizer,
                parameters,
                pairs == null ? repeated(split.training()) : split.training(),
                split.validation(),
                options);
        StopReason stop = stages.run(fineTuning, moved -> with(started, moved), true);
        Model model =
                components == 0 ? started : JoinedComponents.in((Encoder) started, components, prepared.rows(), team);
        return withBitsOfDirections(stages.fitted(model, stop), prepared.rows(), team);
    }

    /** Binary codes of what cosines compare tell of directions, too. */
    private FittedModel withBitsOfDirections(FittedModel fitted, Rows rows, ThreadTeam team) {
        int bits = fitted.bareModel().codeSize();
        if (codeActivation != Activation.LINEAR || !objective.comparesDirections() || bits > BinaryCodes.MAX_BITS) {
            return fitted;
        }
        Rows sample = rows.select(rows.evenRows(SAMPLE));
        return fitted.withThresholds(Thresholds.meanDirection(
                bits, fitted.bareModel().encode(sample, team).values()));
    }

    private void check(PreparedData data, @Nullable Pairs pairs) {
        String name = data.data().name();
        if (pairs == null && objective.needsLabels()) {
            PreparedData labelled = data.labelled();
            if (labelled == null) {
                throw new InputException(
                        name,
                        "",
                        "no row has a class to compare by",
                        "give data with labels, pairs of rows, or agreement");
            }
            Rows rows = labelled.rows();
            long classes =
                    IntStream.range(0, rows.count()).map(rows::label).distinct().count();
            if (classes == rows.count()) {
                throw new InputException(
                        name, "", "no class has two rows to compare", "give more rows of a class, or pairs of rows");
            }
        }
        if (objective.views() instanceof ImageViews) {
            data.requirePixels();
        }
    }

    /** Without its decoder, if nothing is reconstructed. */
    private Model started(Autoencoder autoencoder) {
        if (objective.reconstruction() > 0) {
            return autoencoder;
        }
        Network network = Network.encoder(autoencoder.network().visibleShape(), layers, activation, codeActivation);
        float[] parameters = new float[network.dimension()];
        for (int i = 0; i < network.depth(); i++) {
            network.layers().get(i).copy(autoencoder.network().layers().get(i), autoencoder.parameters(), parameters);
        }
        return new Encoder(network, parameters);
    }

    private static Network network(Model model) {
        return model instanceof Encoder encoder ? encoder.network() : ((Autoencoder) model).network();
    }

    private static float[] parameters(Model model) {
        return model instanceof Encoder encoder ? encoder.parameters() : ((Autoencoder) model).parameters();
    }

    private static Model with(Model model, float[] parameters) {
        return model instanceof Encoder encoder
                ? new Encoder(encoder.network(), parameters)
                : new Autoencoder(((Autoencoder) model).network(), parameters);
    }

    /** The rows, those with a class as often as the share asks for. */
    private Rows repeated(Rows rows) {
        int[] labelled = rows.rowsWithClass();
        int others = rows.count() - labelled.length;
        double wanted = labelledShare / (1 - labelledShare) * others;
        int times = labelled.length == 0 ? 1 : (int) Math.ceil(wanted / labelled.length);
        if (times <= 1) {
            return rows;
        }
        return rows.select(IntStream.concat(
                        IntStream.range(0, rows.count()),
                        IntStream.range(0, (times - 1) * labelled.length).map(i -> labelled[i % labelled.length]))
                .toArray());
    }

    /** Collects what differs from the defaults; each method is named after the option it sets. */
    public static final class Builder extends NetworkTrainerBuilder<Builder> {
        private static final int LEAST_STEPS = 500;

        private Activation codeActivation = Activation.LINEAR;
        private SimilarityOptions objective = SimilarityOptions.of(new SimilarityLoss.Neighbourhood(true));
        private boolean tied = true;
        private @Nullable Double components;
        private double labelledShare = 0.2;

        private Builder(@Nullable MapShape shape, List<LayerSpec> layers) {
            super(shape, layers, rate -> Adam.of(rate).withWeightDecay(0.05), 1e-3, LEAST_STEPS);
            batchSize(1000);
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

        /** What is to be near, and the weight of the reconstruction. Default: neighbourhood component analysis by logarithms, alone. */
        public Builder objective(SimilarityOptions objective) {
            this.objective = objective;
            return this;
        }

        /** Whether a decoder shares the encoder's weights. Default: true. */
        public Builder tied(boolean tied) {
            this.tied = tied;
            return this;
        }

        /**
         * How large principal components of the rows are, beside the code of one linear layer that they are joined with, as a ratio
         * of root mean squares, 0 for none; the leading components of both together are the code. Of counts of words they are those
         * of latent semantic analysis. Default: 0.7 where one linear layer is fitted to the agreement of views of counts
         * ({@link Likelihood#MULTINOMIAL}), which finds more of what is very near; otherwise 0.
         */
        public Builder components(double components) {
            this.components = components;
            return this;
        }

        /**
         * The least share of rows with a class among those of a pass, 0 to below 1: rows with a class are repeated to reach it.
         * Default: 0.2.
         */
        public Builder labelledShare(double labelledShare) {
            this.labelledShare = labelledShare;
            return this;
        }

        private double componentsOfCounts() {
            return likelihood == Likelihood.MULTINOMIAL
                            && objective.needsViews()
                            && canJoinComponents(layers, codeActivation, objective)
                    ? 0.7
                    : 0;
        }

        /** The trainer. */
        public SimilarityTrainer build() {
            return new SimilarityTrainer(
                    shape,
                    layers,
                    activation,
                    codeActivation,
                    preprocessing(),
                    objective,
                    tied,
                    initialization == null ? new Initialization.Random(WeightInitializer.HE) : initialization,
                    optimizer,
                    regularization,
                    components != null ? components : componentsOfCounts(),
                    labelledShare,
                    options(),
                    validationShare);
        }
    }
}
