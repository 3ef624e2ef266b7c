package hourglass.similarity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What codes are to be near each other, and what else is asked of them: the objective is the sum of weighted losses and of
 * {@code reconstruction} times the loss of the reconstruction.
 *
 * @param terms losses on the codes, at least one
 * @param reconstruction the weight of the reconstruction's loss, at least 0; with 0 there is no decoder
 * @param compared how many units of the code, the first ones, the losses see, the others only reconstruct; 0 for all
 * @param views how views of an item are made, or null to compare the items themselves; {@link SimilarityLoss.Agreement} without
 *     pairs needs them and sees two of each item, the other losses see one, another in each epoch
 */
public record SimilarityOptions(
        List<Term> terms,
        double reconstruction,
        int compared,
        @Nullable Views views) {
    /**
     * One loss.
     *
     * @param loss on the codes
     * @param weight positive
     */
    public record Term(SimilarityLoss loss, double weight) {
        public Term {
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("the weight of a loss must be positive, but was " + weight);
            }
        }

        @Override
        public String toString() {
            return weight + " " + loss;
        }
    }

    public SimilarityOptions {
        terms = List.copyOf(terms);
        if (terms.isEmpty() || !(reconstruction >= 0) || Double.isInfinite(reconstruction) || compared < 0) {
            throw new IllegalArgumentException(
                    "there must be a loss on codes (%s), and the weight of the reconstruction (%s) and the units compared (%d) must be at least 0"
                            .formatted(terms, reconstruction, compared));
        }
        if (compared > 0 && reconstruction == 0) {
            throw new IllegalArgumentException(
                    "units that only reconstruct, without a reconstruction; give it a weight above 0");
        }
    }

    /** Whether all that is asked of codes is asked of their directions, so that cosines compare them. */
    public boolean comparesDirections() {
        return reconstruction == 0
                && terms.stream().allMatch(term -> term.loss().isOfUnitLength());
    }

    /** One loss on the whole code, alone. */
    public static SimilarityOptions of(SimilarityLoss loss) {
        return new SimilarityOptions(List.of(new Term(loss, 1)), 0, 0, null);
    }

    /**
     * One loss, mixed with the reconstruction.
     *
     * @param mix the weight of the loss, above 0 to 1; the reconstruction has the rest
     */
    public static SimilarityOptions of(SimilarityLoss loss, double mix) {
        if (!(mix > 0 && mix <= 1)) {
            throw new IllegalArgumentException("the mix must lie in 0..1 without 0, but was " + mix);
        }
        return new SimilarityOptions(List.of(new Term(loss, mix)), 1 - mix, 0, null);
    }

    /** The same on the first units of the code alone. */
    public SimilarityOptions withCompared(int compared) {
        return new SimilarityOptions(terms, reconstruction, compared, views);
    }

    /** The same on two views of each item. */
    public SimilarityOptions withViews(Views views) {
        return new SimilarityOptions(terms, reconstruction, compared, views);
    }

    /** The same with one more loss. */
    public SimilarityOptions with(SimilarityLoss loss, double weight) {
        List<Term> more = new ArrayList<>(terms);
        more.add(new Term(loss, weight));
        return new SimilarityOptions(more, reconstruction, compared, views);
    }

    /** Whether classes are needed: any loss but agreement compares items by class. */
    public boolean needsLabels() {
        return terms.stream().anyMatch(term -> !(term.loss() instanceof SimilarityLoss.Agreement));
    }

    /** Whether some loss compares the two views of an item. */
    public boolean needsViews() {
        return terms.stream().anyMatch(term -> term.loss() instanceof SimilarityLoss.Agreement);
    }

    @Override
    public String toString() {
        return "%s, reconstruction %s%s%s"
                .formatted(
                        terms.stream().map(Term::toString).collect(Collectors.joining(" + ")),
                        reconstruction,
                        compared == 0 ? "" : ", first " + compared + " units",
                        views == null ? "" : ", views " + views);
    }
}
