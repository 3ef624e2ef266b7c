package hourglass.cli.anomaly;

import hourglass.anomaly.Imputation;
import hourglass.data.Rows;
import hourglass.data.table.TableEncoding;
import hourglass.data.table.TableEncoding.Column;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cells that are known but hidden, from the fit too, to measure how well they are predicted.
 *
 * @param rows encoded, all known
 * @param encoding of the table
 * @param seed of the choice
 */
record HiddenCells(Rows rows, TableEncoding encoding, long seed) {
    private static final double SHARE = 0.05;
    /** What is added to the variances, which are 1, for linear predictions. */
    private static final double[] RIDGES = {0.001, 0.01, 0.1, 0.3};
    /** Weights of linear predictions beside the autoencoder's. */
    private static final double[] SHARES = {0.25, 0.5, 0.75};

    private static final int BLOCK = 1024;
    /** This many rows measure the error precisely enough. */
    private static final int MOST_ROWS = 20_000;

    /**
     * The error of the predictions of hidden cells.
     *
     * @param cells how many were hidden
     * @param error the root of the mean squared error, in deviations; of a category over its values, scaled likewise
     * @param errorOfMean the same for a number's mean and a category's shares
     */
    record Check(int cells, double error, double errorOfMean) {}

    /** How hidden cells are predicted, and how well. */
    record Choice(Imputation imputation, Check check) {
        private Choice orBetter(Choice other) {
            return other.check.error < check.error ? other : this;
        }
    }

    /** The imputation that predicts the hidden cells best: by the autoencoder, linearly or by a mean of both. */
    Choice best(FittedModel saved, int rounds, double tolerance, ThreadTeam team) {
        Choice once = choice(new Imputation(saved, 1, tolerance), team);
        Choice network = rounds == 1 ? once : once.orBetter(choice(new Imputation(saved, rounds, tolerance), team));
        if (!Imputation.predictsLinearly(saved)) {
            return network;
        }
        int made = network == once ? 1 : rounds;
        double ridge = 0;
        Choice linear = null;
        for (double one : RIDGES) {
            Choice next = choice(new Imputation(saved, 1, tolerance, 1, one), team);
            if (linear == null || next.check.error < linear.check.error) {
                linear = next;
                ridge = one;
            }
        }
        Choice best = linear == null ? network : network.orBetter(linear);
        for (double share : SHARES) {
            best = best.orBetter(choice(new Imputation(saved, made, tolerance, share, ridge), team));
        }
        return best;
    }

    private Choice choice(Imputation imputation, ThreadTeam team) {
        return new Choice(imputation, check(imputation, team));
    }

    /** The rows without the hidden cells, which are NaN: a view. */
    Rows hidden() {
        Rows whole = rows;
        List<Column> columns = encoding.columns();
        return new Rows() {
            @Override
            public int count() {
                return whole.count();
            }

            @Override
            public int columns() {
                return whole.columns();
            }

            @Override
            public void read(int row, float[] target, int offset) {
                whole.read(row, target, offset);
                SplittableRandom random = Seeds.random(seed, row);
                int at = offset;
                for (Column column : columns) {
                    if (random.nextDouble() < SHARE) {
                        Arrays.fill(target, at, at + column.width(), Float.NaN);
                    }
                    at += column.width();
                }
            }
        };
    }

    /** Predicts the hidden cells, and compares them with the known values. */
    Check check(Imputation imputation, ThreadTeam team) {
        FittedModel saved = imputation.saved();
        float[] means = means(saved);
        Rows hidden = hidden();
        int count = Math.min(MOST_ROWS, rows.count());
        double error = 0;
        double ofMean = 0;
        int cells = 0;
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(count, from + BLOCK);
            float[] known = rows.slice(from, to).toArray();
            float[] gaps = hidden.slice(from, to).toArray();
            float[] predicted = imputation.fill(gaps, team).values();
            saved.transform().apply(known, 0, to - from);
            saved.transform().apply(predicted, 0, to - from);
            for (int row = 0; row < to - from; row++) {
                int at = 0;
                for (Column column : encoding.columns()) {
                    int first = row * rows.columns() + at;
                    if (Float.isNaN(gaps[first]) && !Float.isNaN(known[first])) {
                        cells++;
                        for (int i = 0; i < column.width(); i++) {
                            error += square(predicted[first + i] - known[first + i]);
                            ofMean += square(means[at + i] - known[first + i]);
                        }
                    }
                    at += column.width();
                }
            }
        }
        return new Check(cells, Math.sqrt(error / cells), Math.sqrt(ofMean / cells));
    }

    /** The mean of each column over the rows in which it is known, transformed. */
    private float[] means(FittedModel saved) {
        float[] means = new float[rows.columns()];
        double[] sums = new double[rows.columns()];
        int[] counts = new int[rows.columns()];
        float[] row = new float[rows.columns()];
        for (int i = 0; i < Math.min(MOST_ROWS, rows.count()); i++) {
            rows.read(i, row, 0);
            for (int column = 0; column < row.length; column++) {
                if (!Float.isNaN(row[column])) {
                    sums[column] += row[column];
                    counts[column]++;
                }
            }
        }
        for (int column = 0; column < means.length; column++) {
            means[column] = (float) (sums[column] / Math.max(1, counts[column]));
        }
        saved.transform().apply(means, 0, 1);
        return means;
    }

    private static double square(double difference) {
        return difference * difference;
    }
}
