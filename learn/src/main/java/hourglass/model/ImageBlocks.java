package hourglass.model;

import hourglass.matrix.Block;

/** The images of a batch that each thread takes, as blocks of a layer's inputs and outputs. */
final class ImageBlocks {
    private final Layer layer;
    private final Block[] inputs;
    private final Block[] outputs;
    private int rows;

    ImageBlocks(Layer layer, int parts) {
        this.layer = layer;
        this.inputs = new Block[parts];
        this.outputs = new Block[parts];
    }

    void resize(int rows) {
        if (rows == this.rows) {
            return;
        }
        this.rows = rows;
        for (int part = 0; part < inputs.length; part++) {
            inputs[part] = Block.of(rows, layer.inputs(), true, part, inputs.length);
            outputs[part] = Block.of(rows, layer.outputs(), true, part, inputs.length);
        }
    }

    Block input(int part) {
        return inputs[part];
    }

    Block output(int part) {
        return outputs[part];
    }
}
