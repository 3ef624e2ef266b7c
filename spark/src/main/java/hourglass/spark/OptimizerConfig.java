package hourglass.spark;

import hourglass.optim.Adam;
import hourglass.optim.GradientFunction;
import hourglass.optim.Optimizer;
import hourglass.optim.Sgd;
import java.io.Serializable;

/**
 * An optimiser of mini-batches, as plain values that travel.
 *
 * @param adam whether it is Adam, else SGD with momentum 0.9
 * @param learningRate the initial one
 * @param weightDecay as the optimiser takes it
 */
record OptimizerConfig(boolean adam, double learningRate, double weightDecay) implements Serializable {
    private static final double MOMENTUM = 0.9;

    Optimizer<GradientFunction> create() {
        return adam
                ? Adam.of(learningRate).withWeightDecay(weightDecay)
                : Sgd.of(learningRate, MOMENTUM).withWeightDecay(weightDecay);
    }
}
