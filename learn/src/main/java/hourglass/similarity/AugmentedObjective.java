package hourglass.similarity;

import hourglass.data.Batch;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.network.ParameterLayout;
import hourglass.objective.Objective;
import hourglass.optim.GradientFunction;
import hourglass.random.CounterRandom;
import java.util.List;

/**
 * An objective over random views of the images of a batch in place of the images, another view in each epoch (P. Simard et
 * al., ICDAR 2003). What is compared with the input, such as a reconstruction, is compared with the view. Rows held out are
 * taken as they are.
 *
 * @param <F> what the objective is on one batch
 */
public final class AugmentedObjective<F extends GradientFunction> implements Objective<F> {
    private final Objective<F> objective;
    private final Views.Drawer[] drawers;
    private final ThreadTeam team;
    private final ThreadTeam.Task drawing = this::draw;
    private final Batch views;
    private Batch images;
    private long seed;

    /**
     * @param objective over the views
     * @param views how they are drawn
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public AugmentedObjective(Objective<F> objective, ImageViews views, int capacity, ThreadTeam team) {
        if (objective.columns() != views.shape().size()) {
            throw new IllegalArgumentException("views of images of %d numbers, for an objective over %d columns"
                    .formatted(views.shape().size(), objective.columns()));
        }
        this.objective = objective;
        this.drawers = views.drawers(team.size());
        this.team = team;
        this.views = new Batch(capacity, objective.columns());
        this.images = this.views;
    }

    @Override
    public ParameterLayout layout() {
        return objective.layout();
    }

    @Override
    public int columns() {
        return objective.columns();
    }

    @Override
    public F bind(Batch batch, long seed) {
        this.images = batch;
        this.seed = seed;
        views.resizeLike(batch);
        team.run(drawing);
        return objective.bind(views, seed);
    }

    @Override
    public F bindHeldOut(Batch batch, long seed) {
        return objective.bindHeldOut(batch, seed);
    }

    private void draw(int part, int parts) {
        int rows = images.rows();
        int columns = images.columns();
        for (int row = Block.start(rows, part, parts); row < Block.start(rows, part + 1, parts); row++) {
            long key = CounterRandom.key(seed, row);
            drawers[part].draw(key, 0, images.values(), row * columns, columns, views.values(), row * columns);
        }
    }

    @Override
    public List<float[]> vectors() {
        return objective.vectors();
    }
}
