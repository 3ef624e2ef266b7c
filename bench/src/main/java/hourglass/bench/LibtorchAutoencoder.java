package hourglass.bench;

import hourglass.network.Layer;
import hourglass.objective.Likelihood;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The autoencoder's step in libtorch: its own layers with activations in place, the loss on logits, gradients by
 * autograd into fresh tensors (nothing to clear, nothing to add to), a fused optimiser.
 */
final class LibtorchAutoencoder implements TimedStep {
    private static final long SUM = 2;

    private final List<LibtorchLayer> layers = new ArrayList<>();
    private final Likelihood likelihood;
    private final List<Tensor> batches = new ArrayList<>();
    private final TensorVector parameters;
    private final LibtorchOptimizer optimizer;
    private final Scalar perRow;
    private final boolean contracts;
    private final Scalar contraction;
    private int steps;

    LibtorchAutoencoder(Case one) {
        List<Layer> described = one.network().layers();
        likelihood = one.likelihood();
        perRow = new Scalar(one.likelihood() == Likelihood.GAUSSIAN ? 0.5 / one.batch() : 1.0 / one.batch());
        contracts = one.kind() == Case.Kind.CONTRACTIVE;
        contraction = new Scalar(Case.LAMBDA / one.batch());
        List<Tensor> all = new ArrayList<>();
        for (int l = 0; l < described.size(); l++) {
            Layer layer = described.get(l);
            if (layer.transposed()) {
                layers.add(LibtorchLayer.of(layer, layers.get(Product.owner(described, l))));
            } else {
                layers.add(LibtorchLayer.of(layer, l));
                all.add(layers.get(l).weights());
            }
        }
        layers.forEach(layer -> all.add(layer.biases()));
        all.removeIf(tensor -> tensor.numel() == 0);
        for (int i = 0; i < Inputs.BATCHES; i++) {
            batches.add(Tensor.create(
                    Inputs.batch(one, i), one.batch(), described.get(0).inputs()));
        }
        parameters = new TensorVector(all.toArray(Tensor[]::new));
        optimizer = new LibtorchOptimizer(one, all);
    }

    @Override
    @SuppressWarnings("try") // A scope is used by being open.
    public double run() {
        try (PointerScope scope = new PointerScope()) {
            Tensor x = batches.get(steps++ % batches.size());
            Tensor code = layers.get(0).forward(x, true);
            Tensor loss = loss(forward(code), x).multiply(perRow);
            if (contracts) {
                loss = loss.add(squaredJacobian(code).multiply(contraction));
            }
            TensorVector gradients = torch.grad(new TensorVector(loss), parameters);
            optimizer.step(gradients);
            return loss.item_float();
        }
    }

    /** The sum over rows of |J|^2 for one sigmoid layer, in closed form; autograd takes its derivative. */
    private Tensor squaredJacobian(Tensor code) {
        Tensor norms = layers.get(0).weights().square().sum(1);
        Tensor slopes = code.subtract(code.square());
        return slopes.square().matmul(norms).sum();
    }

    private Tensor forward(Tensor code) {
        Tensor y = code;
        for (int l = 1; l < layers.size(); l++) {
            y = layers.get(l).forward(y, l < layers.size() - 1);
        }
        return LibtorchLayer.rows(y);
    }

    private Tensor loss(Tensor output, Tensor x) {
        return likelihood == Likelihood.GAUSSIAN
                ? torch.mse_loss(output, x, SUM)
                : torch.binary_cross_entropy_with_logits(output, x, new TensorOptional(), new TensorOptional(), SUM);
    }
}
