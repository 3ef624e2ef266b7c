package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.Transform;
import hourglass.data.table.Table;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
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
import org.jspecify.annotations.Nullable;

/**
 * Fits a dictionary whose sparse codes an encoder predicts: see {@link SparseDecomposition}. The result is an autoencoder
 * of that encoder and a linear decoder, whose weights are the atoms, of norm 1 each, and whose biases are 0. With alpha 0
 * only the dictionary is learned, as in sparse coding, and the encoder is a random one. The codes that rectified or linear
 * units predict are scaled in the end, all by one number, to tell as much of the data as the optimal codes do.
 *
 * @param units the number of atoms, and numbers in a code, at least 1
 * @param hidden the sizes of the encoder's rectified layers below the code, or empty for a code of one layer
 * @param activation of the code; codes have negative numbers only if LINEAR or TANH units do
 * @param lambda the price of a code, above 0, in units of the data
 * @param alpha the pull between code and prediction, at least 0
 * @param transform what is done to the data first; null to standardise them
 * @param optimizer that needs no value
 * @param options length, batches, schedule and seed
 */
public record SparseDecompositionTrainer(
        int units,
        List<Integer> hidden,
        Activation activation,
        double lambda,
        double alpha,
        @Nullable Transform transform,
        Optimizer<GradientFunction> optimizer,
        TrainingOptions options) {
    public SparseDecompositionTrainer {
        hidden = List.copyOf(hidden);
        if (units < 1 || hidden.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    "a decomposition has 1 or more atoms (%d) and units in hidden layers (%s)"
                            .formatted(units, hidden));
        }
        if (!(lambda > 0) || !(alpha >= 0)) {
            throw new IllegalArgumentException(
                    "lambda (%s) must be above 0, and alpha (%s) at least 0".formatted(lambda, alpha));
        }
    }

    /** Rectified units that predict codes without negative numbers, fitted by Adam. */
    public static SparseDecompositionTrainer of(int units, double lambda, double alpha, int epochs, long seed) {
        return new SparseDecompositionTrainer(
                units,
                List.of(),
                Activation.RELU,
                lambda,
                alpha,
                null,
                Adam.of(1e-3),
                new TrainingOptions(epochs, 128, new Schedule.Cosine(0.02), seed, 0));
    }

    /** The same with another encoder. */
    public SparseDecompositionTrainer withEncoder(List<Integer> hidden, Activation activation) {
        return new SparseDecompositionTrainer(units, hidden, activation, lambda, alpha, transform, optimizer, options);
    }

    /** The same by another optimiser. */
    public SparseDecompositionTrainer withOptimizer(Optimizer<GradientFunction> optimizer) {
        return new SparseDecompositionTrainer(units, hidden, activation, lambda, alpha, transform, optimizer, options);
    }

    /** The same with another transform of the data. */
    public SparseDecompositionTrainer withTransform(Transform transform) {
        return new SparseDecompositionTrainer(units, hidden, activation, lambda, alpha, transform, optimizer, options);
    }

    private String identity() {
        return new SparseDecompositionTrainer(units, hidden, activation, lambda, alpha, null, optimizer, options)
                .toString();
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
        Transform chosen = transform == null ? Standardization.fit(data.rows()) : transform;
        PreparedData prepared = PreparedData.of(data, Likelihood.GAUSSIAN, chosen, false, options.seed());
        return fit(prepared, listener, checkpoint, team);
    }

    private FittedModel fit(PreparedData prepared, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        FitPhases stages = new FitPhases(identity(), prepared.rows(), listener, checkpoint);
        Network network = network(prepared.rows().columns());
        float[] parameters = SparseDecomposition.normalised(
                network, WeightInitializer.GLOROT.parameters(network, Seeds.derive(options.seed(), 1)));
        TrainingLoop<?> run = new TrainingLoop<>(
                "sparse decomposition %d-%d".formatted(prepared.rows().columns(), units),
                new SparseDecomposition(network, lambda, alpha, options.batchSize(), team),
                optimizer,
                parameters,
                prepared.complete(),
                null,
                options);
        StopReason stop = stages.run(run, true);
        Autoencoder fitted = new Autoencoder(network, SparseDecomposition.normalised(network, parameters));
        Autoencoder scaled = alpha == 0 ? fitted : PredictionGain.applied(fitted, prepared.complete(), lambda, team);
        return prepared.fitted(scaled, identity(), stages, stop);
    }

    private Network network(int visible) {
        List<Integer> sizes = new ArrayList<>();
        sizes.add(visible);
        sizes.addAll(hidden);
        sizes.add(units);
        sizes.add(visible);
        List<Activation> activations = new ArrayList<>(Collections.nCopies(hidden.size(), Activation.RELU));
        activations.add(activation);
        activations.add(Activation.LINEAR);
        return Network.of(sizes, activations, hidden.size() + 1);
    }
}
