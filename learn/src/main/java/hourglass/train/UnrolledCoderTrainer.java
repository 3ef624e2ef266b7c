package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.decomposition.UnrolledCoder;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.DenseLayer;
import hourglass.network.Network;
import hourglass.objective.UnrolledPrediction;
import hourglass.optim.Adam;
import hourglass.optim.Schedule;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fits an {@link UnrolledCoder} to the dictionary of a sparse decomposition: it starts as the encoder of that, whose prediction its
 * steps then improve.
 *
 * <pre>{@code
 * FittedModel decomposition = SparseDecompositionTrainer.builder(256).lambda(0.3).build().fit(patches);
 * FittedModel coder = UnrolledCoderTrainer.of(2, 0.3).fit(decomposition, patches);
 * Matrix codes = coder.encode(patches);
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

    /** As {@link #fit(FittedModel, Dataset, Listener, Path, ThreadTeam)}, on the threads of this process. */
    public FittedModel fit(FittedModel decomposition, Dataset data) {
        return fit(decomposition, data, Listener.NONE, null, ThreadTeam.shared());
    }

    /** As {@link #fit(FittedModel, Dataset)}, for rows alone. */
    public FittedModel fit(FittedModel decomposition, Rows rows) {
        return fit(decomposition, Dataset.of(rows));
    }

    /**
     * Fits to data as they come, which the decomposition's transform takes first.
     *
     * @param decomposition an encoder of one layer of rectified units and a linear decoder without biases, as {@link
     *     SparseDecompositionTrainer} fits them
     * @param data that it was fitted to, or others like them
     * @param listener is called after every batch and epoch, and may stop the run
     * @param checkpoint a file to keep the state in, or null; if it exists the run continues from it. It holds the
     *     finished run, too, until the caller deletes it
     * @param team the threads that share the work
     * @return an {@link UnrolledCoder} with the decomposition's dictionary and transform
     * @throws StoppedException if the listener stopped the run; the checkpoint, if any, has been written
     * @throws DivergenceException if the loss runs away
     * @throws hourglass.data.InputException if data are not like those of the decomposition, or if the checkpoint is of another run, or cannot be
     *     read or written
     * @throws IllegalArgumentException if the model is no such decomposition
     */
    public FittedModel fit(
            FittedModel decomposition, Dataset data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        PreparedData prepared = PreparedData.of(data, decomposition, options.seed());
        return fit(
                decomposition.bareModel(Autoencoder.class),
                prepared,
                new FitStages(toString(), prepared, listener, checkpoint),
                team);
    }

    /** The next stage of a fit. */
    FittedModel fit(Autoencoder decomposition, PreparedData prepared, FitStages stages, ThreadTeam team) {
        UnrolledCoder coder = start(decomposition);
        TrainingLoop<?> loop = new TrainingLoop<>(
                "unrolled coder %d-%d".formatted(coder.visible(), coder.codeSize()),
                new UnrolledPrediction(
                        coder,
                        lambda,
                        options.batchSize(),
                        options.threads((long) steps * coder.parameters().length, team)),
                Adam.of(learningRate),
                coder.parameters(),
                prepared.complete(),
                null,
                options);
        StopReason stop = stages.run(loop, coder::withParameters, true);
        return stages.fitted(coder, stop);
    }

    /** The coder as it starts: W and b are those of the encoder, S is 0. */
    private UnrolledCoder start(Autoencoder decomposition) {
        Network network = decomposition.network();
        if (network.depth() != 2
                || !(network.layers().get(0) instanceof DenseLayer encoder)
                || !(network.layers().get(1) instanceof DenseLayer decoder)
                || encoder.activation() != Activation.RELU
                || decoder.activation() != Activation.LINEAR
                || decoder.transposed()) {
            throw new IllegalArgumentException(
                    "an unrolled coder starts as one layer of rectified units with a linear decoder of its own, not as "
                            + network.layers());
        }
        int visible = network.visible();
        int codeSize = network.codeSize();
        float[] fitted = decomposition.parameters();
        for (int i = 0; i < visible; i++) {
            if (fitted[decoder.biasOffset() + i] != 0) {
                throw new IllegalArgumentException(
                        "an unrolled coder starts as a sparse decomposition, whose decoder has"
                                + " biases of 0; this one has others, as other autoencoders have");
            }
        }
        float[] parameters = new float[UnrolledCoder.dimension(visible, codeSize)];
        System.arraycopy(fitted, encoder.weightOffset(), parameters, 0, visible * codeSize);
        System.arraycopy(fitted, encoder.biasOffset(), parameters, (visible + codeSize) * codeSize, codeSize);
        int at = decoder.weightOffset();
        float[] dictionary = Arrays.copyOfRange(fitted, at, at + codeSize * visible);
        return new UnrolledCoder(visible, codeSize, steps, parameters, dictionary);
    }
}
