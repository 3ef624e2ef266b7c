package hourglass.hashing;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The coordinate descent of {@link BinaryReconstructiveEmbeddings}. For one bit the objective is, but for a constant, the sum of
 * c<sub>ij</sub> over the pairs that differ in it, with c = 1/B<sup>2</sup> - 2 r/B and r what the other bits leave of the pair's target.
 */
final class WeightDescent {
    /**
     * Pairs of rows and the distances that they should have.
     *
     * @param rows how many there are
     * @param first of each pair
     * @param second of each pair
     * @param targets of each pair, 0 to 1
     */
    record Pairs(int rows, int[] first, int[] second, float[] targets) {}

    private final int bits;
    private final float[] kernel;
    private final int anchors;
    private final Pairs pairs;
    /** Pairs of row i stand at starts[i] to starts[i + 1]: the other row, and the pair. */
    private final int[] starts;

    private final int[] others;
    private final int[] numbers;

    private final float[] weights;
    private final boolean[] weighted;
    private final float[][] scores;
    private final boolean[][] set;
    /** In how many bits each pair differs. */
    private final int[] differing;

    private final double[] costs;
    private final boolean[] trial;
    private final long[] crossings;

    /**
     * @param kernel row-major, a row for each row and a column for each anchor
     */
    WeightDescent(int bits, float[] kernel, int anchors, Pairs pairs) {
        this.bits = bits;
        this.kernel = kernel;
        this.anchors = anchors;
        this.pairs = pairs;
        int rows = pairs.rows;
        int count = pairs.targets.length;
        this.starts = new int[rows + 1];
        this.others = new int[2 * count];
        this.numbers = new int[2 * count];
        link();
        this.weights = new float[Math.multiplyExact(bits, anchors)];
        this.weighted = new boolean[weights.length];
        this.scores = new float[bits][rows];
        this.set = new boolean[bits][rows];
        this.differing = new int[count];
        this.costs = new double[count];
        this.trial = new boolean[rows];
        this.crossings = new long[rows];
    }

    private void link() {
        int count = pairs.targets.length;
        for (int pair = 0; pair < count; pair++) {
            starts[pairs.first[pair] + 1]++;
            starts[pairs.second[pair] + 1]++;
        }
        for (int row = 0; row < pairs.rows; row++) {
            starts[row + 1] += starts[row];
        }
        int[] next = starts.clone();
        for (int pair = 0; pair < count; pair++) {
            add(next, pairs.first[pair], pairs.second[pair], pair);
            add(next, pairs.second[pair], pairs.first[pair], pair);
        }
    }

    private void add(int[] next, int row, int other, int pair) {
        others[next[row]] = other;
        numbers[next[row]++] = pair;
    }

    /** Gives each bit random weights of so many anchors. */
    void start(int perBit, SplittableRandom random) {
        for (int bit = 0; bit < bits; bit++) {
            for (int chosen = 0; chosen < perBit; ) {
                int at = bit * anchors + random.nextInt(anchors);
                if (!weighted[at]) {
                    weighted[at] = true;
                    weights[at] = (float) random.nextGaussian();
                    chosen++;
                }
            }
        }
        for (int bit = 0; bit < bits; bit++) {
            for (int row = 0; row < pairs.rows; row++) {
                float score = 0;
                for (int q = 0; q < anchors; q++) {
                    score += weights[bit * anchors + q] * kernel[row * anchors + q];
                }
                scores[bit][row] = score;
                set[bit][row] = score > 0;
            }
            count(bit, 1);
        }
    }

    private void count(int bit, int times) {
        boolean[] one = set[bit];
        for (int pair = 0; pair < differing.length; pair++) {
            if (one[pairs.first[pair]] != one[pairs.second[pair]]) {
                differing[pair] += times;
            }
        }
    }

    /** The mean over pairs of the squared difference of target and share of differing bits. */
    double objective() {
        double sum = 0;
        for (int pair = 0; pair < differing.length; pair++) {
            double error = pairs.targets[pair] - (double) differing[pair] / bits;
            sum += error * error;
        }
        return sum / differing.length;
    }

    /** Row-major, a row for each bit. */
    float[] weights() {
        return weights;
    }

    /** Moves every weight once to where the objective is least. */
    void sweep() {
        for (int bit = 0; bit < bits; bit++) {
            count(bit, -1);
            for (int pair = 0; pair < costs.length; pair++) {
                double rest = pairs.targets[pair] - (double) differing[pair] / bits;
                costs[pair] = 1.0 / bits / bits - 2 * rest / bits;
            }
            for (int q = 0; q < anchors; q++) {
                if (weighted[bit * anchors + q]) {
                    move(bit, q);
                }
            }
            count(bit, 1);
        }
    }

    private void move(int bit, int q) {
        Best best = new Best();
        search(bit, q, 1, best);
        search(bit, q, -1, best);
        if (best.change < 0) {
            float step = (float) best.step;
            weights[bit * anchors + q] += step;
            for (int row = 0; row < pairs.rows; row++) {
                scores[bit][row] += step * kernel[row * anchors + q];
                set[bit][row] = scores[bit][row] > 0;
            }
        }
    }

    /** The best step so far, and the change of the objective that it makes. */
    private static final class Best {
        private double step;
        private double change = -1e-12;

        private void offer(double step, double change) {
            if (change < this.change) {
                this.step = step;
                this.change = change;
            }
        }
    }

    /** Passes the points, in one direction from the weight, where rows change their bit. */
    private void search(int bit, int q, int direction, Best best) {
        float[] score = scores[bit];
        int found = 0;
        for (int row = 0; row < pairs.rows; row++) {
            float step = -score[row] / kernel[row * anchors + q] * direction;
            if (step >= 0 && step < Float.POSITIVE_INFINITY) {
                crossings[found++] = (long) Float.floatToRawIntBits(step + 0f) << Integer.SIZE | row;
            }
        }
        Arrays.sort(crossings, 0, found);
        System.arraycopy(set[bit], 0, trial, 0, trial.length);
        double change = 0;
        for (int i = 0; i < found; i++) {
            int row = (int) crossings[i];
            change += flip(row);
            double here = step(i);
            double next = i + 1 < found ? step(i + 1) : 1.5 * here + 1e-6;
            // A step that floats cannot tell from its neighbours would not do what is computed.
            if (next - here > 1e-5 * here) {
                best.offer(direction * (here + next) / 2, change);
            }
        }
    }

    private double step(int crossing) {
        return Float.intBitsToFloat((int) (crossings[crossing] >>> Integer.SIZE));
    }

    /** Changes a row's bit, and returns the change of the objective. */
    private double flip(int row) {
        double change = 0;
        boolean before = trial[row];
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            if (others[at] != row) {
                double cost = costs[numbers[at]];
                change += trial[others[at]] == before ? cost : -cost;
            }
        }
        trial[row] = !before;
        return change;
    }
}
