package hourglass.bench;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * One step of contrastive divergence with momentum in libtorch, without autograd: every result goes into a tensor that
 * is there already, data and reconstruction stand one above the other so that their statistics are one product, and this
 * product is added to the velocity as it is made.
 */
final class LibtorchRbm implements TimedStep {
    private static final Scalar ONE = new Scalar(1.0);
    private static final Scalar MOMENTUM = new Scalar(Case.MOMENTUM);

    private final int rows;
    private final Tensor weights;
    private final Tensor transposed;
    private final Tensor visibleBias;
    private final Tensor hiddenBias;
    private final Tensor weightVelocity;
    private final Tensor visibleVelocity;
    private final Tensor hiddenVelocity;
    /** The data, then the place for their reconstruction. */
    private final List<Tensor> batches = new ArrayList<>();

    private final Tensor hidden;
    private final Tensor states;
    private final Scalar rate;
    private final Scalar minusRate;
    private final GeneratorOptional generator = new GeneratorOptional();
    private int steps;

    LibtorchRbm(Case one) {
        int n = one.visible().size();
        int m = one.codeSize();
        rows = one.batch();
        weights = Tensor.create(Inputs.weights(0, one.network().layers().get(0)), n, m);
        transposed = weights.t();
        visibleBias = zeros(n);
        hiddenBias = zeros(m);
        weightVelocity = zeros(n, m);
        visibleVelocity = zeros(n);
        hiddenVelocity = zeros(m);
        hidden = zeros(2L * rows, m);
        states = zeros(rows, m);
        rate = new Scalar(one.learningRate() / rows);
        minusRate = new Scalar(-one.learningRate() / rows);
        for (int i = 0; i < Inputs.BATCHES; i++) {
            Tensor both = zeros(2L * rows, n);
            both.narrow(0, 0, rows).copy_(Tensor.create(Inputs.batch(one, i), rows, n));
            batches.add(both);
        }
    }

    private static Tensor zeros(long... shape) {
        return torch.zeros(shape);
    }

    @Override
    @SuppressWarnings("try") // A scope is used by being open.
    public double run() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor visible = batches.get(steps++ % batches.size());
            Tensor data = visible.narrow(0, 0, rows);
            Tensor reconstruction = visible.narrow(0, rows, rows);
            Tensor up = hidden.narrow(0, 0, rows);
            Tensor upAgain = hidden.narrow(0, rows, rows);
            torch.addmm_out(up, hiddenBias, data, weights).sigmoid_();
            torch.bernoulli_out(states, up, generator);
            torch.addmm_out(reconstruction, visibleBias, states, transposed).sigmoid_();
            torch.addmm_out(upAgain, hiddenBias, reconstruction, weights).sigmoid_();
            double error = torch.mse_loss(reconstruction, data, 2).item_float() / rows;
            up.neg_();
            weightVelocity.addmm_(visible.t(), hidden, MOMENTUM, minusRate);
            weights.add_(weightVelocity, ONE);
            hiddenVelocity.mul_(MOMENTUM).add_(hidden.sum(0), minusRate);
            hiddenBias.add_(hiddenVelocity, ONE);
            visibleVelocity.mul_(MOMENTUM).add_(data.sum(0), rate).add_(reconstruction.sum(0), minusRate);
            visibleBias.add_(visibleVelocity, ONE);
            return error;
        }
    }
}
