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
         * Moves the parameters {@code from} to below {@code to}. Everything has the same index in every array: the JIT
         * cannot prove that arrays are different ones, and does not vectorise a loop over stretches that might overlap.
         *
         * @param w all parameters
         * @param g the whole gradient, of which the stretch is known
         * @param scale a factor of the gradient
         * @param decays whether these are weights, which decay
         */
        void update(float[] w, float[] g, int from, int to, float scale, boolean decays);

        /** The vectors accumulated, of one number a parameter each. */
        List<float[]> vectors();
    }

    /** Parameters moved at a time: few enough that their gradient, once copied, is still in the first cache. */
    private static final int TILE = 512;

    private final Rule rule;
    private final int weightCount;
    private final double clip;
    private final float[] whole;
    private final VectorSink toWhole;
    private float[] moved = new float[0];
    private long steps;

    FusedUpdate(Rule rule, int dimension, int weightCount, double clip) {
        this.rule = rule;
        this.weightCount = weightCount;
        this.clip = clip;
        this.whole = new float[dimension];
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
            update(whole, 0, whole.length, norm > clip ? (float) (clip / norm) : 1f);
        }
        steps++;
        return value;
    }

    @Override
    public void accept(int from, int length, float[] gradient, int offset) {
        if (offset == from) {
            update(gradient, from, from + length, 1f);
            return;
        }
        for (int i = 0; i < length; i += TILE) {
            int n = Math.min(TILE, length - i);
            System.arraycopy(gradient, offset + i, whole, from + i, n);
            update(whole, from + i, from + i + n, 1f);
        }
    }

    private void update(float[] gradient, int from, int to, float scale) {
        int decaying = Math.max(from, Math.min(to, weightCount));
        if (from < decaying) {
            rule.update(moved, gradient, from, decaying, scale, true);
        }
        if (decaying < to) {
            rule.update(moved, gradient, decaying, to, scale, false);
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
