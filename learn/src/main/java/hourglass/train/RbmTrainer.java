package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.table.EncodedTable;
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
 * @param preprocessing how data are taken: as Bernoulli, Gaussian, or counts of words, MULTINOMIAL for a replicated softmax and
 *     POISSON for the constrained Poisson model
 * @param steps of the Gibbs chains, at least 1: CD-1, CD-k
 * @param chains persistent Gibbs chains; 0 for chains that start at the data
 * @param optimizer that needs no value
 * @param options length, batches, schedule and seed
 */
public record RbmTrainer(
        int hidden,
        Units hiddenUnits,
        Preprocessing preprocessing,
        int steps,
        int chains,
        Optimizer<? super GradientFunction> optimizer,
        TrainingOptions options)
        implements UnsupervisedTrainer {
    /** The spread of the first weights (G. E. Hinton, <i>A practical guide to training RBMs</i>, 2010, section 8). */
    private static final double SPREAD = 0.01;

    public RbmTrainer {
        if (hidden < 1 || steps < 1 || chains < 0) {
            throw new IllegalArgumentException(
                    "hidden units (%d) and Gibbs steps (%d) must be at least 1, and chains (%d) at least 0"
                            .formatted(hidden, steps, chains));
        }
    }

    /** The defaults, to be changed, for so many hidden units. */
    public static Builder builder(int hidden) {
        return new Builder(hidden);
    }

    @Override
    public FittedModel fit(EncodedTable table, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(PreparedData.of(table, preprocessing, options.seed()), listener, checkpoint, team);
    }

    @Override
    public FittedModel fit(Dataset data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        return fit(PreparedData.of(data, preprocessing, options.seed()), listener, checkpoint, team);
    }

    private FittedModel fit(PreparedData prepared, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        FitStages stages = new FitStages(toString(), prepared, listener, checkpoint);
        Units visible = units(prepared.likelihood());
        RbmShape shape = new RbmShape(prepared.rows().columns(), hidden, visible, hiddenUnits);
        float[] parameters = new float[shape.dimension()];
        SplittableRandom random = Seeds.random(options.seed(), 1);
        for (int i = 0; i < shape.weightCount(); i++) {
            parameters[i] = (float) (SPREAD * random.nextGaussian());
        }
        ThreadTeam threads = options.threads((1L + steps) * shape.weightCount(), team);
        TrainingLoop<?> run = new TrainingLoop<>(
                "RBM %d-%d".formatted(shape.visible(), shape.hidden()),
                chains == 0
                        ? new ContrastiveDivergence(shape, steps, options.batchSize(), threads)
                        : ContrastiveDivergence.persistent(shape, steps, chains, options.batchSize(), threads),
                optimizer,
                parameters,
                prepared.complete(),
                null,
                options);
        StopReason stop = stages.run(run, moved -> new Rbm(shape, moved), true);
        return stages.fitted(new Rbm(shape, parameters), stop);
    }

    private static Units units(Likelihood likelihood) {
        return switch (likelihood) {
            case BERNOULLI -> Units.BERNOULLI;
            case GAUSSIAN -> Units.GAUSSIAN;
            case MULTINOMIAL -> Units.REPLICATED_SOFTMAX;
            case POISSON -> Units.CONSTRAINED_POISSON;
        };
    }

    /** Collects what differs from the defaults; each method is named after the option it sets. */
    public static final class Builder extends TrainerBuilder<GradientFunction, Builder> {
        private static final int LEAST_STEPS = 2000;

        private final int hidden;
        private Units hiddenUnits = Units.BERNOULLI;
        private int steps = 1;
        private int chains;

        private Builder(int hidden) {
            super(rate -> Sgd.of(rate, 0.9).withWeightDecay(0.0002), 0.1, 50, 100, new Schedule.Cosine(0.1));
            this.hidden = hidden;
            this.leastSteps = LEAST_STEPS;
        }

        @Override
        Builder self() {
            return this;
        }

        /** The kind of the hidden units. Default: BERNOULLI. */
        public Builder hiddenUnits(Units hiddenUnits) {
            this.hiddenUnits = hiddenUnits;
            return this;
        }

        /** The likelihood of the data, which are then taken as they come. Default, as for null: as for {@link AutoencoderTrainer}. */
        public Builder likelihood(@Nullable Likelihood likelihood) {
            this.likelihood = likelihood;
            return this;
        }

        /** Gibbs steps for a gradient, at least 1: CD-k. Default: 1. */
        public Builder steps(int steps) {
            this.steps = steps;
            return this;
        }

        /** Gibbs chains that persist from gradient to gradient (persistent CD), at least 0. Default: 0, chains start at the data. */
        public Builder persistentChains(int chains) {
            this.chains = chains;
            return this;
        }

        /** The trainer. */
        public RbmTrainer build() {
            return new RbmTrainer(hidden, hiddenUnits, preprocessing(), steps, chains, optimizer, options());
        }
    }
}
