package hourglass.objective;

import hourglass.data.Batch;
import hourglass.matrix.ThreadTeam;
import hourglass.model.RbmShape;
import hourglass.network.ParameterLayout;
import hourglass.optim.GradientFunction;
import java.util.List;

/**
 * Estimates the gradient of a restricted Boltzmann machine's mean -log p(v): the statistics v h' of the data are to rise,
 * those of the model, which a Gibbs chain gives, are to fall (G. E. Hinton, <i>Training products of experts by minimizing
 * contrastive divergence</i>, 2002).
 *
 * <p>With one step from the data this is the recipe of Hinton and Salakhutdinov (Science 313, 2006): the hidden units are
 * sampled given the data, their reconstruction of the data and what the hidden units then make of it are means; the
 * statistics take means of hidden units throughout. A longer chain, and a persistent one (T. Tieleman, <i>Training
 * restricted Boltzmann machines using approximations to the likelihood gradient</i>, ICML 2008), samples all units, so that
 * it converges to the model's distribution.
 *
 * <p>The figure returned with the gradient is the squared error of the reconstruction, summed over an item's columns and
 * averaged over the items. Counts of words have means that add up to their document's
 * length.
 */
public final class ContrastiveDivergence implements Objective<GradientFunction> {
    private final RbmShape shape;
    private final int capacity;
    /** Hidden states of the persistent chains; empty where chains start at the data. */
    private final float[] particles;

    private final ContrastiveGradient gradient;

    /**
     * Chains that start at the data.
     *
     * @param steps of each chain, at least 1
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public ContrastiveDivergence(RbmShape shape, int steps, int capacity, ThreadTeam team) {
        this(shape, steps, 0, capacity, team);
    }

    private ContrastiveDivergence(RbmShape shape, int steps, int chains, int capacity, ThreadTeam team) {
        if (steps < 1 || capacity < 1) {
            throw new IllegalArgumentException("chains of 1 or more steps for batches of 1 or more rows, not %d and %d"
                    .formatted(steps, capacity));
        }
        this.shape = shape;
        this.capacity = capacity;
        this.particles = new float[Math.multiplyExact(chains, shape.hidden())];
        this.gradient = new ContrastiveGradient(shape, steps, particles, capacity, team);
    }

    /**
     * Chains that continue from gradient to gradient; they start with all hidden units at 0.
     *
     * @param steps of each chain for one gradient, at least 1
     * @param chains how many, at least 1
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public static ContrastiveDivergence persistent(
            RbmShape shape, int steps, int chains, int capacity, ThreadTeam team) {
        if (chains < 1) {
            throw new IllegalArgumentException("1 or more persistent chains, not " + chains);
        }
        if (shape.visibleUnits().isCount()) {
            throw new IllegalArgumentException("chains of " + shape.visibleUnits()
                    + " units start at documents, which have lengths; none persists");
        }
        return new ContrastiveDivergence(shape, steps, chains, capacity, team);
    }

    @Override
    public ParameterLayout layout() {
        return shape;
    }

    /** The states of the persistent chains, if any. */
    @Override
    public List<float[]> vectors() {
        return particles.length == 0 ? List.of() : List.of(particles);
    }

    /** {@inheritDoc} Persistent chains move on with each gradient, so one from the same function differs. */
    @Override
    public GradientFunction bind(Batch batch, long seed) {
        if (batch.columns() != shape.visible() || batch.rows() < 1 || batch.rows() > capacity) {
            throw new IllegalArgumentException("a batch of %d rows x %d columns, for 1..%d rows x %d columns"
                    .formatted(batch.rows(), batch.columns(), capacity, shape.visible()));
        }
        gradient.bind(batch, seed);
        return gradient;
    }
}
