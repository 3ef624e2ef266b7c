package hourglass.optim;

import hourglass.matrix.VectorSink;

/** sum c_i x_i^2 / 2. */
record Diagonal(double... curvatures) implements DifferentiableFunction {
    @Override
    public int dimension() {
        return curvatures.length;
    }

    @Override
    public int weightCount() {
        return curvatures.length;
    }

    @Override
    public double value(float[] at) {
        double sum = 0;
        for (int i = 0; i < at.length; i++) {
            sum += 0.5 * curvatures[i] * at[i] * at[i];
        }
        return sum;
    }

    @Override
    public double gradient(float[] at, VectorSink sink) {
        float[] slope = new float[at.length];
        for (int i = 0; i < at.length; i++) {
            slope[i] = (float) (curvatures[i] * at[i]);
        }
        sink.accept(0, slope.length, slope, 0);
        return value(at);
    }
}
