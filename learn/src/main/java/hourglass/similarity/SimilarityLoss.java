package hourglass.similarity;

import hourglass.matrix.Elementwise;
import hourglass.matrix.Reduction;
import java.util.Arrays;
import java.util.Locale;

/**
 * A loss on the distances between the codes of a batch: small where codes of items that belong together are near each other,
 * and codes of others are not. Which items belong together is a group number for each: its class, or the item that it is a view of.
 *
 * <p>All are functions of the squared Euclidean distances d<sub>ab</sub><sup>2</sup> = |f(a) - f(b)|<sup>2</sup> alone, so each
 * gives its value and its derivative by every one of them, and {@link PairwiseLoss} does the rest.
 */
public sealed interface SimilarityLoss {
    /**
     * Neighbourhood component analysis: each item picks a neighbour b with probability p<sub>ab</sub> = exp(-d<sub>ab</sub><sup>2</sup>)
     * / sum<sub>c != a</sub> exp(-d<sub>ac</sub><sup>2</sup>), and the loss is 1 less the probability that the neighbour is of its
     * class, averaged over items (J. Goldberger et al., <i>Neighbourhood components analysis</i>, NIPS 2004, eq. 3; R.
     * Salakhutdinov, G. E. Hinton, <i>Learning a nonlinear embedding by preserving class neighbourhood structure</i>, AISTATS
     * 2007, eq. 5).
     *
     * @param logarithm whether the loss is minus the logarithm of that probability instead, which weighs items that lie among
     *     other classes more (Goldberger et al., eq. 6)
     */
    record Neighbourhood(boolean logarithm) implements SimilarityLoss {
        @Override
        public double addRow(Row row) {
            return neighbourhood(row, 1, logarithm);
        }
    }

    /**
     * Agreement of views without labels (InfoNCE; A. van den Oord et al., arXiv 1807.03748; as NT-Xent, T. Chen et al.,
     * <i>A simple framework for contrastive learning</i>, ICML 2020, eq. 1): codes are scaled to length 1, and from all other
     * views of the batch, the softmax of cosines over a temperature is to pick that of the same item.
     *
     * @param temperature positive; 0.1 to 0.5 are usual
     */
    record Agreement(double temperature) implements SimilarityLoss {
        public Agreement {
            requirePositive("temperature", temperature);
        }

        @Override
        public boolean isOfUnitLength() {
            return true;
        }

        @Override
        public double addRow(Row row) {
            // For codes of length 1, cos / temperature = (1 - d^2 / 2) / temperature: a softmax of scaled distances.
            return neighbourhood(row, (float) (0.5 / temperature), true);
        }
    }

    /**
     * The contrastive loss of Siamese networks: half of d<sup>2</sup> for items of a group, and half of max(0, margin - d)<sup>2</sup>
     * for others (R. Hadsell, S. Chopra, Y. LeCun, <i>Dimensionality reduction by learning an invariant mapping</i>, CVPR 2006,
     * eq. 4). Both are averaged over their own pairs, so that the many pairs of different groups do not outweigh the others.
     *
     * @param margin positive
     * @param hardest whether each item is compared with the nearest item of another group alone
     */
    record Contrastive(double margin, boolean hardest) implements SimilarityLoss {
        public Contrastive {
            requirePositive("margin", margin);
        }

        @Override
        public double addRow(Row row) {
            float[] d = row.distances;
            double alike = row.alike();
            double others = hardest ? 1 : row.others();
            int nearest = hardest ? row.nearestOther() : -1;
            double loss = 0;
            for (int b = 0; b < row.count; b++) {
                int at = row.at + b;
                float squared = d[at];
                d[at] = 0;
                if (row.isAlike(b)) {
                    loss += 0.5 * squared / alike;
                    d[at] = (float) (0.5 / alike);
                } else if (row.isOther(b) && (!hardest || b == nearest)) {
                    double distance = Math.sqrt(squared);
                    double gap = margin - distance;
                    if (gap > 0) {
                        loss += 0.5 * gap * gap / others;
                        d[at] = (float) (-0.5 * gap / (Math.max(distance, SMALL) * others));
                    }
                }
            }
            return loss;
        }
    }

    /**
     * The triplet loss max(0, margin + d<sub>ap</sub><sup>2</sup> - d<sub>an</sub><sup>2</sup>), averaged over items a and the
     * others p of their group; n is an item of another group (F. Schroff et al., <i>FaceNet</i>, CVPR 2015, eq. 2).
     *
     * @param margin positive
     * @param hardest whether n is the nearest of all; otherwise the nearest that is farther than p (semi-hard, section 3.2 there),
     *     or the farthest of all if none is
     */
    record Triplet(double margin, boolean hardest) implements SimilarityLoss {
        public Triplet {
            requirePositive("margin", margin);
        }

        @Override
        public double addRow(Row row) {
            float[] d = row.distances;
            float[] gradient = row.scratch;
            Arrays.fill(gradient, 0, row.count, 0f);
            float share = 1f / row.alike();
            int nearest = row.nearestOther();
            double loss = 0;
            for (int p = 0; nearest >= 0 && p < row.count; p++) {
                if (!row.isAlike(p)) {
                    continue;
                }
                int n = hardest ? nearest : row.nextOther(d[row.at + p]);
                double violation = margin + d[row.at + p] - d[row.at + n];
                if (violation > 0) {
                    loss += share * violation;
                    gradient[p] += share;
                    gradient[n] -= share;
                }
            }
            System.arraycopy(gradient, 0, d, row.at, row.count);
            return loss;
        }
    }

    /** Below this a distance counts as this, where its reciprocal is needed. */
    double SMALL = 1e-6;

    /** A derivative below this counts as 0: products with it would be denormal numbers, with which processors take their time. */
    double NEGLIGIBLE = 1e-25;

    /**
     * The loss of one item among the batch, if another one is of its group.
     *
     * @param row its squared distances to all, which are replaced by the loss's derivatives by them
     * @return the loss of this item
     */
    double addRow(Row row);

    /** Whether codes are scaled to length 1 before they are compared. */
    default boolean isOfUnitLength() {
        return false;
    }

    /**
     * Reads {@code nca}, {@code log-nca}, {@code agreement:0.2}, {@code contrastive:1} or {@code triplet:1}; the latter two perhaps
     * followed by {@code :hardest}.
     *
     * @throws IllegalArgumentException if it is not one of these
     */
    static SimilarityLoss of(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":", -1);
        boolean hardest = parts.length == 3 && parts[2].equals("hardest");
        try {
            if (parts.length == 1 && parts[0].equals("nca")) {
                return new Neighbourhood(false);
            }
            if (parts.length == 1 && parts[0].equals("log-nca")) {
                return new Neighbourhood(true);
            }
            if (parts.length == 2 && parts[0].equals("agreement")) {
                return new Agreement(Double.parseDouble(parts[1]));
            }
            if ((parts.length == 2 || hardest) && parts[0].equals("contrastive")) {
                return new Contrastive(Double.parseDouble(parts[1]), hardest);
            }
            if ((parts.length == 2 || hardest) && parts[0].equals("triplet")) {
                return new Triplet(Double.parseDouble(parts[1]), hardest);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' has no number after the colon".formatted(text), e);
        }
        throw new IllegalArgumentException(
                ("'%s' is not a similarity loss; give nca, log-nca, agreement:0.2, contrastive:1, contrastive:1:hardest,"
                                + " triplet:1 or triplet:1:hardest")
                        .formatted(text));
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the %s must be positive, but was %s".formatted(name, value));
        }
    }

    /**
     * With p the probability of a neighbour of the same group, dp/d(d_ab^2) = scale p_ab (p - [b is of the group]). The group's
     * weights exp(-scale d^2) and those of all others are each relative to the largest of their own, and their sums A and O
     * come together as x = log(O / A), so that neither p nor 1 - p is rounded to 0.
     */
    private static double neighbourhood(Row row, float scale, boolean logarithm) {
        float[] d = row.distances;
        int from = row.at + row.from;
        int to = row.at + row.to;
        int end = row.at + row.count;
        d[row.at + row.item] = Float.MAX_VALUE;
        float nearestAlike = Reduction.min(d, from, row.to - row.from);
        float nearestOther = Math.min(Reduction.min(d, row.at, row.from), Reduction.min(d, to, end - to));
        subtract(d, row.at, from, nearestOther, scale);
        subtract(d, from, to, nearestAlike, scale);
        subtract(d, to, end, nearestOther, scale);
        Elementwise.expOfNegative(d, row.at, row.count);
        double alike = Reduction.sum(d, from, row.to - row.from);
        double others = Reduction.sum(d, row.at, row.from) + Reduction.sum(d, to, end - to);
        double x = scale * ((double) nearestAlike - nearestOther) + Math.log(others / alike);
        double p = 1 / (1 + Math.exp(x));
        double rest = 1 / (1 + Math.exp(-x));
        double pull = scale * rest * (logarithm ? 1 : p);
        if (pull < NEGLIGIBLE) {
            pull = 0;
        }
        Elementwise.scale(d, row.at, row.from, (float) (-pull / others));
        Elementwise.scale(d, from, row.to - row.from, (float) (pull / alike));
        Elementwise.scale(d, to, end - to, (float) (-pull / others));
        return logarithm ? Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))) : rest;
    }

    private static void subtract(float[] d, int from, int to, float nearest, float scale) {
        for (int b = from; b < to; b++) {
            d[b] = scale * (nearest - d[b]);
        }
    }
}
