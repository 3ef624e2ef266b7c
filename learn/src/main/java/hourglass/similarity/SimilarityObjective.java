package hourglass.similarity;

import hourglass.data.Batch;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Network;
import hourglass.network.ParameterLayout;
import hourglass.network.Propagation;
import hourglass.objective.Loss;
import hourglass.objective.MeanLoss;
import hourglass.objective.Objective;
import hourglass.objective.Penalty;
import hourglass.objective.Regularization;
import hourglass.optim.DifferentiableFunction;
import hourglass.random.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Codes that are near each other where items belong together: losses on all pairs of a batch's codes, perhaps mixed with the
 * reconstruction of the items. Items belong together by their class, as views of one item, or as given pairs.
 */
public final class SimilarityObjective implements Objective<DifferentiableFunction> {
    private final Network network;
    private final @Nullable Views views;
    private final Views.Drawer[] drawers;
    private final boolean pairs;
    private final ThreadTeam team;
    private final @Nullable MeanLoss reconstruction;
    private final @Nullable CodeLoss codeLoss;
    private final List<PairwiseLoss> byClass = new ArrayList<>();
    private final List<PairwiseLoss> byItem = new ArrayList<>();
    private final List<PartnerLoss> byPartner = new ArrayList<>();
    /** How many items of the objective a row of the data makes: itself or one view of it, two views, or a pair. */
    private final int each;
    /** The views of each row, and what is to be reconstructed of each. */
    private final float[] seen;

    private final float[] targets;
    private final ThreadTeam.Task drawing = this::draw;
    private float[] clean = new float[0];
    private int rows;
    private long seed;

    /**
     * @param network an encoder alone, or one with a decoder if the reconstruction has a weight
     * @param options the losses and their weights
     * @param loss of each element of the reconstruction
     * @param regularization of the reconstruction; without a decoder there is none
     * @param pairs whether a row of the data is two items side by side, with label 1 if they belong together, else 0
     * @param capacity the largest batch, in rows of the data
     * @param team the threads that share the work
     * @throws IllegalArgumentException if the options do not go with the network
     */
    public SimilarityObjective(
            Network network,
            SimilarityOptions options,
            Loss loss,
            Regularization regularization,
            boolean pairs,
            int capacity,
            ThreadTeam team) {
        this.network = network;
        this.views = options.views();
        this.drawers = views == null ? new Views.Drawer[0] : views.drawers(team.size());
        this.pairs = pairs;
        this.team = team;
        if (options.compared() >= network.codeSize()) {
            throw new IllegalArgumentException(
                    "%d units of a code of %d are compared, which leaves none to reconstruct alone"
                            .formatted(options.compared(), network.codeSize()));
        }
        if (options.reconstruction() > 0 == network.decoder().isEmpty()) {
            throw new IllegalArgumentException("a reconstruction of weight %s, with a decoder of %d layers"
                    .formatted(options.reconstruction(), network.decoder().size()));
        }
        if (views != null && pairs) {
            throw new IllegalArgumentException("views of items, which are compared in given pairs");
        }
        if (options.needsViews() && views == null && !pairs) {
            throw new IllegalArgumentException("agreement needs views of the items, or pairs of them");
        }
        this.each = pairs || options.needsViews() ? 2 : 1;
        int items = Math.multiplyExact(each, capacity);
        this.seen = new float[views == null ? 0 : Math.multiplyExact(items, network.visible())];
        boolean decodes = options.reconstruction() > 0;
        this.targets = views == null || !views.corrupts() ? seen : new float[decodes ? seen.length : 0];
        if (decodes) {
            MeanLoss mean = new MeanLoss(network, loss, options.reconstruction(), regularization, false, items, team);
            terms(options, mean.propagation(), items).forEach(mean::add);
            this.reconstruction = mean;
            this.codeLoss = null;
        } else {
            Propagation propagation = new Propagation(network.layers(), items, true, team);
            Penalty[] terms = terms(options, propagation, items).toArray(Penalty[]::new);
            this.codeLoss = new CodeLoss(network, propagation, terms, team);
            this.reconstruction = null;
        }
    }

    private List<Penalty> terms(SimilarityOptions options, Propagation pass, int items) {
        int layer = network.encoderDepth() - 1;
        int units = network.codeSize();
        int compared = options.compared() == 0 ? units : options.compared();
        List<Penalty> terms = new ArrayList<>();
        for (SimilarityOptions.Term term : options.terms()) {
            if (pairs && term.loss() instanceof SimilarityLoss.Contrastive contrastive) {
                PartnerLoss partners =
                        new PartnerLoss(contrastive.margin(), term.weight(), pass, layer, units, compared, items, team);
                byPartner.add(partners);
                terms.add(partners);
            } else {
                PairwiseLoss loss =
                        new PairwiseLoss(term.loss(), term.weight(), pass, layer, units, compared, items, team);
                (pairs || term.loss() instanceof SimilarityLoss.Agreement ? byItem : byClass).add(loss);
                terms.add(loss);
            }
        }
        return terms;
    }

    @Override
    public ParameterLayout layout() {
        return network;
    }

    @Override
    public int columns() {
        return pairs ? 2 * network.visible() : network.visible();
    }

    @Override
    public DifferentiableFunction bind(Batch batch, long seed) {
        this.clean = batch.values();
        this.rows = batch.rows();
        this.seed = seed;
        int items = each * rows;
        setGroups(batch, items);
        float[] input = clean;
        float[] target = clean;
        if (views != null) {
            team.run(drawing);
            input = seen;
            target = targets;
        }
        if (codeLoss != null) {
            return codeLoss.bind(input, items);
        }
        return Objects.requireNonNull(reconstruction)
                .bind(input, views == null && !pairs ? batch.nonZeros() : null, target, items, seed);
    }

    private void setGroups(Batch batch, int items) {
        for (PairwiseLoss loss : byClass) {
            for (int i = 0; i < items; i++) {
                loss.groups()[i] = batch.label(i / each);
            }
        }
        for (PairwiseLoss loss : byItem) {
            for (int i = 0; i < items; i++) {
                boolean together = !pairs || batch.label(i / each) == PairRows.SIMILAR;
                loss.groups()[i] = together ? i / each : rows + i;
            }
        }
        for (PartnerLoss loss : byPartner) {
            for (int i = 0; i < rows; i++) {
                loss.similar()[i] = batch.label(i) == PairRows.SIMILAR;
            }
        }
    }

    private void draw(int part, int parts) {
        int columns = network.visible();
        for (int row = Block.start(rows, part, parts); row < Block.start(rows, part + 1, parts); row++) {
            long key = CounterRandom.key(seed, row);
            for (int view = 0; view < each; view++) {
                int to = (each * row + view) * columns;
                drawers[part].draw(key, view, clean, row * columns, columns, seen, to);
                if (targets != seen && targets.length > 0) {
                    System.arraycopy(clean, row * columns, targets, to, columns);
                }
            }
        }
    }
}
