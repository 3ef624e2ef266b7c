package hourglass.optim;

import hourglass.matrix.VectorSink;

/** Counts the evaluations of a function. */
final class Counted implements DifferentiableFunction {
    private final DifferentiableFunction function;
    private int evaluations;

    Counted(DifferentiableFunction function) {
        this.function = function;
    }

    int evaluations() {
        return evaluations;
    }

    /** Evaluations until the value is within 1e-4 of the minimum, by steps of the optimiser from the start. */
    static int untilMinimum(Optimizer<? super DifferentiableFunction> optimizer, TestFunction function) {
        Counted counted = new Counted(function);
        float[] x = function.start();
        var state = optimizer.start(function.dimension(), function.weightCount());
        while (function.value(x) - function.minimum() > 1e-4 && counted.evaluations < 10_000) {
            state.step(counted, x, 1);
        }
        return counted.evaluations;
    }

    @Override
    public int dimension() {
        return function.dimension();
    }

    @Override
    public int weightCount() {
        return function.weightCount();
    }

    @Override
    public double value(float[] at) {
        evaluations++;
        return function.value(at);
    }

    @Override
    public double gradient(float[] at, VectorSink sink) {
        evaluations++;
        return function.gradient(at, sink);
    }
}
