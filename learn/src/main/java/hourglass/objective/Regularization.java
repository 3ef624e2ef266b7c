package hourglass.objective;

/**
 * What else is asked of an autoencoder than to reconstruct, and keeps it from learning the identity (G. Alain, Y. Bengio,
 * <i>What regularized auto-encoders learn</i>, JMLR 15, 2014). All can be combined; {@link #NONE} asks for nothing.
 *
 * @param corruption noise on the input, of which the clean input is to be reconstructed
 * @param emphasis on corrupted and intact components
 * @param contraction how little codes are to move with the input
 * @param sparsity how few units are to be active
 * @param weightCost lambda in lambda / 2 |W|^2, at least 0
 */
public record Regularization(
        Corruption corruption, Emphasis emphasis, Contraction contraction, Sparsity sparsity, double weightCost) {
    /** Nothing. */
    public static final Regularization NONE =
            new Regularization(new Corruption.None(), Emphasis.EQUAL, new Contraction.None(), new Sparsity.None(), 0);

    public Regularization {
        if (!(weightCost >= 0) || Double.isInfinite(weightCost)) {
            throw new IllegalArgumentException("the weight cost must be 0 or more, but was " + weightCost);
        }
        if (corruption.isNone() && !emphasis.isEqual()) {
            throw new IllegalArgumentException("an emphasis on corrupted components without a corruption");
        }
    }

    /** Only this noise. */
    public static Regularization of(Corruption corruption) {
        return NONE.with(corruption);
    }

    /** Only this contraction. */
    public static Regularization of(Contraction contraction) {
        return NONE.with(contraction);
    }

    /** Only this sparsity. */
    public static Regularization of(Sparsity sparsity) {
        return NONE.with(sparsity);
    }

    /** The same with another noise. */
    public Regularization with(Corruption corruption) {
        return new Regularization(corruption, emphasis, contraction, sparsity, weightCost);
    }

    /** The same with another emphasis. */
    public Regularization with(Emphasis emphasis) {
        return new Regularization(corruption, emphasis, contraction, sparsity, weightCost);
    }

    /** The same with another contraction. */
    public Regularization with(Contraction contraction) {
        return new Regularization(corruption, emphasis, contraction, sparsity, weightCost);
    }

    /** The same with another sparsity. */
    public Regularization with(Sparsity sparsity) {
        return new Regularization(corruption, emphasis, contraction, sparsity, weightCost);
    }

    /** The same with another weight cost. */
    public Regularization withWeightCost(double weightCost) {
        return new Regularization(corruption, emphasis, contraction, sparsity, weightCost);
    }
}
