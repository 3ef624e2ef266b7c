package hourglass.train;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.objective.ContrastiveDivergence;
import hourglass.objective.Likelihood;
import hourglass.objective.Objective;
import hourglass.objective.Reconstruction;
import hourglass.objective.SparseDecomposition;
import hourglass.objective.StackedObjective;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.GradientFunction;
import hourglass.optim.Schedule;
import hourglass.optim.Sgd;
import hourglass.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Makes a deep autoencoder to start from; mostly by greedy layer-wise pretraining, in which each layer is fitted to the codes
 * of those below (G. E. Hinton, R. R. Salakhutdinov, Science 313, 2006; Y. Bengio et al., <i>Greedy layer-wise training of
 * deep networks</i>, NIPS 2006).
 *
 * @param visible the shape of the data
 * @param layers of the encoder
 * @param activation of the hidden layers
 * @param codeActivation of the code
 * @param tied whether the decoder of the result uses the encoder's weights
 * @param rows to learn from
 * @param likelihood what they are
 * @param seed of everything random
 * @param stages run the layers' trainings
 * @param team the threads that share the work
 */
record Pretraining(
        MapShape visible,
        List<LayerSpec> layers,
        Activation activation,
        Activation codeActivation,
        boolean tied,
        Rows rows,
        Likelihood likelihood,
        long seed,
        FitStages stages,
        ThreadTeam team) {
    /** An autoencoder as a start has it: its weights drawn, or every layer trained. */
    Autoencoder run(Initialization start) {
        if (start instanceof Initialization.Fitted fitted) {
            return same(fitted.model());
        }
        if (start instanceof Initialization.Random random) {
            Network network = Network.autoencoder(
                    visible, layers, activation, codeActivation, likelihood.canonicalActivation(), tied);
            return new Autoencoder(network, random.initialization().parameters(network, Seeds.derive(seed, 1)));
        }
        if (start instanceof Initialization.PrincipalComponents) {
            return PcaInitialization.of(layers, activation, codeActivation, likelihood, Seeds.derive(seed, 1))
                    .autoencoder(rows, tied, team);
        }
        if (start instanceof Initialization.Rbms rbms) {
            return stack(rbms);
        }
        return start instanceof Initialization.SparseDecompositions decompositions
                ? decompositions(decompositions)
                : layerwise((Initialization.Layerwise) start);
    }

    private Autoencoder same(Autoencoder fitted) {
        Activation output =
                fitted.network().layers().get(fitted.network().depth() - 1).activation();
        Network network = Network.autoencoder(visible, layers, activation, codeActivation, output, tied);
        if (!network.equals(fitted.network())) {
            throw new IllegalArgumentException(
                    "the fitted model has other layers than %s".formatted(LayerSpec.text(layers)));
        }
        return new Autoencoder(network, fitted.parameters().clone());
    }

    private Autoencoder stack(Initialization.Rbms start) {
        List<Rbm> stack = new ArrayList<>();
        for (LayerSpec layer : layers) {
            if (!(layer instanceof LayerSpec.Dense dense)) {
                throw new IllegalArgumentException("a stack of RBMs starts dense layers, not " + layer
                        + "; start layer-wise or at random instead");
            }
            stack.add(rbm(start, stack, dense.units()));
        }
        return Rbm.unroll(stack, tied);
    }

    private Rbm rbm(Initialization.Rbms start, List<Rbm> below, int units) {
        int layer = below.size();
        boolean top = layer == layers.size() - 1;
        int inputs = below.isEmpty() ? visible.size() : below.get(layer - 1).codeSize();
        Units seen = layer == 0 ? unitsOf(likelihood) : Units.BERNOULLI;
        Units hidden = top && codeActivation == Activation.LINEAR ? Units.GAUSSIAN : Units.BERNOULLI;
        RbmShape shape = new RbmShape(inputs, units, seen, hidden);
        boolean linear = seen == Units.GAUSSIAN || seen.isCount() || hidden == Units.GAUSSIAN;
        double rate = linear ? start.linearLearningRate() : start.learningRate();
        float[] parameters = new float[shape.dimension()];
        SplittableRandom random = Seeds.random(seed, 2, layer);
        for (int i = 0; i < shape.weightCount(); i++) {
            parameters[i] = (float) (0.1 * random.nextGaussian());
        }
        // The rate rises first: momentum carries the large first gradients too far (the paper begins with less
        // momentum).
        TrainingOptions options = new TrainingOptions(
                start.epochs(), start.batchSize(), new Schedule.Cosine(0.1), Seeds.derive(seed, 3, layer), 0);
        Objective<GradientFunction> objective =
                new ContrastiveDivergence(shape, 1, start.batchSize(), options.threads(2L * shape.weightCount(), team));
        if (!below.isEmpty()) {
            objective = over(Rbm.unroll(below, true), objective, start.batchSize());
        }
        String name = "RBM %d-%d".formatted(shape.visible(), shape.hidden());
        Sgd optimizer = Sgd.of(rate, 0.9).withWeightDecay(0.0002);
        stages.run(
                new TrainingLoop<>(name, objective, optimizer, parameters, rows, null, options),
                moved -> Rbm.unroll(onTop(below, new Rbm(shape, moved)), true),
                false);
        return new Rbm(shape, parameters);
    }

    private Units unitsOf(Likelihood likelihood) {
        if (likelihood == Likelihood.GAUSSIAN) {
            return Units.GAUSSIAN;
        }
        if (likelihood == Likelihood.BERNOULLI) {
            return Units.BERNOULLI;
        }
        if (likelihood == Likelihood.MULTINOMIAL) {
            return Units.CONSTRAINED_POISSON;
        }
        throw new IllegalArgumentException("a stack of RBMs takes counts as MULTINOMIAL, not " + likelihood);
    }

    private Autoencoder layerwise(Initialization.Layerwise start) {
        List<Autoencoder> stack = new ArrayList<>();
        for (List<LayerSpec> piece : LayerSpec.pieces(layers)) {
            stack.add(layer(start, stack, piece));
        }
        return Autoencoder.unroll(stack, tied);
    }

    private Autoencoder layer(Initialization.Layerwise start, List<Autoencoder> below, List<LayerSpec> piece) {
        int layer = below.size();
        boolean top = layer == LayerSpec.pieces(layers).size() - 1;
        MapShape seen = layer == 0 ? visible : below.get(layer - 1).network().codeShape();
        Activation hidden = top ? codeActivation : activation;
        Likelihood observed = layer == 0 ? likelihood : ofCodes();
        Network network =
                Network.autoencoder(seen, piece, hidden, hidden, observed.canonicalActivation(), start.tied());
        float[] parameters = start.initialization().parameters(network, Seeds.derive(seed, 2, layer));
        TrainingOptions options = new TrainingOptions(
                start.epochs(), start.batchSize(), new Schedule.Cosine(0.02), Seeds.derive(seed, 3, layer), 0);
        Objective<DifferentiableFunction> objective = new Reconstruction(
                network,
                observed,
                start.regularization(),
                start.batchSize(),
                options.threads(network.multiplications(), team));
        if (!below.isEmpty()) {
            objective = over(Autoencoder.unroll(below, true), objective, start.batchSize());
        }
        String name = "layer %d-%s".formatted(network.visible(), LayerSpec.text(piece));
        stages.run(
                new TrainingLoop<>(name, objective, start.optimizer(), parameters, rows, null, options),
                moved -> Autoencoder.unroll(onTop(below, new Autoencoder(network, moved)), start.tied()),
                false);
        return new Autoencoder(network, parameters);
    }

    private Autoencoder decompositions(Initialization.SparseDecompositions start) {
        List<Autoencoder> stack = new ArrayList<>();
        for (LayerSpec layer : layers) {
            if (!(layer instanceof LayerSpec.Dense dense)) {
                throw new IllegalArgumentException("a stack of sparse decompositions starts dense layers, not " + layer
                        + "; start layer-wise or at random instead");
            }
            stack.add(decomposition(start, stack, dense.units()));
        }
        return Autoencoder.unroll(stack, tied);
    }

    private Autoencoder decomposition(Initialization.SparseDecompositions start, List<Autoencoder> below, int units) {
        int layer = below.size();
        Activation hidden = layer == layers.size() - 1 ? codeActivation : activation;
        int inputs = below.isEmpty() ? visible.size() : below.get(layer - 1).codeSize();
        List<Integer> sizes = List.of(inputs, units, inputs);
        Network network = Network.of(sizes, List.of(hidden, Activation.LINEAR), 1);
        float[] parameters = SparseDecomposition.normalised(
                network, WeightInitializer.GLOROT.parameters(network, Seeds.derive(seed, 2, layer)));
        TrainingOptions options = new TrainingOptions(
                start.epochs(), start.batchSize(), new Schedule.Cosine(0.02), Seeds.derive(seed, 3, layer), 0);
        Objective<GradientFunction> objective = new SparseDecomposition(
                network,
                start.lambda(),
                start.alpha(),
                start.batchSize(),
                options.threads(SparseDecomposition.PASSES * network.multiplications(), team));
        if (!below.isEmpty()) {
            objective = over(Autoencoder.unroll(below, true), objective, start.batchSize());
        }
        String name = "sparse decomposition %d-%d".formatted(inputs, units);
        // The atoms start a decoder whose output is what the data ask for.
        Network decoded = Network.of(sizes, List.of(hidden, likelihood.canonicalActivation()), 1);
        Function<float[], Autoencoder> decoding =
                moved -> new Autoencoder(decoded, SparseDecomposition.normalised(network, moved));
        stages.run(
                new TrainingLoop<>(name, objective, start.optimizer(), parameters, rows, null, options),
                moved -> Autoencoder.unroll(onTop(below, decoding.apply(moved)), tied),
                false);
        return decoding.apply(parameters);
    }

    private static <M> List<M> onTop(List<M> below, M top) {
        List<M> all = new ArrayList<>(below);
        all.add(top);
        return all;
    }

    /** Codes of sigmoid units are fractions; others are taken as real numbers. */
    private Likelihood ofCodes() {
        return activation == Activation.SIGMOID ? Likelihood.BERNOULLI : Likelihood.GAUSSIAN;
    }

    private <F extends GradientFunction> Objective<F> over(Autoencoder below, Objective<F> objective, int batchSize) {
        return new StackedObjective<>(
                below.network().encoder(),
                below.parameters(),
                objective,
                batchSize,
                team.forWork(batchSize * below.network().multiplications()));
    }
}
