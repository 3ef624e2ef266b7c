package hourglass.cli.anomaly;

import hourglass.anomaly.Imputation;
import hourglass.anomaly.Imputation.Mixture;
import hourglass.data.Rows;
import hourglass.data.table.TableEncoding;
import hourglass.data.table.TableEncoding.Column;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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
    /** Weights of predictions are multiples of 1 / STEPS. */
    private static final int STEPS = 4;

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
    record Choice(Imputation imputation, Check check) {}

    /** The imputation that predicts the hidden cells best: by the autoencoder, linearly, by neighbours or by a mean of these. */
    Choice best(FittedModel saved, int rounds, double tolerance, ThreadTeam team) {
        HiddenValues hidden = values(saved);
        float[] network = hidden.predicted(new Imputation(saved, 1, tolerance), team);
        float[] often = rounds == 1 ? network : hidden.predicted(new Imputation(saved, rounds, tolerance), team);
        int made = hidden.error(often) < hidden.error(network) ? rounds : 1;
        network = made == 1 ? network : often;
        Mixture best = Mixture.AUTOENCODER;
        float[] predicted = network;
        if (saved.references() != null) {
            float[] near = hidden.predicted(new Imputation(saved, 1, tolerance, new Mixture(0, 1, 1)), team);
            double ridge = 1;
            float[] linear = network;
            for (double one : Imputation.predictsLinearly(saved) ? RIDGES : new double[0]) {
                float[] next = hidden.predicted(new Imputation(saved, 1, tolerance, new Mixture(1, 0, one)), team);
                if (ridge == 1 || hidden.error(next) < hidden.error(linear)) {
                    linear = next;
                    ridge = one;
                }
            }
            for (Mixture mixture : mixtures(ridge)) {
                float[] mixed = mixed(mixture, network, linear, near);
                if (hidden.error(mixed) < hidden.error(predicted)) {
                    best = mixture;
                    predicted = mixed;
                }
            }
        }
        return new Choice(
                new Imputation(saved, made, tolerance, best),
                new Check(hidden.cells(), hidden.error(predicted), hidden.errorOfMean()));
    }

    /** Weights in quarters; a ridge of 1 stands for no linear prediction. */
    private static List<Mixture> mixtures(double ridge) {
        List<Mixture> all = new ArrayList<>();
        for (int linear = 0; linear <= (ridge == 1 ? 0 : STEPS); linear++) {
            for (int near = 0; near <= STEPS - linear; near++) {
                all.add(new Mixture((double) linear / STEPS, (double) near / STEPS, ridge));
            }
        }
        return all;
    }

    private static float[] mixed(Mixture mixture, float[] network, float[] linear, float[] near) {
        float[] mixed = new float[network.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) ((1 - mixture.linear() - mixture.neighbors()) * network[i]
                    + mixture.linear() * linear[i]
                    + mixture.neighbors() * near[i]);
        }
        return mixed;
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

    /**
     * The hidden values, in the units of a model.
     *
     * @param gaps the rows that have hidden cells, untransformed, in blocks
     * @param places of the hidden values in each block
     * @param known what they are
     * @param means what the mean of their column is
     * @param cells how many cells they make up
     */
    private record HiddenValues(List<float[]> gaps, List<int[]> places, float[] known, float[] means, int cells) {
        float[] predicted(Imputation imputation, ThreadTeam team) {
            float[] predicted = new float[known.length];
            int at = 0;
            for (int block = 0; block < gaps.size(); block++) {
                float[] values = imputation.fill(gaps.get(block), team).values();
                FittedModel saved = imputation.saved();
                saved.transform()
                        .apply(values, 0, values.length / saved.bareModel().visible());
                for (int place : places.get(block)) {
                    predicted[at++] = values[place];
                }
            }
            return predicted;
        }

        double error(float[] predicted) {
            double sum = 0;
            for (int i = 0; i < known.length; i++) {
                sum += square(predicted[i] - known[i]);
            }
            return Math.sqrt(sum / cells);
        }

        double errorOfMean() {
            return error(means);
        }
    }

    private HiddenValues values(FittedModel saved) {
        float[] means = means(saved);
        BitSet varying = varying();
        Rows hidden = hidden();
        int count = Math.min(MOST_ROWS, rows.count());
        List<float[]> blocks = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        int cells = 0;
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(count, from + BLOCK);
            float[] known = rows.slice(from, to).toArray();
            float[] gaps = hidden.slice(from, to).toArray();
            saved.transform().apply(known, 0, to - from);
            int[] chosen = IntStream.range(0, known.length)
                    .filter(i -> Float.isNaN(gaps[i]) && !Float.isNaN(known[i]) && varying.get(i % rows.columns()))
                    .toArray();
            cells += cells(chosen);
            blocks.add(gaps);
            places.add(chosen);
            values.add(known);
        }
        int size = places.stream().mapToInt(chosen -> chosen.length).sum();
        float[] known = new float[size];
        float[] ofMeans = new float[size];
        int at = 0;
        for (int block = 0; block < blocks.size(); block++) {
            for (int place : places.get(block)) {
                known[at] = values.get(block)[place];
                ofMeans[at++] = means[place % rows.columns()];
            }
        }
        return new HiddenValues(blocks, places, known, ofMeans, cells);
    }

    /** Which of the rows' columns have more than one value: that the others are predicted well says nothing. */
    private BitSet varying() {
        BitSet varying = new BitSet();
        float[] first = new float[rows.columns()];
        float[] row = new float[rows.columns()];
        Arrays.fill(first, Float.NaN);
        for (int i = 0; i < Math.min(MOST_ROWS, rows.count()) && varying.cardinality() < row.length; i++) {
            rows.read(i, row, 0);
            for (int column = 0; column < row.length; column++) {
                if (!Float.isNaN(row[column]) && !varying.get(column)) {
                    varying.set(column, !Float.isNaN(first[column]) && row[column] != first[column]);
                    first[column] = row[column];
                }
            }
        }
        return varying;
    }

    /** A category is one cell, though it has a value for each of its own. */
    private int cells(int[] places) {
        boolean[] first = new boolean[rows.columns()];
        int at = 0;
        for (Column column : encoding.columns()) {
            first[at] = true;
            at += column.width();
        }
        return (int) Arrays.stream(places)
                .filter(place -> first[place % rows.columns()])
                .count();
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
