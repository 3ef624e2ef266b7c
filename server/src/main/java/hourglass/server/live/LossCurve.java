package hourglass.server.live;

import java.util.Arrays;

/**
 * Losses in a bounded number of points: each is the mean over some of them in succession, over more as the training goes on.
 * Adding one allocates nothing.
 */
final class LossCurve {
    private final double[] epochs;
    private final double[] losses;
    private int count;
    private int lossesPerPoint = 1;
    private double sum;
    private int summed;

    /** With so many points at most, an even number. */
    LossCurve(int points) {
        epochs = new double[points];
        losses = new double[points];
    }

    /**
     * Adds the next.
     *
     * @param epoch when it was measured, such as 2.5 in the middle of the third
     */
    void add(double epoch, double loss) {
        if (summed == 0 && count == losses.length) {
            halve();
        }
        sum += loss;
        summed++;
        if (summed < lossesPerPoint) {
            return;
        }
        epochs[count] = epoch;
        losses[count] = sum / summed;
        count++;
        sum = 0;
        summed = 0;
    }

    /** Makes one point of two. */
    private void halve() {
        count /= 2;
        for (int i = 0; i < count; i++) {
            epochs[i] = epochs[2 * i + 1];
            losses[i] = (losses[2 * i] + losses[2 * i + 1]) / 2;
        }
        lossesPerPoint *= 2;
    }

    /**
     * The curve as it stands.
     *
     * @param epochs where its points are
     * @param losses what they are
     */
    record Points(double[] epochs, double[] losses) {}

    Points points() {
        return new Points(Arrays.copyOf(epochs, count), Arrays.copyOf(losses, count));
    }
}
