package hourglass.network;

import hourglass.matrix.Block;

/** The blocks of a layer's outputs, and of the derivative by its inputs, that each thread makes of a batch. */
final class LayerBlocks {
    private final Layer layer;
    private final int parts;
    private Block[] inputs = new Block[0];
    private Block[] outputs = new Block[0];
    private int rows;
    private boolean wholeInputs;
    private boolean wholeOutputs;

    LayerBlocks(Layer layer, int parts) {
        this.layer = layer;
        this.parts = parts;
    }

    /**
     * Cuts a batch.
     *
     * @param wholeInputs whether a thread takes whole rows of the inputs, such as images
     * @param wholeOutputs the same of the outputs
     */
    void resize(int rows, boolean wholeInputs, boolean wholeOutputs) {
        if (rows == this.rows && wholeInputs == this.wholeInputs && wholeOutputs == this.wholeOutputs) {
            return;
        }
        this.rows = rows;
        this.wholeInputs = wholeInputs;
        this.wholeOutputs = wholeOutputs;
        inputs = Block.all(rows, layer.inputs(), wholeInputs, parts);
        outputs = Block.all(rows, layer.outputs(), wholeOutputs, parts);
    }

    Block input(int part) {
        return inputs[part];
    }

    Block output(int part) {
        return outputs[part];
    }
}
