package hourglass.eval;

import hourglass.matrix.Blas;
import hourglass.matrix.Elementwise;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.random.CounterRandom;

/** One thread's chains of annealed importance sampling, side by side as rows. */
final class AnnealedChains {
    private final RbmShape shape;
    private final int n;
    private final int m;
    private final float[] parameters;
    private final float[] startBiases;
    private final int first;
    private final int rows;
    private final long seed;
    private final float[] visible;
    private final float[] visibleMeans;
    private final float[] hidden;
    /** The products v W; then, scaled by beta, the means of the hidden units. */
    private final float[] products;

    private final float[] inputs;
    /** The visible biases at the last temperature and at this one. */
    private float[] biasesBefore;

    private float[] biases;

    /**
     * @param first the number of the first chain
     * @param rows how many there are
     */
    AnnealedChains(Rbm rbm, float[] startBiases, int first, int rows, long seed) {
        this.shape = rbm.shape();
        this.n = shape.visible();
        this.m = shape.hidden();
        this.parameters = rbm.parameters();
        this.startBiases = startBiases;
        this.first = first;
        this.rows = rows;
        this.seed = seed;
        this.visible = new float[Math.multiplyExact(rows, n)];
        this.visibleMeans = new float[visible.length];
        this.hidden = new float[Math.multiplyExact(rows, m)];
        this.products = new float[hidden.length];
        this.inputs = new float[m];
        this.biasesBefore = new float[n];
        this.biases = startBiases.clone();
    }

    /**
     * Takes the chains through all temperatures.
     *
     * @param schedule of the temperatures
     * @param logRatios takes, for each chain, the log of the product of the ratios of unnormalised probabilities
     */
    void run(AnnealedImportanceSampling schedule, double[] logRatios) {
        // At beta = 0 the hidden states, all 0 here, do not matter.
        sampleVisible(0, 0);
        for (int step = 1; step <= schedule.temperatures(); step++) {
            float before = (float) schedule.beta(step - 1);
            float beta = (float) schedule.beta(step);
            moveBiases(beta);
            Blas.multiply(rows, m, n, visible, 0, n, parameters, 0, m, 0, products, 0, m);
            for (int row = 0; row < rows; row++) {
                logRatios[first + row] += visibleLogRatio(row) + hiddenLogSum(row, beta) - hiddenLogSum(row, before);
            }
            sampleHidden(step, beta);
            sampleVisible(step, beta);
        }
    }

    private void moveBiases(float beta) {
        float[] reused = biasesBefore;
        biasesBefore = biases;
        biases = reused;
        for (int i = 0; i < n; i++) {
            biases[i] = (1 - beta) * startBiases[i] + beta * parameters[shape.visibleBiasOffset() + i];
        }
    }

    private double visibleLogRatio(int row) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            float v = visible[row * n + i];
            sum += shape.visibleUnits().logWeight(v, biases[i])
                    - shape.visibleUnits().logWeight(v, biasesBefore[i]);
        }
        return sum;
    }

    /** The log of the sum over a row's hidden states, but for what does not depend on beta. */
    private double hiddenLogSum(int row, float beta) {
        System.arraycopy(products, row * m, inputs, 0, m);
        Elementwise.scale(inputs, 0, m, beta);
        Elementwise.add(inputs, 0, m, parameters, shape.hiddenBiasOffset());
        shape.hiddenUnits().logSums(inputs, 0, m);
        double sum = 0;
        for (float logSum : inputs) {
            sum += logSum;
        }
        return sum;
    }

    private void sampleHidden(int step, float beta) {
        long key = CounterRandom.key(seed, 2 * step);
        Elementwise.scale(products, 0, products.length, beta);
        for (int at = 0; at < products.length; at += m) {
            shape.hiddenUnits().mean().apply(products, at, m, parameters, shape.hiddenBiasOffset());
            shape.hiddenUnits().sample(key, first * m + at, products, at, hidden, at, m);
        }
    }

    private void sampleVisible(int step, float beta) {
        long key = CounterRandom.key(seed, 2 * step + 1);
        Blas.multiplyTransposed(rows, n, m, hidden, 0, m, parameters, 0, m, 0, visibleMeans, 0, n);
        Elementwise.scale(visibleMeans, 0, visibleMeans.length, beta);
        for (int at = 0; at < visibleMeans.length; at += n) {
            shape.visibleUnits().mean().apply(visibleMeans, at, n, biases, 0);
            shape.visibleUnits().sample(key, first * n + at, visibleMeans, at, visible, at, n);
        }
    }
}
