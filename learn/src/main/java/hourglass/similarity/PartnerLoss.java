package hourglass.similarity;

import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Propagation;
import hourglass.objective.Penalty;

/**
 * The contrastive loss of given pairs alone, which stand next to each other in the batch: half of d<sup>2</sup> for similar
 * ones, and half of max(0, margin - d)<sup>2</sup> for others (R. Hadsell et al., CVPR 2006, eq. 4), averaged over pairs.
 */
final class PartnerLoss implements Penalty {
    private final double margin;
    private final float weight;
    private final Propagation pass;
    private final int layer;
    private final int units;
    private final int compared;
    private final ThreadTeam team;
    private final float[] gradient;
    private final boolean[] similar;
    private int pairs;

    PartnerLoss(
            double margin,
            double weight,
            Propagation pass,
            int layer,
            int units,
            int compared,
            int capacity,
            ThreadTeam team) {
        this.margin = margin;
        this.weight = (float) weight;
        this.pass = pass;
        this.layer = layer;
        this.units = units;
        this.compared = compared;
        this.team = team;
        this.gradient = new float[Math.multiplyExact(capacity, compared)];
        this.similar = new boolean[capacity / 2];
    }

    /** Where it is to be written which pairs of the next batch are similar. */
    boolean[] similar() {
        return similar;
    }

    @Override
    public void prepare(float[] parameters, float[] input, int rows) {
        this.pairs = rows / 2;
    }

    @Override
    public double evaluate(int part, boolean withGradient) {
        double sum = 0;
        for (int pair = Block.start(pairs, part, team.size());
                pair < Block.start(pairs, part + 1, team.size());
                pair++) {
            sum += add(pair);
        }
        return weight * sum / pairs;
    }

    private double add(int pair) {
        float[] code = pass.output(layer);
        int one = 2 * pair * units;
        int other = one + units;
        double squared = 0;
        for (int i = 0; i < compared; i++) {
            double difference = (double) code[one + i] - code[other + i];
            squared += difference * difference;
        }
        double distance = Math.sqrt(squared);
        double gap = similar[pair] ? -distance : Math.max(0, margin - distance);
        // The derivative by the difference is (difference / d) times -gap, which for similar ones is the difference.
        float factor = (float) (weight / pairs * -gap / Math.max(distance, SimilarityLoss.SMALL));
        for (int i = 0; i < compared; i++) {
            float pull = factor * (code[one + i] - code[other + i]);
            gradient[2 * pair * compared + i] = pull;
            gradient[(2 * pair + 1) * compared + i] = -pull;
        }
        return 0.5 * gap * gap;
    }

    @Override
    public void addTo(float[] gradient, int layer, Block block) {
        if (layer == this.layer) {
            CodeGradient.add(this.gradient, compared, gradient, units, block);
        }
    }
}
