package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.network.Layer;
import hourglass.network.Propagation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The loss of a network's outputs against targets, and its derivative by their products. */
final class OutputLoss {
    private final Loss loss;
    private final float weight;
    private final Propagation propagation;
    /** The loss, if it is a likelihood. */
    private final @Nullable Likelihood likelihood;
    /** Whether the last activation is the likelihood's canonical one, so that loss and delta are made in one step. */
    private final boolean canonical;

    private final int outputs;
    /** For each thread, the loss of each output, and that of one row. */
    private final float[][] losses;

    /**
     * @param weight of the loss in the delta
     * @param last the layer of the outputs
     * @param threads that evaluate at the same time
     */
    OutputLoss(Loss loss, float weight, Propagation propagation, Layer last, int threads) {
        this.loss = loss;
        this.weight = weight;
        this.propagation = propagation;
        this.likelihood = loss instanceof Likelihood known ? known : null;
        this.canonical = likelihood != null && last.activation() == likelihood.canonicalActivation();
        this.outputs = last.outputs();
        this.losses = new float[threads][2 * outputs];
    }

    /** Makes the output's products the loss, summed over the thread's block, and the delta. */
    double evaluate(int part, float[] targets, float[] emphases, int rows) {
        Block block = propagation.outputBlock(part);
        float[] sums = losses[part];
        boolean equal = emphases.length == 0;
        Arrays.fill(sums, 0, block.width(), 0f);
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            int at = row * outputs + block.from();
            if (equal) {
                addLoss(at, block, targets, weight / rows, sums);
            } else {
                addEmphasised(at, block, targets, emphases, weight / rows, sums);
            }
        }
        double sum = 0;
        for (int i = 0; i < block.width(); i++) {
            sum += sums[i];
        }
        return sum;
    }

    private void addLoss(int at, Block block, float[] targets, float scale, float[] sums) {
        int n = block.width();
        float[] biases = propagation.outputBiases();
        int biasAt = propagation.outputBiasOffset() + block.from();
        float[] mean = propagation.output();
        float[] delta = propagation.outputDelta();
        if (likelihood != null && canonical) {
            likelihood.canonicalLoss(mean, at, n, biases, biasAt, targets, scale, delta, sums);
            return;
        }
        propagation.outputActivation().apply(mean, at, n, biases, biasAt);
        for (int i = 0; i < n; i++) {
            float mu = mean[at + i];
            sums[i] += loss.value(targets[at + i], mu);
            delta[at + i] = likelihood == null
                    ? scale * loss.derivative(targets[at + i], mu)
                    : scale * (mu - targets[at + i]) / likelihood.variance(mu);
        }
        propagation.outputActivation().timesDerivative(delta, mean, at, n);
    }

    /** As {@link #addLoss}, with each component counted by its emphasis; the second half of the array holds one row's. */
    private void addEmphasised(int at, Block block, float[] targets, float[] emphases, float scale, float[] sums) {
        int n = block.width();
        float[] delta = propagation.outputDelta();
        System.arraycopy(sums, 0, sums, outputs, n);
        Arrays.fill(sums, 0, n, 0f);
        addLoss(at, block, targets, scale, sums);
        for (int i = 0; i < n; i++) {
            float emphasis = emphases[at + i];
            delta[at + i] *= emphasis;
            sums[i] = sums[outputs + i] + emphasis * sums[i];
        }
    }
}
