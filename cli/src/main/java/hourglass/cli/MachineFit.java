package hourglass.cli;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Seeds;
import hourglass.data.Standardization;
import hourglass.data.Transform;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Activation;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import hourglass.objective.ContrastiveDivergence;
import hourglass.objective.Observation;
import hourglass.optim.GradientFunction;
import hourglass.train.Listener;
import hourglass.train.Outcome;
import hourglass.train.Stop;
import hourglass.train.Training;
import hourglass.train.TrainingOptions;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A single restricted Boltzmann machine being fitted by contrastive divergence (CD-1).
 *
 * @param shape of the machine
 * @param transform of the data
 * @param observation what they are taken to be
 */
record MachineFit(RbmShape shape, Transform transform, Observation observation) {
    /** The spread of the first weights. */
    private static final double SPREAD = 0.01;

    /** A machine with the record of its training. */
    record Fitted(Rbm machine, Outcome.Stage stage) {}

    /** A machine for given data, its visible units Gaussian for what are no fractions. */
    static MachineFit on(Rows data, NetworkOptions network) {
        NetworkOptions.ObservedAs observed = network.observedAs();
        boolean fractions =
                observed == NetworkOptions.ObservedAs.AUTO && Summary.of(data).areFractions();
        Observation observation = fractions ? Observation.BERNOULLI : observed.or(Observation.GAUSSIAN);
        boolean standardise = observed == NetworkOptions.ObservedAs.AUTO && !fractions;
        RbmShape shape = new RbmShape(
                data.columns(), network.layers(data.columns()).code(), visible(observation), hidden(network));
        return new MachineFit(shape, standardise ? Standardization.fit(data) : new Transform.Identity(), observation);
    }

    private static Units visible(Observation observation) {
        return switch (observation) {
            case BERNOULLI -> Units.BERNOULLI;
            case GAUSSIAN -> Units.GAUSSIAN;
            default ->
                throw new InputException(
                        "--observation", "", observation + " is for autoencoders", "give BERNOULLI or GAUSSIAN");
        };
    }

    private static Units hidden(NetworkOptions network) {
        Activation code = network.codeActivation();
        if (code == null || code == Activation.SIGMOID) {
            return Units.BERNOULLI;
        }
        if (code == Activation.LINEAR) {
            return Units.GAUSSIAN;
        }
        throw new InputException("--code-activation", "", code + " is for autoencoders", "give SIGMOID or LINEAR");
    }

    /** Whether a layer is Gaussian, which bears smaller steps only. */
    boolean isLinear() {
        return shape.visibleUnits() == Units.GAUSSIAN || shape.hiddenUnits() == Units.GAUSSIAN;
    }

    /**
     * Runs to the end or to where the listener wants no more.
     *
     * @return the machine and its only stage, or null if it was stopped
     */
    @Nullable
    Fitted run(Rows data, FittingOptions fitting, Listener listener, ThreadTeam team) {
        TrainingOptions options = fitting.machineOptions();
        Training<GradientFunction> training = new Training<>(
                "RBM %d-%d".formatted(shape.visible(), shape.hidden()),
                new ContrastiveDivergence(shape, 1, options.batchSize(), team),
                fitting.machineOptimizer(isLinear()),
                start(options.seed()),
                data.transformed(transform),
                null,
                options);
        boolean stopped = training.run(listener) == Stop.ASKED;
        Outcome.Stage stage = new Outcome.Stage(training.stage(), training.history());
        return stopped ? null : new Fitted(new Rbm(shape, training.parameters()), stage);
    }

    private float[] start(long seed) {
        float[] parameters = new float[shape.dimension()];
        SplittableRandom random = Seeds.random(seed, 1);
        for (int i = 0; i < shape.weights(); i++) {
            parameters[i] = (float) (SPREAD * random.nextGaussian());
        }
        return parameters;
    }
}
