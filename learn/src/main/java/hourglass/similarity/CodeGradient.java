package hourglass.similarity;

import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;

/** The derivative of a loss by the first units of the codes of a batch. */
final class CodeGradient {
    private CodeGradient() {}

    /**
     * Adds a part of it to that by all units.
     *
     * @param from row-major, {@code compared} columns
     * @param to row-major, {@code units} columns
     * @param block the part of {@code to}
     */
    static void add(float[] from, int compared, float[] to, int units, Block block) {
        int width = Math.min(block.to(), compared) - block.from();
        for (int row = block.rowFrom(); row < block.rowTo() && width > 0; row++) {
            Elementwise.add(to, row * units + block.from(), width, from, row * compared + block.from());
        }
    }
}
