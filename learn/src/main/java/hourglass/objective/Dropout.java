package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.network.DenseLayer;
import hourglass.network.Layer;
import hourglass.network.Propagation;
import hourglass.random.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Dropout (N. Srivastava et al., <i>Dropout: a simple way to prevent neural networks from overfitting</i>, JMLR 15, 2014): each
 * unit of the dense layers below the output is left out of each row with a probability p. The outputs of those that stay are
 * multiplied by 1 / (1 - p) while training, so that the weights need no factor afterwards, as they do in the paper. Drawn for
 * each batch, and the same in all evaluations on it.
 */
final class Dropout implements Propagation.OutputMask {
    private final float scale;
    /** For each unit of a layer, the probability that it stays. */
    private final float[] staying;
    /** 1 for each output of the batch that stays, else 0; empty for layers whose units all stay. */
    private final float[][] masks;

    private final int[] units;
    private long seed;

    /**
     * @param probability that a unit is left out, 0 to below 1
     * @param layers of the network
     * @param capacity the largest batch, in rows
     * @throws IllegalArgumentException if there is no such layer
     */
    Dropout(double probability, List<Layer> layers, int capacity) {
        this.scale = (float) (1 / (1 - probability));
        this.masks = new float[layers.size()][];
        this.units = layers.stream().mapToInt(Layer::outputs).toArray();
        this.staying = new float[Arrays.stream(units).max().orElse(0)];
        Arrays.fill(staying, (float) (1 - probability));
        boolean any = false;
        for (int l = 0; l < masks.length; l++) {
            boolean drops = l < masks.length - 1 && layers.get(l) instanceof DenseLayer;
            any |= drops;
            masks[l] = new float[drops ? Math.multiplyExact(capacity, units[l]) : 0];
        }
        if (!any) {
            throw new IllegalArgumentException("dropout, for a network without a dense layer below the output");
        }
    }

    /** Draws it for a batch. */
    void draw(long seed) {
        this.seed = seed;
    }

    @Override
    public boolean isOn(int layer) {
        return masks[layer].length > 0;
    }

    @Override
    public float scale() {
        return scale;
    }

    @Override
    public void mask(float[] outputs, int layer, Block block) {
        float[] mask = masks[layer];
        long key = CounterRandom.key(seed, 3 + layer);
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            int at = row * units[layer] + block.from();
            CounterRandom.bernoulli(key, at, staying, 0, mask, at, block.width());
        }
        maskGradient(outputs, layer, block);
    }

    @Override
    public void maskGradient(float[] gradient, int layer, Block block) {
        float[] mask = masks[layer];
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            int at = row * units[layer] + block.from();
            for (int i = at; i < at + block.width(); i++) {
                gradient[i] *= scale * mask[i];
            }
        }
    }
}
