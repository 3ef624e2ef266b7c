package hourglass.bench;

import java.util.Arrays;

/** One training step, on the next of the batches, or what stands for one. */
interface TimedStep {
    /** Does it and returns the loss before it. */
    double run();

    /** Returns the losses before the next steps. */
    static double[] losses(TimedStep step, int steps) {
        double[] losses = new double[steps];
        Arrays.setAll(losses, i -> step.run());
        return losses;
    }

    /**
     * Repeats a step for this long and returns the median time of one, in milliseconds: whoever else has the processor
     * for a moment moves a mean, but not a median.
     */
    static double milliseconds(TimedStep step, double seconds) {
        // What ran before has taken the caches, and its threads may still spin.
        repeat(step, Math.min(0.3, seconds / 2));
        return Statistics.median(repeat(step, seconds)) / 1e6;
    }

    private static double[] repeat(TimedStep step, double seconds) {
        double[] nanos = new double[64];
        int steps = 0;
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        long now = begin;
        while (now < end) {
            step.run();
            long before = now;
            now = System.nanoTime();
            if (steps == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * steps);
            }
            nanos[steps++] = now - before;
        }
        return Arrays.copyOf(nanos, steps);
    }
}
