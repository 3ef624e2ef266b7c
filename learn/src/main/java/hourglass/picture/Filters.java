package hourglass.picture;

import hourglass.data.ImageShape;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.UnrolledCoder;
import hourglass.hashing.Hasher;
import hourglass.hashing.LinearHasher;
import hourglass.model.Autoencoder;
import hourglass.model.Model;
import hourglass.model.NetworkModel;
import hourglass.model.Rbm;
import hourglass.network.Activation;
import hourglass.network.Convolution;
import hourglass.network.DenseLayer;
import hourglass.network.Layer;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The filters of a first layer, taken from its weights as images that {@link Tiles} can lay out: the weights between
 * all visible units and one hidden unit are an image of what that unit responds to.
 */
public final class Filters {
    private static final int MOST = 100;
    private static final int COLUMNS = 16;
    /** What a small filter is magnified to, in pixels. */
    private static final int SIDE = 56;

    private Filters() {}

    /** Whether the units of a model's first layer have weights as large as an item. */
    public static boolean areIn(Model model) {
        return !(model instanceof Hasher) || model instanceof LinearHasher;
    }

    /**
     * What the units of a model's first layer respond to, those with the largest weights: a picture of them side by side.
     *
     * @param shape of the images that the model takes
     */
    public static BufferedImage picture(Model model, ImageShape shape) {
        return Tiles.of(of(model), shape(model, shape), TileLayout.ofFilters());
    }

    /** The weights of units of the first layer, a row a unit: those with the largest; of a sparse coder its atoms, which are all of one length. */
    public static float[] of(Model model) {
        if (model instanceof LinearHasher hasher) {
            return leading(hasher.directions(), hasher);
        }
        if (model instanceof PrincipalComponents components) {
            return leading(components.components(), components);
        }
        if (model instanceof UnrolledCoder coder) {
            return leading(coder.dictionary(), coder);
        }
        return largest(weights(model), units(model), MOST);
    }

    /** The first rows, each as long as an item. */
    private static float[] leading(float[] rows, Model model) {
        return Arrays.copyOf(rows, Math.min(MOST, model.codeSize()) * model.visible());
    }

    /**
     * What the first units of a network or RBM respond to, in their order, which stays the same while the model is trained.
     *
     * @param shape of the images that the model takes
     * @param count how many units at most
     */
    public static BufferedImage inOrder(Model model, ImageShape shape, int count) {
        ImageShape filter = shape(model, shape);
        int magnification = Math.max(1, SIDE / Math.max(filter.height(), filter.width()));
        TileLayout layout = TileLayout.ofFilters().withColumns(COLUMNS).withMagnification(magnification);
        return Tiles.of(first(weights(model), units(model), count), filter, layout);
    }

    /** The number of units of the first layer of a network or RBM. */
    public static int units(Model model) {
        return model instanceof NetworkModel ? firstLayer(model).biasCount() : model.codeSize();
    }

    private static float[] weights(Model model) {
        if (model instanceof UnrolledCoder coder) {
            return Arrays.copyOf(coder.parameters(), coder.visible() * coder.codeSize());
        }
        return model instanceof Rbm rbm
                ? Arrays.copyOf(rbm.parameters(), rbm.visible() * rbm.codeSize())
                : Arrays.copyOf(
                        ((NetworkModel) model).parameters(), firstLayer(model).weightCount());
    }

    private static Layer firstLayer(Model model) {
        return ((NetworkModel) model).network().layers().get(0);
    }

    /** Whether the first layer is one that starts from principal components by default, each unit a mixture of them. */
    public static boolean mixComponents(Model model) {
        return model instanceof Autoencoder
                && firstLayer(model) instanceof DenseLayer dense
                && dense.activation() == Activation.RELU;
    }

    /** That of the images, or of what a convolution sees at a time. */
    private static ImageShape shape(Model model, ImageShape shape) {
        if (model instanceof NetworkModel && firstLayer(model) instanceof Convolution convolution) {
            int kernel = convolution.patches().kernel();
            return new ImageShape(kernel, kernel, shape.channels());
        }
        return shape;
    }

    /**
     * The filters of the first hidden units.
     *
     * @param weights visible x hidden, row-major
     * @param hidden the number of hidden units
     * @param count how many filters at most, at least 1
     * @return one filter a row, row-major
     */
    public static float[] first(float[] weights, int hidden, int count) {
        return columns(weights, hidden, IntStream.range(0, hidden).limit(count).toArray());
    }

    /** The filters of largest Euclidean norm, the largest first; otherwise as {@link #first}. */
    public static float[] largest(float[] weights, int hidden, int count) {
        double[] squaredNorms = new double[hidden];
        for (int i = 0; i < weights.length; i++) {
            squaredNorms[i % hidden] += (double) weights[i] * weights[i];
        }
        int[] order = IntStream.range(0, hidden)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> squaredNorms[unit])
                        .reversed())
                .mapToInt(Integer::intValue)
                .limit(count)
                .toArray();
        return columns(weights, hidden, order);
    }

    private static float[] columns(float[] weights, int hidden, int[] units) {
        if (weights.length == 0 || weights.length % hidden != 0) {
            throw new IllegalArgumentException(
                    "%d weights do not make whole filters of %d hidden units".formatted(weights.length, hidden));
        }
        int visible = weights.length / hidden;
        float[] filters = new float[units.length * visible];
        for (int row = 0; row < units.length; row++) {
            for (int pixel = 0; pixel < visible; pixel++) {
                filters[row * visible + pixel] = weights[pixel * hidden + units[row]];
            }
        }
        return filters;
    }
}
