package hourglass.spark;

import hourglass.matrix.VectorSink;
import java.io.Serializable;

/** Losses and gradients of rows, summed up in double precision; without gradients, an empty array. */
final class GradientSum implements Serializable {
    private static final long serialVersionUID = 1L;

    private double loss;
    private double[] gradient = new double[0];

    /** Adds the mean loss of so many rows. */
    void addLoss(double mean, int rows) {
        loss += mean * rows;
    }

    /** Takes the gradient of the mean of so many rows. */
    VectorSink adding(int dimension, int rows) {
        if (gradient.length == 0) {
            gradient = new double[dimension];
        }
        double[] sum = gradient;
        return (from, length, values, offset) -> {
            for (int i = 0; i < length; i++) {
                sum[from + i] += (double) rows * values[offset + i];
            }
        };
    }

    /** Adds another sum, and returns this. */
    GradientSum add(GradientSum other) {
        loss += other.loss;
        if (gradient.length == 0) {
            gradient = other.gradient;
        } else {
            for (int i = 0; i < other.gradient.length; i++) {
                gradient[i] += other.gradient[i];
            }
        }
        return this;
    }

    double loss() {
        return loss;
    }

    /** The sum divided by a number. */
    float[] gradient(double divisor) {
        float[] mean = new float[gradient.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (gradient[i] / divisor);
        }
        return mean;
    }
}
