package hourglass.optim;

import hourglass.matrix.VectorSink;
import java.util.SplittableRandom;

/** Functions with known minima; their gradients come in two stretches, the second first. */
@SuppressWarnings("ImmutableEnumChecker") // Its arrays are never handed out.
enum TestFunction implements DifferentiableFunction {
    /** sum (x_i - i)^2 / 2: every direction alike. */
    ROUND(new float[] {4, -2, 0, 7, 3}, 0) {
        @Override
        double evaluate(float[] x, double[] slope) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                slope[i] = x[i] - i;
                sum += 0.5 * slope[i] * slope[i];
            }
            return sum;
        }
    },
    /** sum c_i x_i^2 / 2 with c from 1 to 1000: a narrow valley. */
    NARROW(new float[] {1, 1, 1, 1, 1, 1}, 0) {
        @Override
        double evaluate(float[] x, double[] slope) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double curvature = Math.pow(1000, i / (x.length - 1.0));
                slope[i] = curvature * x[i];
                sum += 0.5 * slope[i] * x[i];
            }
            return sum;
        }
    },
    /** Rosenbrock's curved valley, minimum at (1, 1). */
    ROSENBROCK(new float[] {-1.2f, 1}, 0) {
        @Override
        double evaluate(float[] x, double[] slope) {
            double a = 1.0 - x[0];
            double b = x[1] - (double) x[0] * x[0];
            slope[0] = -2 * a - 400 * x[0] * b;
            slope[1] = 200 * b;
            return a * a + 100 * b * b;
        }
    },
    /** Beale's, flat with sharp corners, minimum at (3, 0.5). */
    BEALE(new float[] {1, 1}, 0) {
        @Override
        double evaluate(float[] x, double[] slope) {
            double y = x[1];
            double value = 0;
            slope[0] = 0;
            slope[1] = 0;
            double power = 1;
            for (double c : new double[] {1.5, 2.25, 2.625}) {
                int exponent = c == 1.5 ? 1 : c == 2.25 ? 2 : 3;
                double before = power;
                power *= y;
                double residual = c - x[0] + x[0] * power;
                value += residual * residual;
                slope[0] += 2 * residual * (power - 1);
                slope[1] += 2 * residual * x[0] * exponent * before;
            }
            return value;
        }
    },
    /** Logistic regression with a ridge of 0.01 on the weights, computed in float as real objectives are. */
    LOGISTIC(new float[] {0, 0, 0, 0}, 0.4490069) {
        private final float[][] rows = rows();

        @Override
        int weightsOf(int dimension) {
            return dimension - 1;
        }

        @Override
        double evaluate(float[] x, double[] slope) {
            float[] gradient = new float[4];
            float sum = 0;
            for (float[] row : rows) {
                float input = x[3] + x[0] * row[0] + x[1] * row[1] + x[2] * row[2];
                float error = (float) (1 / (1 + Math.exp(-input))) - row[3];
                sum += (float) Math.log1p(Math.exp(input)) - row[3] * input;
                for (int i = 0; i < 3; i++) {
                    gradient[i] += error * row[i];
                }
                gradient[3] += error;
            }
            double penalty = 0;
            for (int i = 0; i < 4; i++) {
                double ridge = i < 3 ? 0.01 * x[i] : 0;
                slope[i] = gradient[i] / rows.length + ridge;
                penalty += 0.5 * ridge * x[i];
            }
            return sum / rows.length + penalty;
        }

        private static float[][] rows() {
            SplittableRandom random = new SplittableRandom(5);
            float[][] rows = new float[200][4];
            for (float[] row : rows) {
                for (int i = 0; i < 3; i++) {
                    row[i] = (float) random.nextGaussian() * (i + 1);
                }
                double chance = 1 / (1 + Math.exp(-(row[0] - 0.5 * row[1] + 0.2 * row[2] + 0.3)));
                row[3] = random.nextDouble() < chance ? 1 : 0;
            }
            return rows;
        }
    };

    private final float[] start;
    private final double minimum;

    TestFunction(float[] start, double minimum) {
        this.start = start;
        this.minimum = minimum;
    }

    abstract double evaluate(float[] x, double[] slope);

    int weightsOf(int dimension) {
        return dimension;
    }

    float[] start() {
        return start.clone();
    }

    double minimum() {
        return minimum;
    }

    @Override
    public int dimension() {
        return start.length;
    }

    @Override
    public int weightCount() {
        return weightsOf(start.length);
    }

    @Override
    public double value(float[] at) {
        return evaluate(at, new double[at.length]);
    }

    @Override
    public double gradient(float[] at, VectorSink sink) {
        double[] slope = new double[at.length];
        double value = evaluate(at, slope);
        float[] stretch = new float[at.length + 3];
        int half = at.length / 2;
        for (int i = 0; i < at.length; i++) {
            stretch[3 + i] = (float) slope[i];
        }
        sink.accept(half, at.length - half, stretch, 3 + half);
        sink.accept(0, half, stretch, 3);
        return value;
    }
}
