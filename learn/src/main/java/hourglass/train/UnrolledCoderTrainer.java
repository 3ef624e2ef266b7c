package hourglass.train;

import hourglass.data.Rows;
import hourglass.decomposition.UnrolledCoder;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.DenseLayer;
import hourglass.network.Layer;
import hourglass.network.Network;
import hourglass.objective.UnrolledPrediction;
import hourglass.optim.Adam;
import hourglass.optim.Schedule;
import hourglass.persistence.StopReason;

/**
 * Fits an {@link UnrolledCoder} to the dictionary of a sparse decomposition: it starts as the encoder of that, whose prediction its
 * steps then improve.
 *
 * <pre>{@code
 * FittedModel decomposition = SparseDecompositionTrainer.builder(256).lambda(0.3).build().fit(patches);
 * Rows rows = patches.transformed(decomposition.transform());
 * UnrolledCoder coder = UnrolledCoderTrainer.of(2, 0.3).fit(decomposition.bareModel(Autoencoder.class), rows);
 * float[] codes = coder.encode(rows.toArray());
 * }</pre>
 *
 * @param steps of the coder, at least 0
 * @param lambda the price of a code, at least 0: that of the decomposition
 * @param learningRate of Adam, above 0
 * @param options length, batches, schedule and seed
 */
public record UnrolledCoderTrainer(int steps, double lambda, double learningRate, TrainingOptions options) {
    public UnrolledCoderTrainer {
        if (steps < 0 || !(lambda >= 0)) {
            throw new IllegalArgumentException(
                    "steps (%d) and lambda (%s) must be at least 0".formatted(steps, lambda));
        }
    }

    /** A learning rate of 0.001, 20 epochs in batches of 128, seed 1. */
    public static UnrolledCoderTrainer of(int steps, double lambda) {
        return new UnrolledCoderTrainer(
                steps, lambda, 1e-3, new TrainingOptions(20, 128, new Schedule.Cosine(0.02), 1, 0));
    }

    /** The same with other epochs, batches, schedule and seed. */
    public UnrolledCoderTrainer withOptions(TrainingOptions options) {
        return new UnrolledCoderTrainer(steps, lambda, learningRate, options);
    }

    /** The same with another learning rate. */
    public UnrolledCoderTrainer withLearningRate(double learningRate) {
        return new UnrolledCoderTrainer(steps, lambda, learningRate, options);
    }

    /** As {@link #fit(Autoencoder, Rows, Listener, ThreadTeam)}, on the threads of this process. */
    public UnrolledCoder fit(Autoencoder decomposition, Rows rows) {
        return fit(decomposition, rows, Listener.NONE, ThreadTeam.shared());
    }

    /**
     * Fits to rows as the decomposition takes them, transformed.
     *
     * @param decomposition an encoder of one layer of rectified units and a linear decoder, as {@link SparseDecompositionTrainer} fits them
     * @param rows that it was fitted to, or others like them
     * @param listener is called after every batch and epoch, and may stop the run
     * @throws StoppedException if the listener stopped the run
     */
    public UnrolledCoder fit(Autoencoder decomposition, Rows rows, Listener listener, ThreadTeam team) {
        Network network = decomposition.network();
        if (network.depth() != 2
                || !(network.layers().get(0) instanceof DenseLayer encoder)
                || encoder.activation() != Activation.RELU
                || network.layers().get(1).transposed()) {
            throw new IllegalArgumentException(
                    "an unrolled coder starts as one layer of rectified units with a decoder of its own, not as "
                            + network.layers());
        }
        int columns = network.visible();
        int atoms = network.codeSize();
        float[] parameters = new float[UnrolledCoder.dimension(columns, atoms)];
        System.arraycopy(decomposition.parameters(), encoder.weightOffset(), parameters, 0, columns * atoms);
        System.arraycopy(
                decomposition.parameters(), encoder.biasOffset(), parameters, (columns + atoms) * atoms, atoms);
        float[] dictionary = new float[atoms * columns];
        Layer decoder = network.layers().get(1);
        System.arraycopy(decomposition.parameters(), decoder.weightOffset(), dictionary, 0, dictionary.length);
        UnrolledCoder coder = new UnrolledCoder(columns, atoms, steps, parameters);
        TrainingLoop<?> loop = new TrainingLoop<>(
                "unrolled coder of %d steps".formatted(steps),
                new UnrolledPrediction(coder, dictionary, lambda, options.batchSize(), team),
                Adam.of(learningRate),
                parameters,
                rows,
                null,
                options);
        if (loop.run(listener) == StopReason.INTERRUPTED) {
            throw new StoppedException(loop.stage());
        }
        return coder;
    }
}
