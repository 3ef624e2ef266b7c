package hourglass.anomaly;

import hourglass.matrix.Blas;
import hourglass.matrix.PositiveDefinite;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Predicts the cells of a row from the others as if rows were Gaussian: with the inverse covariance P, the mean of a column
 * given the others is x_j - (P (x - m))_j / P_jj. A ridge on the diagonal of the covariance is what masking noise is to a linear
 * denoising autoencoder (C. Bishop, Neural Computation 7, 1995).
 */
final class LinearPredictor {
    /** The covariance of more numbers takes too long to invert; such tables are predicted by the network alone. */
    static final int MOST_VALUES = 1000;
    /** Rounds of leaving out what is predicted worst, and of filling gaps. */
    private static final int ROUNDS = 5;

    /** The share of the squared residual at which an iterative solution is good enough. */
    private static final double SETTLED = 1e-8;

    private final ColumnLayout layout;
    private final double ridge;
    private float[] mean = new float[0];
    private float[] precision = new float[0];
    /** Of each category, the inverse of its own block of the precision. */
    private float[][] blocks = new float[0][];

    private LinearPredictor(ColumnLayout layout, double ridge) {
        this.layout = layout;
        this.ridge = ridge;
    }

    /**
     * Fits to rows without gaps.
     *
     * @param ridge above 0
     * @param kept the share of the rows that are predicted best, to which it is fitted (the concentration steps of P. Rousseeuw, K. van
     *     Driessen, Technometrics 41, 1999)
     */
    static LinearPredictor of(float[] rows, ColumnLayout layout, double ridge, double kept) {
        LinearPredictor predictor = new LinearPredictor(layout, ridge);
        float[] chosen = rows;
        predictor.fit(chosen, new double[layout.values()]);
        for (int round = 0; kept < 1 && round < ROUNDS; round++) {
            chosen = predictor.best(rows, chosen, kept);
            predictor.fit(chosen, new double[layout.values()]);
        }
        return predictor;
    }

    /**
     * Fits to rows with gaps, which it fills on the way (A. Dempster et al., J. R. Stat. Soc. B 39, 1977, with the
     * variance of what was filled, but not its covariances).
     *
     * @param rows with NaN in the gaps, which are filled
     */
    static LinearPredictor filling(float[] rows, ColumnLayout layout, double ridge) {
        LinearPredictor predictor = new LinearPredictor(layout, ridge);
        float[] gaps = rows.clone();
        int width = layout.values();
        boolean complete = IntStream.range(0, rows.length).noneMatch(i -> Float.isNaN(gaps[i]));
        int count = rows.length / width;
        ColumnErrors.complete(rows);
        double[] unexplained = new double[width];
        predictor.fit(rows, unexplained);
        for (int round = 0; !complete && round < ROUNDS; round++) {
            predictor.fill(gaps, rows);
            Arrays.fill(unexplained, 0);
            for (int i = 0; i < rows.length; i++) {
                int column = i % width;
                unexplained[column] +=
                        Float.isNaN(gaps[i]) ? 1 / (predictor.precision[column * (width + 1)] * (double) count) : 0;
            }
            predictor.fit(rows, unexplained);
        }
        return predictor;
    }

    private void fit(float[] rows, double[] unexplained) {
        int width = layout.values();
        int count = rows.length / width;
        double[] sums = new double[width];
        for (int i = 0; i < rows.length; i++) {
            sums[i % width] += rows[i];
        }
        mean = new float[width];
        for (int i = 0; i < width; i++) {
            mean[i] = (float) (sums[i] / count);
        }
        float[] products = new float[width * width];
        float[] centred = centred(rows);
        Blas.transposedMultiply(width, width, count, centred, 0, width, centred, 0, width, 0, products, 0, width);
        double[] covariance = new double[width * width];
        Arrays.setAll(covariance, i -> (double) products[i] / count);
        for (int i = 0; i < width; i++) {
            covariance[i * (width + 1)] += ridge + unexplained[i];
        }
        PositiveDefinite.invert(covariance, width);
        precision = new float[width * width];
        for (int i = 0; i < precision.length; i++) {
            precision[i] = (float) covariance[i];
        }
        blocks = new float[layout.columns()][];
        Arrays.setAll(blocks, column -> block(covariance, layout.places()[column], layout.widths()[column]));
    }

    private float[] block(double[] inverse, int from, int size) {
        double[] block = new double[size * size];
        Arrays.setAll(block, i -> inverse[(from + i / size) * layout.values() + from + i % size]);
        PositiveDefinite.invert(block, size);
        float[] rounded = new float[block.length];
        for (int i = 0; i < block.length; i++) {
            rounded[i] = (float) block[i];
        }
        return rounded;
    }

    private float[] centred(float[] rows) {
        float[] centred = rows.clone();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean[i % mean.length];
        }
        return centred;
    }

    /** What the others of a row predict for each of its columns. */
    float[] fromTheOthers(float[] rows) {
        int width = layout.values();
        int count = rows.length / width;
        float[] weighted = new float[rows.length];
        Blas.multiply(count, width, width, centred(rows), 0, width, precision, 0, width, 0, weighted, 0, width);
        float[] predicted = rows.clone();
        for (int row = 0; row < rows.length; row += width) {
            for (int column = 0; column < layout.columns(); column++) {
                int from = row + layout.places()[column];
                int size = layout.widths()[column];
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < size; j++) {
                        predicted[from + i] -= blocks[column][i * size + j] * weighted[from + j];
                    }
                }
            }
        }
        return predicted;
    }

    /**
     * The means of the missing numbers given the others, where P (x - m) is 0: by conjugate gradients (M. Hestenes, E. Stiefel, J. Res.
     * NBS 49, 1952).
     *
     * @param gaps NaN where a number is missing
     * @param rows the same with a first guess in the gaps, which are filled
     */
    void fill(float[] gaps, float[] rows) {
        int width = layout.values();
        for (int row = 0; row < rows.length; row += width) {
            int at = row;
            int[] missing = IntStream.range(0, width)
                    .filter(i -> Float.isNaN(gaps[at + i]))
                    .toArray();
            if (missing.length > 0) {
                double[] residual = new double[missing.length];
                for (int i = 0; i < missing.length; i++) {
                    for (int j = 0; j < width; j++) {
                        residual[i] -= (double) precision[missing[i] * width + j] * (rows[row + j] - mean[j]);
                    }
                }
                double[] step = solve(missing, residual);
                for (int i = 0; i < missing.length; i++) {
                    rows[row + missing[i]] += (float) step[i];
                }
            }
        }
    }

    /** Solves P x = r for some of the rows and columns of P. */
    private double[] solve(int[] chosen, double[] residual) {
        double[] solution = new double[chosen.length];
        double[] direction = residual.clone();
        double square = dot(residual, residual);
        double enough = SETTLED * square;
        for (int step = 0; step < 2 * chosen.length && square > enough; step++) {
            double[] product = new double[chosen.length];
            for (int i = 0; i < chosen.length; i++) {
                for (int j = 0; j < chosen.length; j++) {
                    product[i] += precision[chosen[i] * layout.values() + chosen[j]] * direction[j];
                }
            }
            double length = square / dot(direction, product);
            double before = square;
            for (int i = 0; i < chosen.length; i++) {
                solution[i] += length * direction[i];
                residual[i] -= length * product[i];
            }
            square = dot(residual, residual);
            for (int i = 0; i < chosen.length; i++) {
                direction[i] = residual[i] + square / before * direction[i];
            }
        }
        return solution;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private float[] best(float[] rows, float[] fitted, double kept) {
        int width = layout.values();
        double[] ordinary = new double[layout.columns()];
        float[] residuals = residuals(fitted);
        for (int i = 0; i < residuals.length; i++) {
            ordinary[i % ordinary.length] += residuals[i] * (double) width / fitted.length;
        }
        float[] all = residuals(rows);
        double[] scores = new double[rows.length / width];
        for (int i = 0; i < all.length; i++) {
            scores[i / ordinary.length] += all[i] / Math.max(1e-3, ordinary[i % ordinary.length]);
        }
        int[] chosen = lowest(scores, kept);
        float[] best = new float[chosen.length * width];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(rows, chosen[i] * width, best, i * width, width);
        }
        return best;
    }

    /** Of each row and column the distance from what is predicted. */
    float[] residuals(float[] rows) {
        float[] predicted = fromTheOthers(rows);
        float[] residuals = new float[rows.length / layout.values() * layout.columns()];
        for (int i = 0; i < residuals.length; i++) {
            int at = i / layout.columns() * layout.values();
            residuals[i] = layout.distance(i % layout.columns(), rows, at, predicted, at);
        }
        return residuals;
    }

    /** Which are the lowest of some scores, in their order; at least one. */
    static int[] lowest(double[] scores, double share) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double limit = sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        return IntStream.range(0, scores.length).filter(i -> scores[i] <= limit).toArray();
    }
}
