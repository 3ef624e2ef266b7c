package hourglass.optim;

import java.util.List;

/**
 * Stochastic gradient descent with momentum, classical (Polyak 1964) or Nesterov's in the form of Sutskever et al. (ICML
 * 2013), eq. 3-4: v = mu v - rate g; w = w + v, where Nesterov's g is taken at w + mu v. As usual the stored parameters
 * are the look-ahead point itself, so that one gradient at the stored point serves: w = w + mu v' - rate g.
 *
 * @param learningRate of the first step, positive
 * @param momentum mu, 0 to below 1
 * @param nesterov whether to look ahead
 * @param weightDecay added to the gradient of weights as {@code weightDecay * w}, at least 0
 * @param clip the largest Euclidean norm of a gradient, longer ones are shortened to it; infinite for none
 */
public record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay, double clip)
        implements Optimizer<GradientFunction> {
    public Sgd {
        Options.positive("learning rate", learningRate);
        Options.fraction("momentum", momentum);
        Options.notNegative("weight decay", weightDecay);
        Options.positiveOrInfinite("clip", clip);
    }

    /** Classical momentum without decay or clipping. */
    public static Sgd of(double learningRate, double momentum) {
        return new Sgd(learningRate, momentum, false, 0, Double.POSITIVE_INFINITY);
    }

    /** A copy with Nesterov's look-ahead. */
    public Sgd withNesterov() {
        return new Sgd(learningRate, momentum, true, weightDecay, clip);
    }

    /** A copy with this weight decay, at least 0: so many times the weights are added to their gradient. */
    public Sgd withWeightDecay(double weightDecay) {
        return new Sgd(learningRate, momentum, nesterov, weightDecay, clip);
    }

    /** A copy that shortens gradients to at most this Euclidean length, above 0. */
    public Sgd withClip(double clip) {
        return new Sgd(learningRate, momentum, nesterov, weightDecay, clip);
    }

    @Override
    public State<GradientFunction> start(int dimension, int weightCount) {
        return new FusedUpdate(new Momentum(this, new float[dimension]), dimension, weightCount, clip);
    }

    private static final class Momentum implements FusedUpdate.Rule {
        private final Sgd options;
        private final float[] velocity;
        private float rate;

        Momentum(Sgd options, float[] velocity) {
            this.options = options;
            this.velocity = velocity;
        }

        @Override
        public void prepare(long step, double rate) {
            this.rate = (float) (rate * options.learningRate);
        }

        @Override
        public void update(float[] w, float[] g, int from, int to, float scale, boolean decays) {
            float mu = (float) options.momentum;
            float decay = decays ? rate * (float) options.weightDecay : 0f;
            if (options.nesterov) {
                moveAhead(w, velocity, g, from, to, mu, rate * scale, decay);
            } else {
                move(w, velocity, g, from, to, mu, rate * scale, decay);
            }
        }

        // Both loops read w[i] twice: with a local variable for it the JIT does not vectorise them.

        private static void move(float[] w, float[] v, float[] g, int from, int to, float mu, float rate, float decay) {
            for (int i = from; i < to; i++) {
                float slope = rate * g[i] + decay * w[i];
                float next = mu * v[i] - slope;
                v[i] = next;
                w[i] = w[i] + next;
            }
        }

        private static void moveAhead(
                float[] w, float[] v, float[] g, int from, int to, float mu, float rate, float decay) {
            for (int i = from; i < to; i++) {
                float slope = rate * g[i] + decay * w[i];
                float next = mu * v[i] - slope;
                v[i] = next;
                w[i] = w[i] + (mu * next - slope);
            }
        }

        @Override
        public List<float[]> vectors() {
            return List.of(velocity);
        }
    }
}
