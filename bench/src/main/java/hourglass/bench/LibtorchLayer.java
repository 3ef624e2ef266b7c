package hourglass.bench;

import hourglass.network.Convolution;
import hourglass.network.Layer;
import hourglass.network.MapShape;
import hourglass.network.MaxPooling;
import hourglass.network.PatchGrid;
import hourglass.network.TransposedConvolution;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * A layer in libtorch. Maps lie there as they do here (its channels-last format), so that no numbers move where dense
 * layers follow them or lead to them.
 *
 * @param weights of a dense layer outputs x inputs, of convolutions filters x channels x kernel x kernel
 */
record LibtorchLayer(Layer layer, Tensor weights, Tensor biases) {
    private static final long[] ONE = {1, 1};

    /** A layer with weights of its own. */
    static LibtorchLayer of(Layer layer, int number) {
        return new LibtorchLayer(layer, weights(layer, number), biases(layer));
    }

    /** A layer that uses another's weights from the other side. */
    static LibtorchLayer of(Layer layer, LibtorchLayer owner) {
        boolean dense = !(layer instanceof TransposedConvolution);
        return new LibtorchLayer(layer, dense ? owner.weights.t() : owner.weights, biases(layer));
    }

    private static Tensor biases(Layer layer) {
        return torch.zeros(layer.biasCount()).set_requires_grad(true);
    }

    private static Tensor weights(Layer layer, int number) {
        if (layer instanceof MaxPooling) {
            return torch.zeros(0);
        }
        float[] initial = Inputs.weights(number, layer);
        if (layer instanceof Convolution convolution) {
            return weights(initial, convolution.patches(), convolution.filters());
        }
        if (layer instanceof TransposedConvolution transposed) {
            return weights(initial, transposed.patches(), transposed.filters());
        }
        try (Tensor plain = Tensor.create(initial, layer.inputs(), layer.outputs());
                Tensor view = plain.t()) {
            return view.contiguous().set_requires_grad(true);
        }
    }

    private static Tensor weights(float[] initial, PatchGrid patches, int filters) {
        int kernel = patches.kernel();
        try (Tensor plain =
                        Tensor.create(initial, kernel, kernel, patches.image().channels(), filters);
                Tensor view = plain.permute(3, 2, 0, 1)) {
            return view.contiguous(MemoryFormat.ChannelsLast).set_requires_grad(true);
        }
    }

    /** To be called within a pointer scope. */
    Tensor forward(Tensor x, boolean activated) {
        Tensor y = product(x);
        if (!activated) {
            return y;
        }
        return switch (layer.activation()) {
            case SIGMOID -> y.sigmoid_();
            case RELU -> y.relu_();
            default -> y;
        };
    }

    private Tensor product(Tensor x) {
        if (layer instanceof Convolution convolution) {
            PatchGrid grid = convolution.patches();
            long[] stride = {grid.stride(), grid.stride()};
            long[] padding = {grid.padding(), grid.padding()};
            return torch.conv2d(maps(x, grid.image()), weights, new TensorOptional(biases), stride, padding, ONE, 1);
        }
        if (layer instanceof TransposedConvolution transposed) {
            return transposed(maps(x, transposed.maps()), transposed.patches());
        }
        if (layer instanceof MaxPooling pooling) {
            long[] window = {pooling.window(), pooling.window()};
            return torch.max_pool2d(maps(x, pooling.image()), window, window, new long[] {0, 0}, ONE, true);
        }
        return torch.linear(rows(x), weights, new TensorOptional(biases));
    }

    private Tensor transposed(Tensor x, PatchGrid grid) {
        long[] stride = {grid.stride(), grid.stride()};
        long[] padding = {grid.padding(), grid.padding()};
        int reach = grid.kernel() - 2 * grid.padding();
        long[] beyond = {
            grid.image().height() - (grid.rows() - 1) * grid.stride() - reach,
            grid.image().width() - (grid.columns() - 1) * grid.stride() - reach
        };
        return torch.conv_transpose2d(x, weights, new TensorOptional(biases), stride, padding, beyond, 1, ONE);
    }

    private static Tensor maps(Tensor x, MapShape shape) {
        return x.dim() == 4
                ? x
                : x.view(-1, shape.height(), shape.width(), shape.channels()).permute(0, 3, 1, 2);
    }

    /** One row an item, pixel by pixel. */
    static Tensor rows(Tensor x) {
        return x.dim() == 4 ? x.permute(0, 2, 3, 1).flatten(1, 3) : x;
    }
}
