package hourglass.network;

import hourglass.matrix.Block;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An {@link Unpooling} on a batch. */
final class UnpoolingKernel implements LayerKernel {
    private final PoolingWindows[] windows;
    private final int index;
    private final Activations activations;
    private final LayerBlocks blocks;
    /** Those of the pooling that this undoes, if it runs on the batch too. */
    private final float @Nullable [] switches;

    UnpoolingKernel(Unpooling layer, int index, Activations activations, int parts, @Nullable MaxPoolingKernel undone) {
        this.windows = Stream.generate(() -> new PoolingWindows(layer.image(), layer.window()))
                .limit(parts)
                .toArray(PoolingWindows[]::new);
        this.index = index;
        this.activations = activations;
        this.blocks = new LayerBlocks(layer, parts);
        this.switches = undone == null ? null : undone.switches();
    }

    @Override
    public void prepare() {
        blocks.resize(activations.rows(), true, true);
    }

    @Override
    public LayerBlocks blocks() {
        return blocks;
    }

    @Override
    public void forward(int part, boolean activated) {
        float[] x = activations.input(index);
        float[] y = activations.output(index);
        Block images = blocks.output(part);
        for (int image = images.rowFrom(); image < images.rowTo(); image++) {
            if (switches == null) {
                windows[part].spread(x, y, image);
            } else {
                windows[part].put(switches, x, y, image);
            }
        }
    }

    @Override
    public void backward(int part, boolean toInputs) {
        if (!toInputs) {
            return;
        }
        float[] delta = activations.delta(index);
        float[] below = activations.delta(index - 1);
        Block images = blocks.output(part);
        for (int image = images.rowFrom(); image < images.rowTo(); image++) {
            if (switches == null) {
                windows[part].average(delta, below, image);
            } else {
                windows[part].take(switches, delta, below, image);
            }
        }
    }
}
