package hourglass.optim;

import java.util.List;

/**
 * Adam (Kingma and Ba, ICLR 2015, algorithm 1) with the decoupled weight decay of AdamW (Loshchilov and Hutter, ICLR
 * 2019, algorithm 2): m and v are running means of the gradient and its square, and w moves by -rate m^ / (sqrt(v^) +
 * epsilon) - rate decay w.
 *
 * @param learningRate of the first step, positive
 * @param beta1 decay of the mean gradient, 0 to below 1
 * @param beta2 decay of the mean squared gradient, 0 to below 1
 * @param epsilon positive
 * @param weightDecay of weights, decoupled from the gradient, at least 0
 * @param clip the largest Euclidean norm of a gradient, longer ones are shortened to it; infinite for none
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, double clip)
        implements Optimizer<GradientFunction> {
    /**
     * Added to a mean and taken away again, it rounds one far smaller. Without it the mean of a unit that has died fades
     * into subnormal numbers and stays there, and arithmetic on these makes the step up to 3 times slower.
     */
    private static final float NEGLIGIBLE = 1e-30f;

    public Adam {
        Options.positive("learning rate", learningRate);
        Options.fraction("beta1", beta1);
        Options.fraction("beta2", beta2);
        Options.positive("epsilon", epsilon);
        Options.notNegative("weight decay", weightDecay);
        Options.positiveOrInfinite("clip", clip);
    }

    /** With the paper's betas and epsilon, without decay or clipping. */
    public static Adam of(double learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8, 0, Double.POSITIVE_INFINITY);
    }

    /** A copy with this weight decay, at least 0: the share of a weight that a step at rate 1 takes away. */
    public Adam withWeightDecay(double weightDecay) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, clip);
    }

    /** A copy that shortens gradients to at most this Euclidean length, above 0. */
    public Adam withClip(double clip) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, clip);
    }

    @Override
    public State<GradientFunction> start(int dimension, int weightCount) {
        return new FusedUpdate(
                new Moments(this, new float[dimension], new float[dimension]), dimension, weightCount, clip);
    }

    private static final class Moments implements FusedUpdate.Rule {
        private final Adam options;
        private final float[] mean;
        private final float[] square;
        private float stepSize;
        private float rootCorrection;
        private float shrink;

        Moments(Adam options, float[] mean, float[] square) {
            this.options = options;
            this.mean = mean;
            this.square = square;
        }

        @Override
        public void prepare(long step, double rate) {
            double learningRate = rate * options.learningRate;
            stepSize = (float) (learningRate / (1 - Math.pow(options.beta1, (double) step)));
            rootCorrection = (float) (1 / Math.sqrt(1 - Math.pow(options.beta2, (double) step)));
            shrink = (float) (learningRate * options.weightDecay);
        }

        @Override
        public void update(float[] w, float[] g, int from, int to, float scale, boolean decays) {
            float keep = decays ? 1f - shrink : 1f;
            float new1 = (float) (1 - options.beta1);
            float new2 = (float) (1 - options.beta2);
            float epsilon = (float) options.epsilon;
            move(w, mean, square, g, from, to, scale, new1, new2, stepSize, rootCorrection, epsilon, keep);
        }

        private static void move(
                float[] w,
                float[] m,
                float[] v,
                float[] g,
                int from,
                int to,
                float scale,
                float new1,
                float new2,
                float stepSize,
                float rootCorrection,
                float epsilon,
                float keep) {
            for (int i = from; i < to; i++) {
                float slope = scale * g[i];
                float mean = m[i] + new1 * (slope - m[i]) + NEGLIGIBLE - NEGLIGIBLE;
                float square = v[i] + new2 * (slope * slope - v[i]);
                m[i] = mean;
                v[i] = square;
                w[i] = keep * w[i] - stepSize * mean / ((float) Math.sqrt(square) * rootCorrection + epsilon);
            }
        }

        @Override
        public List<float[]> vectors() {
            return List.of(mean, square);
        }
    }
}
