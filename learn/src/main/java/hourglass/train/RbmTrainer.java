package hourglass.train;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import hourglass.objective.ContrastiveDivergence;
import hourglass.objective.Likelihood;
import hourglass.optim.GradientFunction;
import hourglass.optim.Optimizer;
import hourglass.optim.Schedule;
import hourglass.optim.Sgd;
import hourglass.random.Seeds;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Fits one restricted Boltzmann machine to data by contrastive divergence.
 *
 * @param hidden the number of hidden units, at least 1
 * @param hiddenUnits what they are
 * @param observation what the data are: Bernoulli, Gaussian, or counts of words, MULTINOMIAL for a replicated softmax and
 *     POISSON for the constrained Poisson model; null as for {@link AutoencoderTrainer}
 * @param steps of the Gibbs chains, at least 1: CD-1, CD-k
 * @param optimizer that needs no value
 * @param options length, batches, schedule and seed
 */
public record RbmTrainer(
        int hidden,
        Units hiddenUnits,
        @Nullable Likelihood observation,
        int steps,
        Optimizer<GradientFunction> optimizer,
        TrainingOptions options) {
    /** The spread of the first weights (G. E. Hinton, <i>A practical guide to training RBMs</i>, 2010, section 8). */
    private static final double SPREAD = 0.01;

    public RbmTrainer {
        if (hidden < 1 || steps < 1) {
            throw new IllegalArgumentException(
                    "a machine has 1 or more hidden units (%d) and steps (%d)".formatted(hidden, steps));
        }
    }

    /** CD-1 with the rates of Hinton and Salakhutdinov (Science 313, 2006), for units that are all Bernoulli. */
    public static RbmTrainer of(int hidden, int epochs, long seed) {
        return new RbmTrainer(
                hidden,
                Units.BERNOULLI,
                null,
                1,
                Sgd.of(0.1, 0.9).withWeightDecay(0.0002),
                new TrainingOptions(epochs, 100, new Schedule.Cosine(0.1), seed, 0));
    }

    /** Fits to data, on the threads of this process. */
    public Outcome<Rbm> fit(Rows data) {
        return fit(data, Listener.NONE, null, ThreadTeam.shared());
    }

    /**
     * Fits to data; the same data, options and number of threads give the same bits.
     *
     * @param data finite numbers
     * @param listener is told of progress, and may ask to stop
     * @param checkpoint a file to keep the state in, or null; as for {@link AutoencoderTrainer#fit}
     * @param team the threads that share the work
     * @throws StoppedException if the listener asked to stop; the checkpoint, if any, has been written
     * @throws DivergenceException if the loss runs away
     * @throws InputException if the checkpoint is of another run, or cannot be read or written
     */
    public Outcome<Rbm> fit(Rows data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        FitPhases stages = new FitPhases(toString(), data, listener, checkpoint);
        PreparedData prepared = PreparedData.of(data, observation, options.seed());
        Units visible = units(prepared.observation());
        RbmShape shape = new RbmShape(data.columns(), hidden, visible, hiddenUnits);
        float[] parameters = new float[shape.dimension()];
        SplittableRandom random = Seeds.random(options.seed(), 1);
        for (int i = 0; i < shape.weightCount(); i++) {
            parameters[i] = (float) (SPREAD * random.nextGaussian());
        }
        TrainingLoop<?> run = new TrainingLoop<>(
                "RBM %d-%d".formatted(shape.visible(), shape.hidden()),
                new ContrastiveDivergence(shape, steps, options.batchSize(), team),
                optimizer,
                parameters,
                prepared.rows(),
                null,
                options);
        StopReason stop = stages.run(run, true);
        return new Outcome<>(
                new Rbm(shape, parameters), prepared.transform(), prepared.observation(), stages.done(), stop);
    }

    private static Units units(Likelihood observation) {
        return switch (observation) {
            case BERNOULLI -> Units.BERNOULLI;
            case GAUSSIAN -> Units.GAUSSIAN;
            case MULTINOMIAL -> Units.REPLICATED_SOFTMAX;
            case POISSON -> Units.CONSTRAINED_POISSON;
        };
    }
}
