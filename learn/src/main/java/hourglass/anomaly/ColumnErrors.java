package hourglass.anomaly;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.FittedModel;
import hourglass.random.CounterRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The squared errors of reconstructions by column, in the units of the transformed data: of a column of a table
 * reconstructed from the others; of other data from what masks leave, or all.
 *
 * <p>A column that has one value in all rows is expected to have it, and what it has does not bear on what others are expected to
 * have. Of standardized numbers, what lies more than three deviations from the mean adds to its error the square of that
 * distance beyond nine: rows that are far out together predict each other, and a model that was fitted to them knows them.
 */
final class ColumnErrors {
    /** So many masks are tried, the same for all rows: a row's error depends on nothing but the row. */
    private static final int MASKS = 4;
    /**
     * A table of more columns is reconstructed so many times, each time with another group of columns masked: the time is
     * then in proportion to the number of columns, and a group is far smaller than what the noise of the fit masked.
     */
    static final int MOST_GROUPS = 64;

    /** Standardized numbers beyond this distance are taken for it where other columns are predicted from them. */
    private static final float LARGEST_INPUT = 10;

    private static final float FAR_OUT = 3;
    /** So that sums of errors are finite. */
    private static final float LARGEST_ERROR = 1e12f;

    private static final int BLOCK_ROWS = 1024;
    private static final int BLOCK_VALUES = 1 << 21;

    private final FittedModel saved;
    private final double masking;
    private final EncoderDecoder model;
    private final ThreadTeam team;
    private final ColumnLayout layout;
    private final MaskedReconstruction reconstruction;
    /** Whether numbers are standardized. */
    private final boolean standardized;
    /** Predicts beside the network; null for what is no table, or one of very many columns. */
    private final @Nullable LinearPredictor linear;
    /** What 1 becomes in each of the rows' columns. */
    private final float[] ones;

    private final BitSet constant;

    /** @param constant which columns have one value in all rows, from {@link #constant} */
    ColumnErrors(FittedModel saved, double masking, BitSet constant, ThreadTeam team) {
        this.saved = saved;
        this.masking = masking;
        this.constant = constant;
        this.model = saved.encoderDecoder()
                .orElseThrow(() -> new IllegalArgumentException("a classifier reconstructs nothing"));
        this.team = team;
        this.layout = ColumnLayout.of(saved.table(), model.visible());
        this.reconstruction = new MaskedReconstruction(model, layout, MOST_GROUPS, team);
        this.standardized = standardizes(saved);
        Matrix references = saved.references();
        this.linear = references == null || model.visible() > LinearPredictor.MOST_VALUES
                ? null
                : LinearPredictor.of(references.values(), layout, References.RIDGE, References.TYPICAL);
        this.ones = new float[model.visible()];
        Arrays.fill(ones, 1);
        saved.transform().apply(ones, 0, 1);
    }

    private static boolean standardizes(FittedModel saved) {
        return saved.transform() instanceof Standardization && saved.data().imageShape() == null;
    }

    /**
     * Which columns have one value in all rows: categories of no other, and standardized numbers that are all 0.
     *
     * @param rows as they come, untransformed
     */
    static BitSet constant(FittedModel saved, Rows rows) {
        ColumnLayout layout = ColumnLayout.of(saved.table(), rows.columns());
        BitSet constant = new BitSet();
        for (int column = 0; column < layout.columns() && standardizes(saved); column++) {
            constant.set(column, layout.widths()[column] == 1);
        }
        int block = blockRows(rows.columns());
        for (int from = 0; from < rows.count() && !constant.isEmpty(); from += block) {
            float[] values =
                    rows.slice(from, Math.min(rows.count(), from + block)).toArray();
            saved.transform().apply(values, 0, values.length / rows.columns());
            for (int column = constant.nextSetBit(0); column >= 0; column = constant.nextSetBit(column + 1)) {
                constant.set(column, layout.categories()[column] || isZero(values, layout, column));
            }
        }
        return constant;
    }

    /** Whether a column is 0 in all rows in which it is not missing. */
    private static boolean isZero(float[] rows, ColumnLayout layout, int column) {
        for (int at = layout.places()[column]; at < rows.length; at += layout.values()) {
            if (rows[at] != 0 && !Float.isNaN(rows[at])) {
                return false;
            }
        }
        return true;
    }

    int columns() {
        return layout.columns();
    }

    /** How many columns have more than one value. */
    int varying() {
        return layout.columns() - constant.cardinality();
    }

    /**
     * Whether a column counts in a row: it is not missing, and does not have what it has in all rows.
     *
     * @param off its error or distance in this row, NaN where it is missing
     */
    boolean counts(int column, float off) {
        return constant.get(column) ? off > 0 : !Float.isNaN(off);
    }

    /** Puts what is expected of constant columns in their place; the same array. */
    private float[] withConstants(float[] rows) {
        for (int column = constant.nextSetBit(0); column >= 0; column = constant.nextSetBit(column + 1)) {
            int place = layout.places()[column];
            for (int at = place; at < rows.length; at += layout.values()) {
                rows[at] = layout.categories()[column] ? ones[place] : 0;
            }
        }
        return rows;
    }

    /** Which of the rows' columns is the first of a column. */
    int place(int column) {
        return layout.places()[column];
    }

    ColumnLayout layout() {
        return layout;
    }

    /** Rows in the units of the model, a copy. */
    float[] transformed(float[] items) {
        float[] clean = items.clone();
        saved.transform().apply(clean, 0, items.length / model.visible());
        return clean;
    }

    /** The errors of rows as they come, NaN where a cell is missing. */
    float[] of(float[] items) {
        float[] clean = transformed(items);
        return saved.table() == null ? ofItems(clean) : ofTable(clean, fromTheOthers(clean));
    }

    /** What the rest of each row predicts for each of its numbers, in the units of the data. */
    float[] expected(float[] items) {
        float[] clean = transformed(items);
        float[] expected = saved.table() == null ? new float[items.length] : fromTheOthers(clean);
        float[] input = bounded(clean);
        int masks = saved.table() == null ? masks() : 0;
        for (int mask = 0; mask < masks; mask++) {
            float[] again = model.decode(model.encode(masked(input, mask), team), team);
            for (int i = 0; i < again.length; i++) {
                expected[i] += again[i] / masks;
            }
        }
        withConstants(expected);
        saved.transform().invert(expected, 0, items.length / model.visible());
        return expected;
    }

    /**
     * Puts 0 in place of missing values, takes standardized numbers that are far out for nearer ones, and constant columns for what they
     * are in all rows; the same array.
     */
    private float[] bounded(float[] transformed) {
        return withConstants(complete(standardized ? bound(transformed, layout) : transformed));
    }

    /** Takes standardized numbers that are far out for nearer ones; the same array. */
    static float[] bound(float[] transformed, ColumnLayout layout) {
        for (int row = 0; row < transformed.length; row += layout.values()) {
            for (int column = 0; column < layout.columns(); column++) {
                if (!layout.categories()[column]) {
                    int at = row + layout.places()[column];
                    transformed[at] = Math.max(-LARGEST_INPUT, Math.min(LARGEST_INPUT, transformed[at]));
                }
            }
        }
        return transformed;
    }

    private int masks() {
        return masking == 0 ? 1 : MASKS;
    }

    private float[] ofItems(float[] clean) {
        float[] errors = new float[clean.length];
        float[] input = bounded(clean.clone());
        int masks = masks();
        for (int mask = 0; mask < masks; mask++) {
            float[] again = model.decode(model.encode(masked(input, mask), team), team);
            for (int i = 0; i < clean.length; i++) {
                float difference = clean[i] - again[i];
                errors[i] += difference * difference / masks;
            }
        }
        for (int i = 0; i < errors.length; i++) {
            int column = i % layout.columns();
            float error = constant.get(column) ? clean[i] * clean[i] : errors[i];
            errors[i] = finite(clean[i], error + farOut(column, clean[i]));
        }
        return errors;
    }

    private float[] masked(float[] clean, int mask) {
        float[] kept = new float[model.visible()];
        CounterRandom.uniform(CounterRandom.key(0, mask), 0, kept, 0, kept.length);
        float[] masked = clean.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] = kept[i % kept.length] < masking ? 0 : masked[i];
        }
        return masked;
    }

    private float[] ofTable(float[] clean, float[] predicted) {
        int rows = clean.length / model.visible();
        float[] errors = new float[rows * layout.columns()];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < layout.columns(); column++) {
                int at = row * model.visible() + layout.places()[column];
                errors[row * layout.columns() + column] =
                        finite(clean[at], error(column, clean, predicted, at) + farOut(column, clean[at]));
            }
        }
        return errors;
    }

    /**
     * Predictions of each column from a row of which it is masked, alone or with others: else a strange cell would in part
     * explain itself. With references it is the mean of what the network and the linear part predict.
     */
    private float[] fromTheOthers(float[] clean) {
        float[] input = bounded(clean.clone());
        float[] predicted = reconstruction.fromTheOthers(input);
        if (linear != null) {
            linear.fill(clean, input);
            float[] also = linear.fromTheOthers(input);
            for (int i = 0; i < predicted.length; i++) {
                predicted[i] = (predicted[i] + also[i]) / 2;
            }
        }
        return withConstants(predicted);
    }

    private float error(int column, float[] clean, float[] predicted, int at) {
        float error = 0;
        boolean unknown = layout.categories()[column];
        for (int i = at; i < at + layout.widths()[column]; i++) {
            float difference = clean[i] - predicted[i];
            error += difference * difference;
            unknown &= clean[i] == 0;
        }
        float one = ones[layout.places()[column]];
        return unknown ? error + one * one : error;
    }

    private float farOut(int column, float clean) {
        return standardized && !layout.categories()[column] ? Math.max(0, clean * clean - FAR_OUT * FAR_OUT) : 0;
    }

    private static float finite(float clean, float error) {
        return Float.isNaN(clean) ? Float.NaN : error <= LARGEST_ERROR ? error : LARGEST_ERROR;
    }

    /** How many rows to take at a time. */
    int blockRows() {
        return blockRows(model.visible());
    }

    /** How many rows of so many numbers to take at a time. */
    static int blockRows(int width) {
        return Math.max(1, Math.min(BLOCK_ROWS, BLOCK_VALUES / width));
    }

    /**
     * The mean of each column over the rows in which it is not missing.
     *
     * @param watcher is given the number of rows done, now and then
     */
    double[] means(Rows rows, IntConsumer watcher) {
        double[] sums = new double[layout.columns()];
        int[] counts = new int[layout.columns()];
        int block = blockRows();
        for (int from = 0; from < rows.count(); from += block) {
            watcher.accept(from);
            float[] errors =
                    of(rows.slice(from, Math.min(rows.count(), from + block)).toArray());
            for (int i = 0; i < errors.length; i++) {
                if (!Float.isNaN(errors[i])) {
                    sums[i % layout.columns()] += errors[i];
                    counts[i % layout.columns()]++;
                }
            }
        }
        for (int column = 0; column < sums.length; column++) {
            sums[column] /= Math.max(1, counts[column]);
        }
        return sums;
    }

    /** Puts 0 in place of missing values, which are NaN, and returns the same array. */
    static float[] complete(float[] transformed) {
        for (int i = 0; i < transformed.length; i++) {
            transformed[i] = Float.isNaN(transformed[i]) ? 0 : transformed[i];
        }
        return transformed;
    }
}
