package hourglass.bench;

import hourglass.model.Activation;
import hourglass.model.Layer;
import hourglass.objective.Observation;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The autoencoder's step in libtorch: linear layers with activations in place, the loss on logits, gradients by
 * autograd into fresh tensors (nothing to clear, nothing to add to), a fused optimiser.
 */
final class LibtorchAutoencoder implements Step {
    private static final long SUM = 2;

    private final List<Layer> layers;
    private final Observation observation;
    /** Each layer's; a tied one's are those of its mirror image. */
    private final List<Tensor> weights = new ArrayList<>();

    private final List<Tensor> biases = new ArrayList<>();
    private final List<Tensor> batches = new ArrayList<>();
    private final TensorVector parameters;
    private final LibtorchOptimizer optimizer;
    private final Scalar perRow;
    private int steps;

    LibtorchAutoencoder(Case one) {
        layers = one.network().layers();
        observation = one.observation();
        perRow = new Scalar(one.observation() == Observation.GAUSSIAN ? 0.5 / one.batch() : 1.0 / one.batch());
        List<Tensor> all = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            if (layer.transposed()) {
                weights.add(weights.get(layers.size() - 1 - l));
            } else {
                weights.add(weights(Inputs.weights(l, layer.inputs(), layer.outputs()), layer));
                all.add(weights.get(l));
            }
            biases.add(torch.zeros(layer.outputs()).set_requires_grad(true));
        }
        all.addAll(biases);
        for (int i = 0; i < Inputs.BATCHES; i++) {
            batches.add(Tensor.create(
                    Inputs.batch(one, i), one.batch(), layers.get(0).inputs()));
        }
        parameters = new TensorVector(all.toArray(Tensor[]::new));
        optimizer = new LibtorchOptimizer(one, all);
    }

    /** As libtorch's own linear layer stores them: outputs x inputs. */
    private static Tensor weights(float[] initial, Layer layer) {
        try (Tensor plain = Tensor.create(initial, layer.inputs(), layer.outputs());
                Tensor view = plain.t()) {
            return view.contiguous().set_requires_grad(true);
        }
    }

    @Override
    @SuppressWarnings("try") // A scope is used by being open.
    public double run() {
        try (PointerScope scope = new PointerScope()) {
            Tensor x = batches.get(steps++ % batches.size());
            Tensor loss = loss(forward(x), x).multiply(perRow);
            TensorVector gradients = torch.grad(new TensorVector(loss), parameters);
            optimizer.step(gradients);
            return loss.item_float();
        }
    }

    private Tensor forward(Tensor x) {
        Tensor y = x;
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            Tensor w = weights.get(l);
            y = torch.linear(y, layer.transposed() ? w.t() : w, new TensorOptional(biases.get(l)));
            if (layer.activation() == Activation.SIGMOID && l < layers.size() - 1) {
                y = y.sigmoid_();
            }
        }
        return y;
    }

    private Tensor loss(Tensor output, Tensor x) {
        return observation == Observation.GAUSSIAN
                ? torch.mse_loss(output, x, SUM)
                : torch.binary_cross_entropy_with_logits(output, x, new TensorOptional(), new TensorOptional(), SUM);
    }
}
