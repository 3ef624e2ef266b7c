package hourglass.bench;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.network.Convolution;
import hourglass.network.Layer;
import hourglass.network.PatchGrid;
import hourglass.network.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A matrix product C = A B of m x k and k x n numbers.
 *
 * @param form which factor is stored transposed
 * @param a the name of the matrix that is the first factor, likewise {@code b} and {@code c}
 */
record Product(Form form, int m, int n, int k, String a, String b, String c) {
    enum Form {
        PLAIN,
        FIRST_TRANSPOSED,
        SECOND_TRANSPOSED
    }

    /**
     * Those of a forward and backward pass. Names: x and a number is a layer's output (x0 the input), d its delta, w its
     * weights, g their gradient; convolutions multiply patches; tied weights carry the number of the layer that owns them.
     */
    static List<Product> ofBackpropagation(List<Layer> layers, int batch) {
        List<Product> products = new ArrayList<>();
        int depth = layers.size();
        for (int l = 0; l < depth; l++) {
            if (layers.get(l).biasCount() > 0) {
                products.add(forward(layers, l, batch));
            }
        }
        for (int l = depth - 1; l >= 0; l--) {
            if (layers.get(l).biasCount() == 0) {
                continue;
            }
            if (l > 0) {
                products.add(delta(layers, l, batch));
            }
            products.add(gradient(layers, l, batch));
        }
        return products;
    }

    private static Product forward(List<Layer> layers, int l, int batch) {
        return product(layers, l, batch, seesWeightsBack(layers.get(l)), "x" + l, "x" + (l + 1));
    }

    private static Product delta(List<Layer> layers, int l, int batch) {
        return product(layers, l, batch, !seesWeightsBack(layers.get(l)), "d" + (l + 1), "d" + l);
    }

    /** Of rows and weights, or of rows and weights transposed. */
    private static Product product(List<Layer> layers, int l, int batch, boolean back, String from, String to) {
        Layer layer = layers.get(l);
        Form form = back ? Form.SECOND_TRANSPOSED : Form.PLAIN;
        int m = batch * positions(layer);
        int n = back ? below(layer) : above(layer);
        int k = back ? above(layer) : below(layer);
        return new Product(form, m, n, k, from, "w" + owner(layers, l), to);
    }

    private static Product gradient(List<Layer> layers, int l, int batch) {
        Layer layer = layers.get(l);
        String gradient = "g" + owner(layers, l);
        String x = "x" + l;
        String delta = "d" + (l + 1);
        boolean back = seesWeightsBack(layer);
        int k = batch * positions(layer);
        return new Product(
                Form.FIRST_TRANSPOSED, below(layer), above(layer), k, back ? delta : x, back ? x : delta, gradient);
    }

    private static boolean seesWeightsBack(Layer layer) {
        return layer instanceof TransposedConvolution || layer.transposed();
    }

    /** The rows of the matrix of patches that one item makes. */
    private static int positions(Layer layer) {
        PatchGrid grid = patches(layer);
        return grid == null ? 1 : grid.rows() * grid.columns();
    }

    /** The rows of the layer's weights as they are stored. */
    private static int below(Layer layer) {
        PatchGrid grid = patches(layer);
        return grid != null ? grid.patchSize() : layer.transposed() ? layer.outputs() : layer.inputs();
    }

    /** The columns of the layer's weights as they are stored. */
    private static int above(Layer layer) {
        if (layer instanceof Convolution convolution) {
            return convolution.filters();
        }
        if (layer instanceof TransposedConvolution transposed) {
            return transposed.filters();
        }
        return layer.transposed() ? layer.inputs() : layer.outputs();
    }

    private static @Nullable PatchGrid patches(Layer layer) {
        if (layer instanceof Convolution convolution) {
            return convolution.patches();
        }
        return layer instanceof TransposedConvolution transposed ? transposed.patches() : null;
    }

    /** The layer whose weights a layer uses. */
    static int owner(List<Layer> layers, int l) {
        int owner = l;
        while (layers.get(owner).weightCount() == 0
                || layers.get(owner).weightOffset() != layers.get(l).weightOffset()) {
            owner--;
        }
        return owner;
    }

    /** Those of one step of contrastive divergence; the statistics of data and reconstruction are one product. */
    static List<Product> ofContrastiveDivergence(int visible, int hidden, int batch) {
        return List.of(
                new Product(Form.PLAIN, batch, hidden, visible, "v", "w0", "h"),
                new Product(Form.SECOND_TRANSPOSED, batch, visible, hidden, "h", "w0", "v"),
                new Product(Form.PLAIN, batch, hidden, visible, "v", "w0", "h"),
                new Product(Form.FIRST_TRANSPOSED, visible, hidden, 2 * batch, "v", "h", "g0"));
    }

    /** Those of a loss on all pairs of a batch's codes: their distances, and the gradient by either of a pair. */
    static List<Product> ofPairs(int code, int batch) {
        return List.of(
                new Product(Form.SECOND_TRANSPOSED, batch, batch, code, "c", "c", "p"),
                new Product(Form.PLAIN, batch, code, batch, "p", "c", "dc"),
                new Product(Form.FIRST_TRANSPOSED, batch, code, batch, "p", "c", "dc"));
    }

    double flops() {
        return 2.0 * m * n * k;
    }

    /** Makes a part of C: whole rows of it, or whole columns. */
    void run(float[] a, float[] b, float[] c, boolean byRows, int part, int parts) {
        int rowFrom = byRows ? Block.start(m, part, parts) : 0;
        int height = (byRows ? Block.start(m, part + 1, parts) : m) - rowFrom;
        int from = byRows ? 0 : Block.start(n, part, parts);
        int width = (byRows ? n : Block.start(n, part + 1, parts)) - from;
        int at = rowFrom * n + from;
        if (height == 0 || width == 0) {
            return;
        }
        switch (form) {
            case PLAIN -> Blas.multiply(height, width, k, a, rowFrom * k, k, b, from, n, 0, c, at, n);
            case FIRST_TRANSPOSED -> Blas.transposedMultiply(height, width, k, a, rowFrom, m, b, from, n, 0, c, at, n);
            case SECOND_TRANSPOSED ->
                Blas.multiplyTransposed(height, width, k, a, rowFrom * k, k, b, from * k, k, 0, c, at, n);
        }
    }
}
