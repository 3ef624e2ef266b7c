package hourglass.train;

/** How the weights of an autoencoder start. */
public sealed interface Start {
    /**
     * Drawn at random.
     *
     * @param initialization the distribution
     */
    record Random(Initialization initialization) implements Start {}

    /**
     * Layer by layer as a stack of restricted Boltzmann machines, unrolled (Hinton and Salakhutdinov, Science 313, 2006).
     *
     * @param epochs of each machine, at least 1
     * @param batchSize rows a step, at least 1
     * @param learningRate of machines between Bernoulli units, positive
     * @param linearLearningRate of machines with a layer of Gaussian units, which bear less, positive
     */
    record Rbms(int epochs, int batchSize, double learningRate, double linearLearningRate) implements Start {
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
    }
}
