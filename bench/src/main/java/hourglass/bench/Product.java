package hourglass.bench;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.model.Layer;
import java.util.ArrayList;
import java.util.List;

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
     * weights, g their gradient; tied weights carry the number of the layer that owns them.
     */
    static List<Product> ofBackpropagation(List<Layer> layers, int batch) {
        List<Product> products = new ArrayList<>();
        int depth = layers.size();
        for (int l = 0; l < depth; l++) {
            int in = layers.get(l).inputs();
            int out = layers.get(l).outputs();
            Form form = layers.get(l).transposed() ? Form.SECOND_TRANSPOSED : Form.PLAIN;
            products.add(new Product(form, batch, out, in, "x" + l, weights(layers, l), "x" + (l + 1)));
        }
        for (int l = depth - 1; l >= 0; l--) {
            int in = layers.get(l).inputs();
            int out = layers.get(l).outputs();
            boolean transposed = layers.get(l).transposed();
            String delta = "d" + (l + 1);
            if (l > 0) {
                Form form = transposed ? Form.PLAIN : Form.SECOND_TRANSPOSED;
                products.add(new Product(form, batch, in, out, delta, weights(layers, l), "d" + l));
            }
            products.add(
                    transposed
                            ? new Product(Form.FIRST_TRANSPOSED, out, in, batch, delta, "x" + l, "g" + owner(layers, l))
                            : new Product(Form.FIRST_TRANSPOSED, in, out, batch, "x" + l, delta, "g" + l));
        }
        return products;
    }

    private static String weights(List<Layer> layers, int l) {
        return "w" + owner(layers, l);
    }

    private static int owner(List<Layer> layers, int l) {
        return layers.get(l).transposed() ? layers.size() - 1 - l : l;
    }

    /** Those of one step of contrastive divergence; the statistics of data and reconstruction are one product. */
    static List<Product> ofContrastiveDivergence(int visible, int hidden, int batch) {
        return List.of(
                new Product(Form.PLAIN, batch, hidden, visible, "v", "w0", "h"),
                new Product(Form.SECOND_TRANSPOSED, batch, visible, hidden, "h", "w0", "v"),
                new Product(Form.PLAIN, batch, hidden, visible, "v", "w0", "h"),
                new Product(Form.FIRST_TRANSPOSED, visible, hidden, 2 * batch, "v", "h", "g0"));
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
