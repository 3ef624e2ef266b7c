package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.data.table.Table;
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
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import hourglass.random.Seeds;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Fits one restricted Boltzmann machine to data by contrastive divergence.
 *
 * @param hidden the number of hidden units, at least 1
 * @param hiddenUnits what they are
 * @param likelihood what the data are: Bernoulli, Gaussian, or counts of words, MULTINOMIAL for a replicated softmax and
 *     POISSON for the constrained Poisson model; null as for {@link AutoencoderTrainer}
 * @param steps of the Gibbs chains, at least 1: CD-1, CD-k
 * @param chains persistent Gibbs chains; 0 for chains that start at the data
 * @param transform what is done to the data first; null as for {@link AutoencoderTrainer}
 * @param optimizer that needs no value
 * @param options length, batches, schedule and seed
 */
public record RbmTrainer(
        int hidden,
        Units hiddenUnits,
        @Nullable Likelihood likelihood,
        int steps,
        int chains,
        @Nullable Transform transform,
        Optimizer<GradientFunction> optimizer,
        TrainingOptions options) {
    /** The spread of the first weights (G. E. Hinton, <i>A practical guide to training RBMs</i>, 2010, section 8). */
    private static final double SPREAD = 0.01;

    public RbmTrainer {
        if (hidden < 1 || steps < 1 || chains < 0) {
            throw new IllegalArgumentException(
                    "a machine has 1 or more hidden units (%d) and steps (%d)".formatted(hidden, steps));
        }
    }

    /** The defaults, to be changed, for so many hidden units. */
    public static Builder builder(int hidden) {
        return new Builder(hidden);
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
        PreparedData prepared = PreparedData.of(data, likelihood, transform, false, options.seed());
        return fit(prepared, listener, checkpoint, team);
    }

    private FittedModel fit(PreparedData prepared, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        FitPhases stages = new FitPhases(identity(), prepared.rows(), listener, checkpoint);
        Units visible = units(prepared.likelihood());
        RbmShape shape = new RbmShape(prepared.rows().columns(), hidden, visible, hiddenUnits);
        float[] parameters = new float[shape.dimension()];
        SplittableRandom random = Seeds.random(options.seed(), 1);
        for (int i = 0; i < shape.weightCount(); i++) {
            parameters[i] = (float) (SPREAD * random.nextGaussian());
        }
        TrainingLoop<?> run = new TrainingLoop<>(
                "RBM %d-%d".formatted(shape.visible(), shape.hidden()),
                chains == 0
                        ? new ContrastiveDivergence(shape, steps, options.batchSize(), team)
                        : ContrastiveDivergence.persistent(shape, steps, chains, options.batchSize(), team),
                optimizer,
                parameters,
                prepared.complete(),
                null,
                options);
        StopReason stop = stages.run(run, true);
        return prepared.fitted(new Rbm(shape, parameters), identity(), stages, stop);
    }

    private static Units units(Likelihood likelihood) {
        return switch (likelihood) {
            case BERNOULLI -> Units.BERNOULLI;
            case GAUSSIAN -> Units.GAUSSIAN;
            case MULTINOMIAL -> Units.REPLICATED_SOFTMAX;
            case POISSON -> Units.CONSTRAINED_POISSON;
        };
    }

    private String identity() {
        return new RbmTrainer(hidden, hiddenUnits, likelihood, steps, chains, null, optimizer, options).toString();
    }

    /** Collects what differs from the defaults; each method is named after the option it sets. */
    public static final class Builder {
        private final int hidden;
        private Units hiddenUnits = Units.BERNOULLI;
        private @Nullable Likelihood likelihood;
        private int steps = 1;
        private int chains;
        private @Nullable Transform transform;
        private Optimizer<GradientFunction> optimizer = Sgd.of(0.1, 0.9).withWeightDecay(0.0002);
        private int epochs = 50;
        private int batchSize = 100;
        private Schedule schedule = new Schedule.Cosine(0.1);
        private long seed = 1;

        private Builder(int hidden) {
            this.hidden = hidden;
        }

        /** The kind of the hidden units. Default: BERNOULLI. */
        public Builder hiddenUnits(Units hiddenUnits) {
            this.hiddenUnits = hiddenUnits;
            return this;
        }

        /** The likelihood of the data, which are then taken as they come. Default: as for {@link AutoencoderTrainer}. */
        public Builder likelihood(Likelihood likelihood) {
            this.likelihood = likelihood;
            return this;
        }

        /** Gibbs steps for a gradient, at least 1: CD-k. Default: 1. */
        public Builder steps(int steps) {
            this.steps = steps;
            return this;
        }

        /** How many Gibbs chains persist from gradient to gradient (persistent CD). Default: 0, chains start at the data. */
        public Builder persistentChains(int chains) {
            this.chains = chains;
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

        /** The optimiser, which needs no value. Default: SGD at 0.1 with momentum 0.9 and weight decay 0.0002. */
        public Builder optimizer(Optimizer<GradientFunction> optimizer) {
            this.optimizer = optimizer;
            return this;
        }

        /** Passes over the rows, at least 1. Default: 50. */
        public Builder epochs(int epochs) {
            this.epochs = epochs;
            return this;
        }

        /** Rows in a batch, at least 1. Default: 100. */
        public Builder batchSize(int batchSize) {
            this.batchSize = batchSize;
            return this;
        }

        /** How the learning rate changes over the run. Default: a cosine that first rises over a tenth of it. */
        public Builder schedule(Schedule schedule) {
            this.schedule = schedule;
            return this;
        }

        /** The random seed. Default: 1. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** The trainer. */
        public RbmTrainer build() {
            return new RbmTrainer(
                    hidden,
                    hiddenUnits,
                    likelihood,
                    steps,
                    chains,
                    transform,
                    optimizer,
                    new TrainingOptions(epochs, batchSize, schedule, seed, 0));
        }
    }
}
