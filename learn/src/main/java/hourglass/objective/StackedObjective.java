package hourglass.objective;

import hourglass.data.Batch;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Layer;
import hourglass.network.ParameterLayout;
import hourglass.network.Propagation;
import hourglass.optim.GradientFunction;
import java.util.List;

/**
 * An objective over codes instead of items: each batch first goes up through fixed layers. So a stack grows layer by layer
 * without its codes of the whole data ever being stored.
 *
 * @param <F> what the objective over the codes is on one batch
 */
public final class StackedObjective<F extends GradientFunction> implements Objective<F> {
    private final Propagation propagation;
    private final float[] parameters;
    private final Objective<F> objective;
    private final ThreadTeam team;
    private final Batch codes;
    private final int columns;

    /**
     * @param layers fixed, from the data up
     * @param parameters theirs; not copied
     * @param objective over their output
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public StackedObjective(
            List<Layer> layers, float[] parameters, Objective<F> objective, int capacity, ThreadTeam team) {
        int outputs = layers.get(layers.size() - 1).outputs();
        if (objective.columns() != outputs) {
            throw new IllegalArgumentException(
                    "an objective over %d columns, on layers that give %d".formatted(objective.columns(), outputs));
        }
        this.propagation = new Propagation(layers, capacity, false, team);
        this.parameters = parameters;
        this.objective = objective;
        this.team = team;
        this.codes = new Batch(capacity, outputs);
        this.columns = layers.get(0).inputs();
    }

    @Override
    public ParameterLayout layout() {
        return objective.layout();
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public F bind(Batch batch, long seed) {
        propagation.setInput(parameters, batch.values(), batch.nonZeros(), batch.rows());
        team.run((part, parts) -> propagation.forward(part));
        codes.resize(batch.rows());
        System.arraycopy(propagation.output(), 0, codes.values(), 0, batch.rows() * codes.columns());
        return objective.bind(codes, seed);
    }

    @Override
    public List<float[]> vectors() {
        return objective.vectors();
    }
}
