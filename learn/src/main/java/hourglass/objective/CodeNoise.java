package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.network.Propagation;
import hourglass.random.CounterRandom;

/** Normal noise on the inputs of the code's units; drawn for each batch, and the same in all evaluations on it. */
final class CodeNoise implements Propagation.InputNoise {
    private final float deviation;
    private final int code;
    private final int units;
    private long key;

    /**
     * @param deviation the standard deviation
     * @param code the number of the code's layer
     * @param units of the code
     */
    CodeNoise(double deviation, int code, int units) {
        this.deviation = (float) deviation;
        this.code = code;
        this.units = units;
    }

    /** Draws it for a batch. */
    void draw(long seed) {
        key = CounterRandom.key(seed, 2);
    }

    @Override
    public boolean isOn(int layer) {
        return layer == code;
    }

    @Override
    public void addTo(float[] inputs, int layer, Block block) {
        for (int row = block.rowFrom(); row < block.rowTo(); row++) {
            CounterRandom.addNormal(
                    key, row * units + block.from(), deviation, inputs, row * units + block.from(), block.width());
        }
    }
}
