package hourglass.network;

import hourglass.matrix.Block;
import java.util.stream.Stream;

/** A {@link MaxPooling} on a batch. */
final class MaxPoolingKernel implements LayerKernel {
    private final PoolingWindows[] windows;
    private final int index;
    private final Activations activations;
    private final LayerBlocks blocks;
    /** Where in its window each output's largest input lies, see {@link PoolingWindows}. */
    private final float[] switches;

    MaxPoolingKernel(MaxPooling layer, int index, Activations activations, int capacity, int parts) {
        this.windows = Stream.generate(() -> new PoolingWindows(layer.image(), layer.window()))
                .limit(parts)
                .toArray(PoolingWindows[]::new);
        this.index = index;
        this.activations = activations;
        this.blocks = new LayerBlocks(layer, parts);
        this.switches = new float[Math.multiplyExact(capacity, layer.outputs())];
    }

    /** Where in its window each output's largest input lies. */
    float[] switches() {
        return switches;
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
        Block images = blocks.input(part);
        for (int image = images.rowFrom(); image < images.rowTo(); image++) {
            windows[part].keepLargest(activations.input(index), activations.output(index), image, switches);
        }
    }

    @Override
    public void backward(int part, boolean toInputs) {
        if (!toInputs) {
            return;
        }
        Block images = blocks.input(part);
        for (int image = images.rowFrom(); image < images.rowTo(); image++) {
            windows[part].put(switches, activations.delta(index), activations.delta(index - 1), image);
        }
    }
}
