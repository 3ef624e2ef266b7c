package hourglass.optim;

import hourglass.matrix.VectorSink;
import java.util.function.DoubleUnaryOperator;

/** A function of one parameter. */
record LineFunction(DoubleUnaryOperator phi, DoubleUnaryOperator slope) implements DifferentiableFunction {
    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public int weightCount() {
        return 1;
    }

    @Override
    public double value(float[] at) {
        return phi.applyAsDouble(at[0]);
    }

    @Override
    public double gradient(float[] at, VectorSink sink) {
        sink.accept(0, 1, new float[] {(float) slope.applyAsDouble(at[0])}, 0);
        return value(at);
    }
}
