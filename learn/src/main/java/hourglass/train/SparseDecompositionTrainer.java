package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.table.EncodedTable;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.objective.CodePrediction;
import hourglass.objective.Likelihood;
import hourglass.objective.SparseDecomposition;
import hourglass.optim.Adam;
import hourglass.optim.GradientFunction;
import hourglass.optim.Optimizer;
import hourglass.optim.Schedule;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import hourglass.random.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits a dictionary whose sparse codes an encoder predicts: see {@link SparseDecomposition}. The result is an autoencoder
 * of that encoder and a linear decoder, whose weights are the atoms, of norm 1 each, and whose biases are 0. With alpha 0
 * only the dictionary is learned, as in sparse coding, and the encoder is a random one. The codes that rectified or linear
 * units predict are scaled in the end, all by one number, to reconstruct the data as well as the optimal codes do. With unrolled
 * steps the result is an {@link hourglass.decomposition.UnrolledCoder} that starts from there.
 *
 * @param layers the sizes of the encoder's layers above the visible units; the last is the code's, and the number of atoms
 * @param codeActivation of the code; codes have negative numbers only if LINEAR or TANH units do
 * @param lambda the price of a code, above 0, in units of the data
 * @param alpha the pull between code and prediction, at least 0
 * @param refinementEpochs of the encoder alone, at least 0
 * @param unrolledSteps of a coder that takes the encoder's place, at least 0; 0 for none. Only for one layer of RELU units
 * @param preprocessing how data are taken; without a transform they are standardised
 * @param optimizer that needs no value
 * @param options length, batches, schedule and seed
 */
public record SparseDecompositionTrainer(
        List<Integer> layers,
        Activation codeActivation,
        double lambda,
        double alpha,
        int refinementEpochs,
        int unrolledSteps,
        Preprocessing preprocessing,
        Optimizer<? super GradientFunction> optimizer,
        TrainingOptions options)
        implements UnsupervisedTrainer {
    /** The default price, and the default pull. */
    static final double LAMBDA = 0.15;

    static final double ALPHA = 0.2;

    public SparseDecompositionTrainer {
        layers = List.copyOf(layers);
        if (layers.isEmpty() || layers.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    "the encoder of a decomposition has 1 or more layers of 1 or more units, not " + layers);
        }
        if (!(lambda > 0) || !(alpha >= 0)) {
            throw new IllegalArgumentException(
                    "lambda (%s) must be above 0, and alpha (%s) at least 0".formatted(lambda, alpha));
        }
        if (refinementEpochs < 0) {
            throw new IllegalArgumentException("0 or more refinement epochs, not " + refinementEpochs);
        }
        if (unrolledSteps < 0) {
            throw new IllegalArgumentException("0 or more unrolled steps, not " + unrolledSteps);
        }
        if (unrolledSteps > 0 && (layers.size() > 1 || codeActivation != Activation.RELU)) {
            throw new IllegalArgumentException(
                    "unrolled steps start as one layer of RELU units, not of layers %s of %s units"
                            .formatted(layers, codeActivation));
        }
    }

    /**
     * The defaults, to be changed, for layers of these sizes above the visible units.
     *
     * @param layers of the encoder; the last is the number of atoms, those below it are rectified
     */
    public static Builder builder(int... layers) {
        return new Builder(IntStream.of(layers).boxed().toList());
    }

    /** The number of atoms, and of numbers in a code. */
    public int atoms() {
        return layers.get(layers.size() - 1);
    }

    @Override
    public FittedModel fit(EncodedTable table, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(PreparedData.of(table, preprocessing, options.seed()), listener, checkpoint, team);
    }

    @Override
    public FittedModel fit(Dataset data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        Preprocessing gaussian = new Preprocessing(Likelihood.GAUSSIAN, preprocessing.transform(), false);
        PreparedData prepared = preprocessing.transform() == null
                ? PreparedData.standardized(data, false, options.seed())
                : PreparedData.of(data, gaussian, options.seed());
        return fit(prepared, listener, checkpoint, team);
    }

    private FittedModel fit(PreparedData prepared, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        FitStages stages = new FitStages(toString(), prepared, listener, checkpoint);
        Network network = network(prepared.rows().columns());
        float[] parameters = SparseDecomposition.normalised(
                network, WeightInitializer.GLOROT.parameters(network, Seeds.derive(options.seed(), 1)));
        TrainingLoop<?> run = new TrainingLoop<>(
                "sparse decomposition %d-%d".formatted(prepared.rows().columns(), atoms()),
                new SparseDecomposition(
                        network,
                        lambda,
                        alpha,
                        options.batchSize(),
                        options.threads(SparseDecomposition.PASSES * network.multiplications(), team)),
                optimizer,
                parameters,
                prepared.complete(),
                null,
                options);
        StopReason stop =
                stages.run(run, moved -> normalised(network, moved), refinementEpochs == 0 && unrolledSteps == 0);
        if (refinementEpochs > 0) {
            stop = refine(network, parameters, prepared, stages, team);
        }
        Autoencoder fitted = normalised(network, parameters);
        Autoencoder decomposition = refinementEpochs > 0 || alpha == 0
                ? fitted
                : PredictionGain.applied(fitted, prepared.complete(), lambda, team);
        return unrolledSteps > 0
                ? UnrolledCoderTrainer.of(unrolledSteps, lambda)
                        .withOptions(options)
                        .fit(decomposition, prepared, stages, team)
                : stages.fitted(decomposition, stop);
    }

    private StopReason refine(
            Network network, float[] parameters, PreparedData prepared, FitStages stages, ThreadTeam team) {
        System.arraycopy(SparseDecomposition.normalised(network, parameters), 0, parameters, 0, parameters.length);
        TrainingLoop<?> run = new TrainingLoop<>(
                "prediction %d-%d".formatted(prepared.rows().columns(), atoms()),
                new CodePrediction(
                        network, lambda, options.batchSize(), options.threads(network.multiplications(), team)),
                optimizer,
                parameters,
                prepared.complete(),
                null,
                new TrainingOptions(
                        refinementEpochs, options.batchSize(), options.schedule(), Seeds.derive(options.seed(), 2), 0));
        return stages.run(run, moved -> normalised(network, moved), unrolledSteps == 0);
    }

    private static Autoencoder normalised(Network network, float[] parameters) {
        return new Autoencoder(network, SparseDecomposition.normalised(network, parameters));
    }

    private Network network(int visible) {
        List<Integer> sizes = new ArrayList<>(layers);
        sizes.add(0, visible);
        sizes.add(visible);
        List<Activation> activations = new ArrayList<>(Collections.nCopies(layers.size() - 1, Activation.RELU));
        activations.add(codeActivation);
        activations.add(Activation.LINEAR);
        return Network.of(sizes, activations, layers.size());
    }

    /** Collects what differs from the defaults; each method is named after the option it sets. */
    public static final class Builder extends TrainerBuilder<GradientFunction, Builder> {
        private static final int LEAST_STEPS = 1000;

        private final List<Integer> layers;
        private Activation codeActivation = Activation.RELU;
        private double lambda = LAMBDA;
        private double alpha = ALPHA;
        private int refinementEpochs;
        private int unrolledSteps;

        private Builder(List<Integer> layers) {
            super(Adam::of, 1e-3, 50, 128, new Schedule.Cosine(0.02));
            this.layers = layers;
            this.leastSteps = LEAST_STEPS;
        }

        @Override
        Builder self() {
            return this;
        }

        /** The activation of the code's units; codes have negative numbers only if it is LINEAR or TANH. Default: RELU. */
        public Builder codeActivation(Activation codeActivation) {
            this.codeActivation = codeActivation;
            return this;
        }

        /** The price of each unit of a code's absolute sum, in units of the data, above 0. Default: 0.15. */
        public Builder lambda(double lambda) {
            this.lambda = lambda;
            return this;
        }

        /** The pull between code and prediction, at least 0; with 0 the encoder is not trained. Default: 0.2. */
        public Builder alpha(double alpha) {
            this.alpha = alpha;
            return this;
        }

        /** Epochs in which the encoder alone is fitted to the objective of the codes; 0 scales its predictions instead. Default: 0. */
        public Builder refinementEpochs(int refinementEpochs) {
            this.refinementEpochs = refinementEpochs;
            return this;
        }

        /**
         * Steps of an {@link hourglass.decomposition.UnrolledCoder} that is fitted last, in as many epochs again, and takes the encoder's place: its codes come nearer
         * to the optimum. At least 0; only for one layer of RELU units. Default: 0, the encoder itself.
         */
        public Builder unrolledSteps(int unrolledSteps) {
            this.unrolledSteps = unrolledSteps;
            return this;
        }

        /** The trainer. */
        public SparseDecompositionTrainer build() {
            return new SparseDecompositionTrainer(
                    layers,
                    codeActivation,
                    lambda,
                    alpha,
                    refinementEpochs,
                    unrolledSteps,
                    preprocessing(),
                    optimizer,
                    options());
        }
    }
}
