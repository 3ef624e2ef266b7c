package hourglass.bench;

import hourglass.network.Layer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Neighbourhood component analysis of an encoder's codes in libtorch, with as few passes over the matrix of all pairs as we
 * know: the softmax is of 2 a b - |b|<sup>2</sup>, made by one product, since |a|<sup>2</sup> is the same for a whole row; the
 * probability of each class is a product with the classes as columns of 0 and 1, where a mask would be one more such matrix.
 */
final class LibtorchNeighbourhood implements TimedStep {
    private static final Scalar ONE = new Scalar(1.0);
    private static final Scalar MINUS_ONE = new Scalar(-1.0);
    private static final Scalar TWO = new Scalar(2.0);
    private static final Scalar NEVER = new Scalar(Double.NEGATIVE_INFINITY);

    private final List<LibtorchLayer> layers = new ArrayList<>();
    private final List<Tensor> batches = new ArrayList<>();
    /** For each batch, rows x classes, 1 at the row's class. */
    private final List<Tensor> classes = new ArrayList<>();

    private final TensorVector parameters;
    private final LibtorchOptimizer optimizer;
    private final Scalar minusPerRow;
    private int steps;

    LibtorchNeighbourhood(Case one) {
        minusPerRow = new Scalar(-1.0 / one.batch());
        List<Layer> described = one.network().layers();
        List<Tensor> all = new ArrayList<>();
        for (int l = 0; l < described.size(); l++) {
            layers.add(LibtorchLayer.of(described.get(l), l));
            all.add(layers.get(l).weights());
        }
        layers.forEach(layer -> all.add(layer.biases()));
        for (int i = 0; i < Inputs.BATCHES; i++) {
            batches.add(Tensor.create(
                    Inputs.batch(one, i), one.batch(), described.get(0).inputs()));
            classes.add(Tensor.create(columns(Inputs.classes(one, i)), one.batch(), Inputs.PATTERNS));
        }
        parameters = new TensorVector(all.toArray(Tensor[]::new));
        optimizer = new LibtorchOptimizer(one, all);
    }

    private static float[] columns(int[] classes) {
        float[] columns = new float[classes.length * Inputs.PATTERNS];
        for (int row = 0; row < classes.length; row++) {
            columns[row * Inputs.PATTERNS + classes[row]] = 1;
        }
        return columns;
    }

    @Override
    @SuppressWarnings("try") // A scope is used by being open.
    public double run() {
        try (PointerScope scope = new PointerScope()) {
            int batch = steps++ % batches.size();
            Tensor code = batches.get(batch);
            for (LibtorchLayer layer : layers) {
                code = layer.forward(code, true);
            }
            Tensor similarities = torch.addmm(code.square().sum(1), code, code.t(), MINUS_ONE, TWO);
            Tensor probabilities = similarities.fill_diagonal_(NEVER).softmax(1);
            Tensor ofClass = probabilities.matmul(classes.get(batch)).multiply(classes.get(batch));
            Tensor loss = ofClass.sum().multiply(minusPerRow).add(ONE);
            TensorVector gradients = torch.grad(new TensorVector(loss), parameters);
            optimizer.step(gradients);
            return loss.item_float();
        }
    }
}
