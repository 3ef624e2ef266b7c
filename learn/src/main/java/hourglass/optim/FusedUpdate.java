package hourglass.optim;

import hourglass.matrix.VectorSink;
import java.util.List;

/**
 * The step of an optimiser whose update treats every parameter alike: each stretch of the gradient moves its parameters
 * as soon as it is finished, while it is in the cache. Only clipping needs the whole gradient first.
 */
final class FusedUpdate implements Optimizer.State<GradientFunction>, VectorSink {
    /** An update of a stretch of parameters from their gradient. */
    interface Rule {
        /**
         * Called once before the updates of a step.
         *
         * @param step its number, from 1
         * @param rate the factor of the learning rate
         */
        void prepare(long step, double rate);

        /**
         * Moves {@code n} parameters.
         *
         * @param w the parameters, the stretch begins at {@code at}
         * @param g the gradient, the stretch begins at {@code offset}
         * @param scale a factor of the gradient
         * @param decays whether these are weights, which decay
         */
        void update(float[] w, int at, int n, float[] g, int offset, float scale, boolean decays);

        /** The vectors accumulated, of one number a parameter each. */
        List<float[]> vectors();
    }

    private final Rule rule;
    private final int weights;
    private final double clip;
    private final float[] whole;
    private final VectorSink toWhole;
    private float[] moved = new float[0];
    private long steps;

    FusedUpdate(Rule rule, int dimension, int weights, double clip) {
        this.rule = rule;
        this.weights = weights;
        this.clip = clip;
        this.whole = new float[Double.isInfinite(clip) ? 0 : dimension];
        this.toWhole = VectorSink.into(whole);
    }

    @Override
    public double step(GradientFunction function, float[] parameters, double rate) {
        rule.prepare(steps + 1, rate);
        moved = parameters;
        double value;
        if (Double.isInfinite(clip)) {
            value = function.gradient(parameters, this);
        } else {
            value = function.gradient(parameters, toWhole);
            double norm = Math.sqrt(Vectors.dot(whole, whole));
            update(0, whole.length, whole, 0, norm > clip ? (float) (clip / norm) : 1f);
        }
        steps++;
        return value;
    }

    @Override
    public void accept(int from, int length, float[] gradient, int offset) {
        update(from, length, gradient, offset, 1f);
    }

    private void update(int from, int length, float[] gradient, int offset, float scale) {
        int decaying = Math.max(0, Math.min(length, weights - from));
        if (decaying > 0) {
            rule.update(moved, from, decaying, gradient, offset, scale, true);
        }
        if (decaying < length) {
            rule.update(moved, from + decaying, length - decaying, gradient, offset + decaying, scale, false);
        }
    }

    @Override
    public List<float[]> vectors() {
        return rule.vectors();
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public void resumeAt(long steps) {
        this.steps = steps;
    }
}
