package hourglass.optim;

import com.sun.management.ThreadMXBean;
import hourglass.matrix.VectorSink;
import java.lang.management.ManagementFactory;

/** x x / 2, whose gradient is x, without allocation. */
record Bowl(int dimension, int weightCount) implements DifferentiableFunction {
    @Override
    public double value(float[] at) {
        return Vectors.dot(at, at) / 2;
    }

    @Override
    public double gradient(float[] at, VectorSink sink) {
        double value = value(at);
        sink.accept(0, dimension, at, 0);
        return value;
    }

    /** The points that an optimiser visits in one dimension. */
    static float[] walk(Optimizer<? super DifferentiableFunction> optimizer, float from, int steps) {
        float[] x = {from};
        float[] points = new float[steps];
        var state = optimizer.start(1, 1);
        for (int i = 0; i < steps; i++) {
            state.step(new Bowl(1, 1), x, 1);
            points[i] = x[0];
        }
        return points;
    }

    /** What the running thread allocates in a step, once it is under way. */
    static long allocatedBytesOfAStep(Optimizer<? super DifferentiableFunction> optimizer) {
        Bowl bowl = new Bowl(1000, 900);
        float[] x = new float[1000];
        var state = optimizer.start(1000, 900);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < 200; i++) {
            x[i] = 1 + i;
            if (i == 100) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            state.step(bowl, x, 1);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
