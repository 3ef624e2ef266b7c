package hourglass.train;

import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.GradientFunction;
import hourglass.optim.Optimizer;
import java.util.Arrays;

/** How the weights of an autoencoder, or of an encoder alone, start. */
public sealed interface Initialization {
    /**
     * Refuses hidden units that it can't start.
     *
     * @throws IllegalArgumentException if the layers have to be of other units
     */
    default void check(Activation activation) {}

    /**
     * Drawn at random.
     *
     * @param initialization the distribution
     */
    record Random(WeightInitializer initialization) implements Initialization {}

    /**
     * As the principal components of the data, computed by rectified units in pairs of opposite sign, which pass numbers
     * on as they are: an autoencoder with linear output reconstructs as PCA does before it is trained, and departs from
     * there (the looks-linear initialisation of D. Balduzzi et al., <i>The shattered gradients problem</i>, ICML 2017,
     * after principal directions). Layers are dense, of RELU or LINEAR units; data are GAUSSIAN or BERNOULLI.
     */
    record PrincipalComponents() implements Initialization {
        @Override
        public void check(Activation activation) {
            if (activation != Activation.RELU && activation != Activation.LINEAR) {
                throw new IllegalArgumentException("principal components start layers of RELU or LINEAR units, not "
                        + activation + "; start at random instead");
            }
        }
    }

    /**
     * Layer by layer as a stack of restricted Boltzmann machines, unrolled (Hinton and Salakhutdinov, Science 313, 2006).
     *
     * @param epochs of each RBM, at least 1
     * @param batchSize rows a step, at least 1
     * @param learningRate of RBMs between Bernoulli units, positive
     * @param linearLearningRate of RBMs with a layer of Gaussian units or counts, which bear less, positive
     */
    record Rbms(int epochs, int batchSize, double learningRate, double linearLearningRate) implements Initialization {
        /** The recipe of the paper: batches of 100, rates 0.1 and 0.001. */
        public static Rbms of(int epochs) {
            return new Rbms(epochs, 100, 0.1, 0.001);
        }

        public Rbms {
            if (epochs < 1 || batchSize < 1 || !(learningRate > 0) || !(linearLearningRate > 0)) {
                throw new IllegalArgumentException(
                        "epochs (%d), batch size (%d) and learning rates (%s, %s) must be positive"
                                .formatted(epochs, batchSize, learningRate, linearLearningRate));
            }
        }

        @Override
        public void check(Activation activation) {
            if (activation != Activation.SIGMOID) {
                throw new IllegalArgumentException("a stack of RBMs starts layers of SIGMOID units, not " + activation
                        + "; start at random instead");
            }
        }
    }

    /**
     * Layer by layer as autoencoders of one hidden layer, each fitted to the codes of those below: plain, denoising,
     * contractive or sparse ones, as the regularisation has it (Y. Bengio et al., NIPS 2006; P. Vincent et al., JMLR 11,
     * 2010; S. Rifai et al., ICML 2011).
     *
     * @param regularization of each layer
     * @param epochs of each layer, at least 1
     * @param batchSize rows a step, at least 1
     * @param optimizer of each layer
     * @param tied whether a layer's decoder uses its encoder's weights
     * @param initialization of each layer
     */
    record Layerwise(
            Regularization regularization,
            int epochs,
            int batchSize,
            Optimizer<? super DifferentiableFunction> optimizer,
            boolean tied,
            WeightInitializer initialization)
            implements Initialization {
        public Layerwise {
            if (epochs < 1 || batchSize < 1) {
                throw new IllegalArgumentException(
                        "epochs (%d) and batch size (%d) must be positive".formatted(epochs, batchSize));
            }
        }

        /** Tied layers by Adam, in batches of 128. */
        public static Layerwise of(Regularization regularization, int epochs) {
            return new Layerwise(regularization, epochs, 128, Adam.of(1e-3), true, WeightInitializer.GLOROT);
        }

        /** A copy with this optimiser of each layer. */
        public Layerwise withOptimizer(Optimizer<? super DifferentiableFunction> optimizer) {
            return new Layerwise(regularization, epochs, batchSize, optimizer, tied, initialization);
        }

        /** A copy whose decoders use the weights of their encoders, or have their own. */
        public Layerwise withTied(boolean tied) {
            return new Layerwise(regularization, epochs, batchSize, optimizer, tied, initialization);
        }
    }

    /**
     * Layer by layer as predictive sparse decompositions, each fitted to the codes of those below; the encoders are kept,
     * and the dictionaries as decoders that are not tied ({@link SparseDecompositionTrainer}). Layers are dense, and a
     * code has negative numbers only if its units do.
     *
     * @param lambda the price of each layer's code, above 0
     * @param alpha the pull between each layer's code and its prediction, above 0
     * @param epochs of each layer, at least 1
     * @param batchSize rows a step, at least 1
     * @param optimizer of each layer, which needs no value
     */
    record SparseDecompositions(
            double lambda, double alpha, int epochs, int batchSize, Optimizer<GradientFunction> optimizer)
            implements Initialization {
        public SparseDecompositions {
            if (!(lambda > 0) || !(alpha > 0) || epochs < 1 || batchSize < 1) {
                throw new IllegalArgumentException(
                        "lambda (%s), alpha (%s), epochs (%d) and batch size (%d) must be positive"
                                .formatted(lambda, alpha, epochs, batchSize));
            }
        }

        /** At the default price and pull of {@link SparseDecompositionTrainer}, by Adam, in batches of 128. */
        public static SparseDecompositions of(int epochs) {
            return of(SparseDecompositionTrainer.LAMBDA, epochs);
        }

        /** At a price of the code, and the default pull. */
        public static SparseDecompositions of(double lambda, int epochs) {
            return of(lambda, SparseDecompositionTrainer.ALPHA, epochs);
        }

        /** At a price of the code and a pull between code and prediction, by Adam, in batches of 128. */
        public static SparseDecompositions of(double lambda, double alpha, int epochs) {
            return new SparseDecompositions(lambda, alpha, epochs, 128, Adam.of(1e-3));
        }
    }

    /**
     * The weights of a fitted autoencoder of the same layers, so that training continues.
     *
     * @param model whose weights these are
     */
    record Fitted(Autoencoder model) implements Initialization {
        /** The layers and a checksum of the weights. */
        @Override
        public String toString() {
            return "Fitted[%s, %08x]".formatted(model.network(), Arrays.hashCode(model.parameters()));
        }
    }
}
