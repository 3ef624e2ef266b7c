package hourglass.network;

import hourglass.matrix.Block;
import java.util.Arrays;

/** A {@link KSparse} on a batch. */
final class KSparseKernel implements LayerKernel {
    private final KSparse layer;
    private final int index;
    private final Activations activations;
    private final LayerBlocks blocks;

    KSparseKernel(KSparse layer, int index, Activations activations, int parts) {
        this.layer = layer;
        this.index = index;
        this.activations = activations;
        this.blocks = new LayerBlocks(layer, parts);
    }

    @Override
    public int scratchSize() {
        return layer.units();
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
        float[] sorted = activations.scratch(part);
        int n = layer.units();
        Block rows = blocks.output(part);
        for (int at = rows.rowFrom() * n; at < rows.rowTo() * n; at += n) {
            System.arraycopy(x, at, sorted, 0, n);
            Arrays.sort(sorted, 0, n);
            float least = sorted[n - layer.winners()];
            int above = 0;
            for (int i = n - layer.winners(); i < n; i++) {
                above += sorted[i] > least ? 1 : 0;
            }
            // Of values equal to the least winner, the first ones win.
            int left = layer.winners() - above;
            for (int i = at; i < at + n; i++) {
                boolean wins = x[i] > least || (x[i] == least && left-- > 0);
                y[i] = wins ? x[i] : 0f;
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
        float[] y = activations.output(index);
        int n = layer.units();
        Block rows = blocks.input(part);
        for (int i = rows.rowFrom() * n; i < rows.rowTo() * n; i++) {
            below[i] = y[i] != 0 ? delta[i] : 0f;
        }
    }
}
