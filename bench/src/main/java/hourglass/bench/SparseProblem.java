package hourglass.bench;

import hourglass.matrix.Blas;

/**
 * Sparse codes to be found, none of their numbers negative: for each item x, min over z of 1/2 |x - D z|^2 + lambda |z|_1,
 * by the Gram matrix G = D'D and the correlations b = D'x.
 *
 * @param columns of an item
 * @param atoms of D
 * @param items row-major
 * @param gram G, row-major
 * @param correlations b, a row an item
 * @param lambda the price of a code
 * @param tolerance of the duality gap, as a share of the objective, to which all solvers go
 */
record SparseProblem(
        int columns, int atoms, float[] items, float[] gram, float[] correlations, double lambda, double tolerance) {
    /** Whoever solves it. */
    interface Solver {
        /** Codes, a row an item. */
        float[] codes(SparseProblem problem);
    }

    /** A dictionary has one atom of norm 1 a row. */
    static SparseProblem of(float[] dictionary, int columns, float[] items, double lambda, double tolerance) {
        int atoms = dictionary.length / columns;
        int rows = items.length / columns;
        float[] gram = new float[atoms * atoms];
        float[] correlations = new float[rows * atoms];
        Blas.multiplyTransposed(
                atoms, atoms, columns, dictionary, 0, columns, dictionary, 0, columns, 0, gram, 0, atoms);
        Blas.multiplyTransposed(
                rows, atoms, columns, items, 0, columns, dictionary, 0, columns, 0, correlations, 0, atoms);
        return new SparseProblem(columns, atoms, items, gram, correlations, lambda, tolerance);
    }

    int rows() {
        return items.length / columns;
    }

    /** |x|^2. */
    double energy(int row) {
        double sum = 0;
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            sum += (double) items[i] * items[i];
        }
        return sum;
    }

    /**
     * The objective of one item.
     *
     * @param codes where its code lies, from {@code at} on
     */
    double objective(int row, float[] codes, int at) {
        double fitted = 0;
        double square = 0;
        double norm = 0;
        for (int j = 0; j < atoms; j++) {
            double z = codes[at + j];
            if (z != 0) {
                double slope = 0;
                for (int i = 0; i < atoms; i++) {
                    slope += (double) gram[j * atoms + i] * codes[at + i];
                }
                fitted += z * correlations[row * atoms + j];
                square += z * slope;
                norm += z;
            }
        }
        return 0.5 * (energy(row) - 2 * fitted + square) + lambda * norm;
    }

    /**
     * Whether a code is good enough: the residual, scaled down to be feasible in the dual problem, bounds how far the
     * objective is above its minimum.
     *
     * @param codes where the item's code lies, from {@code at} on
     * @param slopes G z - b, at the same places
     */
    boolean isSolved(double energy, int row, float[] codes, float[] slopes, int at) {
        double fitted = 0;
        double correction = 0;
        double norm = 0;
        float steepest = 0;
        for (int j = 0; j < atoms; j++) {
            double z = codes[at + j];
            fitted += z * correlations[row * atoms + j];
            correction += z * slopes[at + j];
            norm += z;
            steepest = Math.max(steepest, -slopes[at + j]);
        }
        double residual = Math.max(0, energy - fitted + correction);
        double objective = 0.5 * residual + lambda * norm;
        double scale = Math.min(1, lambda / steepest);
        double bound = scale * (energy - fitted) - 0.5 * scale * scale * residual;
        return objective - bound <= tolerance * objective;
    }
}
