package hourglass.train;

import hourglass.data.Transform;
import hourglass.objective.Likelihood;
import hourglass.optim.GradientFunction;
import hourglass.optim.Optimizer;
import hourglass.optim.Schedule;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The options that every trainer has.
 *
 * @param <F> what the objective is on one batch: a gradient, or also a value
 * @param <B> the builder itself
 */
abstract sealed class TrainerBuilder<F extends GradientFunction, B extends TrainerBuilder<F, B>>
        permits NetworkTrainerBuilder, RbmTrainer.Builder, SparseDecompositionTrainer.Builder {
    @Nullable
    Likelihood likelihood;

    @Nullable
    Transform transform;

    boolean missing;
    int patience;
    /** Unless epochs are given. */
    int leastSteps;

    Optimizer<? super F> optimizer;
    private final DoubleFunction<Optimizer<? super F>> rule;
    private int epochs;
    private int batchSize;
    private Schedule schedule;
    private long seed = 1;

    /**
     * @param rule the optimiser that the trainer prefers, by its learning rate
     * @param learningRate by default
     */
    TrainerBuilder(
            DoubleFunction<Optimizer<? super F>> rule,
            double learningRate,
            int epochs,
            int batchSize,
            Schedule schedule) {
        this.rule = rule;
        this.optimizer = rule.apply(learningRate);
        this.epochs = epochs;
        this.batchSize = batchSize;
        this.schedule = schedule;
    }

    abstract B self();

    /**
     * What is done to the data before anything else, and by the fitted model to new data. Default, as for null: data outside
     * 0..1 are standardised unless the likelihood is given; for a sparse decomposition, all data are.
     */
    public final B transform(@Nullable Transform transform) {
        this.transform = transform;
        return self();
    }

    /**
     * The initial learning rate of the default optimiser, above 0; it takes the place of another optimiser. Default: 0.001, for
     * an autoencoder 0.003, for an RBM 0.1.
     */
    public final B learningRate(double learningRate) {
        return optimizer(rule.apply(learningRate));
    }

    /**
     * The optimiser, with its learning rate. Default: Adam, with a weight decay of 0.05 for an autoencoder; for an RBM, SGD with
     * momentum 0.9 and a weight decay of 0.0002.
     */
    public final B optimizer(Optimizer<? super F> optimizer) {
        this.optimizer = optimizer;
        return self();
    }

    /**
     * Passes over the training rows, at least 1. Default: 50; of few rows an RBM takes as many as make 2,000 steps, a sparse
     * decomposition 1,000 and, unless convolutions see images, a classifier 2,000 and similarity 500.
     */
    public final B epochs(int epochs) {
        this.epochs = epochs;
        this.leastSteps = 0;
        return self();
    }

    /** Rows in a batch, at least 1. Default: 128, for an RBM 100. */
    public final B batchSize(int batchSize) {
        this.batchSize = batchSize;
        return self();
    }

    /**
     * What the learning rate is multiplied by over the run. Default: a rise from 0 over the first 2 % of it, for an RBM 10 %,
     * then the fall of a cosine.
     */
    public final B schedule(Schedule schedule) {
        this.schedule = schedule;
        return self();
    }

    /** The random seed: the same seed, data and number of threads give the same model. Any number. Default: 1. */
    public final B seed(long seed) {
        this.seed = seed;
        return self();
    }

    final Preprocessing preprocessing() {
        return new Preprocessing(likelihood, transform, missing);
    }

    final TrainingOptions options() {
        return new TrainingOptions(epochs, leastSteps, batchSize, schedule, seed, patience);
    }
}
