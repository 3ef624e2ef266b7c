package hourglass.bench;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.RbmShape;
import hourglass.network.Layer;
import hourglass.network.Network;
import hourglass.objective.Contraction;
import hourglass.objective.ContrastiveDivergence;
import hourglass.objective.Objective;
import hourglass.objective.Reconstruction;
import hourglass.objective.Regularization;
import hourglass.optim.GradientFunction;
import hourglass.optim.Optimizer;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityObjective;
import hourglass.similarity.SimilarityOptions;
import java.util.List;

/** The step as Hourglass does it. */
final class HourglassStep implements TimedStep {
    private final Objective<? extends GradientFunction> objective;
    private final Optimizer.State<GradientFunction> state;
    private final float[] parameters;
    private final Batch[] batches = new Batch[Inputs.BATCHES];
    private int steps;

    HourglassStep(Case one, ThreadTeam team) {
        objective = objective(one, team);
        parameters = parameters(one.network());
        state = one.optimizer()
                .start(objective.layout().dimension(), objective.layout().weightCount());
        for (int i = 0; i < batches.length; i++) {
            float[] values = Inputs.batch(one, i);
            batches[i] = new Batch(one.batch(), objective.columns());
            batches[i].fill(Rows.of(values, objective.columns()).labelled(Inputs.classes(one, i)), 0, one.batch());
        }
    }

    private static Objective<? extends GradientFunction> objective(Case one, ThreadTeam team) {
        if (one.machine() == Case.Machine.RBM) {
            RbmShape shape = RbmShape.bernoulli(one.visible().size(), one.codeSize());
            return new ContrastiveDivergence(shape, 1, one.batch(), team);
        }
        if (one.machine() == Case.Machine.NEIGHBOURHOOD) {
            SimilarityOptions options = SimilarityOptions.of(new SimilarityLoss.Neighbourhood(false));
            return new SimilarityObjective(
                    one.network(), options, one.likelihood(), Regularization.NONE, false, one.batch(), team);
        }
        return new Reconstruction(one.network(), one.likelihood(), regularization(one), one.batch(), team);
    }

    private static Regularization regularization(Case one) {
        return one.machine() == Case.Machine.CONTRACTIVE
                ? Regularization.of(new Contraction.Exact(Case.LAMBDA))
                : Regularization.NONE;
    }

    /** Weights as {@link Inputs} gives them and no biases; every model's vector begins with its weights. */
    private static float[] parameters(Network network) {
        float[] parameters = new float[network.dimension()];
        List<Layer> layers = network.layers();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (!layer.transposed()) {
                float[] weights = Inputs.weights(i, layer);
                System.arraycopy(weights, 0, parameters, layer.weightOffset(), weights.length);
            }
        }
        return parameters;
    }

    @Override
    public double run() {
        int step = steps++;
        return state.step(objective.bind(batches[step % batches.length], step), parameters, 1);
    }
}
