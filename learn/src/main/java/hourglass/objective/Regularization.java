package hourglass.objective;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is added to the reconstruction loss of an autoencoder and keeps it from learning the identity (G. Alain, Y. Bengio,
 * <i>What regularized auto-encoders learn</i>, JMLR 15, 2014). All can be combined; {@link #NONE} has none of them.
 *
 * @param corruption noise on the input, of which the clean input is to be reconstructed
 * @param emphasis on corrupted and intact components
 * @param contraction how little codes are to move with the input
 * @param sparsity how few units are to be active
 * @param penalties further penalties on codes, of one's own
 * @param codeNoise the standard deviation of normal noise that is added to the inputs of the code's units while training, at
 *     least 0: sigmoid units then learn to be far from their middle, so that a code loses little when it is made binary (R.
 *     Salakhutdinov, G. E. Hinton, <i>Semantic hashing</i>, IJAR 50, 2009, section 2.4, where it is 4)
 * @param dropout the probability with which each unit of the dense layers below the output is left out of a row while training,
 *     0 to below 1: units then learn what is of use without the others (N. Srivastava et al., <i>Dropout</i>, JMLR 15, 2014)
 * @param weightCost lambda in lambda / 2 |W|^2, at least 0
 */
public record Regularization(
        Corruption corruption,
        Emphasis emphasis,
        Contraction contraction,
        Sparsity sparsity,
        List<CodePenalty> penalties,
        double codeNoise,
        double dropout,
        double weightCost) {
    /** Nothing. */
    public static final Regularization NONE = new Regularization(
            new Corruption.None(), Emphasis.EQUAL, new Contraction.None(), new Sparsity.None(), List.of(), 0, 0, 0);

    public Regularization {
        penalties = List.copyOf(penalties);
        if (!(weightCost >= 0) || Double.isInfinite(weightCost)) {
            throw new IllegalArgumentException("the weight cost must be 0 or more, but was " + weightCost);
        }
        if (!(codeNoise >= 0) || Double.isInfinite(codeNoise)) {
            throw new IllegalArgumentException("the noise on codes must be 0 or more, but was " + codeNoise);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be 0 to below 1, but was " + dropout);
        }
        if (dropout > 0 && !(contraction instanceof Contraction.None)) {
            throw new IllegalArgumentException(
                    "dropout beside a contraction, whose Jacobian is that of all units; leave one of them out");
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

    /** A copy with this noise on the input. */
    public Regularization with(Corruption corruption) {
        return new Regularization(
                corruption, emphasis, contraction, sparsity, penalties, codeNoise, dropout, weightCost);
    }

    /** A copy with this emphasis. */
    public Regularization with(Emphasis emphasis) {
        return new Regularization(
                corruption, emphasis, contraction, sparsity, penalties, codeNoise, dropout, weightCost);
    }

    /** A copy with this contraction. */
    public Regularization with(Contraction contraction) {
        return new Regularization(
                corruption, emphasis, contraction, sparsity, penalties, codeNoise, dropout, weightCost);
    }

    /** A copy with this sparsity. */
    public Regularization with(Sparsity sparsity) {
        return new Regularization(
                corruption, emphasis, contraction, sparsity, penalties, codeNoise, dropout, weightCost);
    }

    /** A copy with one more penalty on codes. */
    public Regularization with(CodePenalty penalty) {
        List<CodePenalty> more =
                Stream.concat(penalties.stream(), Stream.of(penalty)).toList();
        return new Regularization(corruption, emphasis, contraction, sparsity, more, codeNoise, dropout, weightCost);
    }

    /** A copy with noise of this standard deviation, at least 0, on the inputs of the code's units. */
    public Regularization withCodeNoise(double codeNoise) {
        return new Regularization(
                corruption, emphasis, contraction, sparsity, penalties, codeNoise, dropout, weightCost);
    }

    /** A copy with this dropout, 0 to below 1. */
    public Regularization withDropout(double dropout) {
        return new Regularization(
                corruption, emphasis, contraction, sparsity, penalties, codeNoise, dropout, weightCost);
    }

    /** A copy with this weight cost. */
    public Regularization withWeightCost(double weightCost) {
        return new Regularization(
                corruption, emphasis, contraction, sparsity, penalties, codeNoise, dropout, weightCost);
    }
}
