package hourglass.anomaly;

import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.table.TableEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.FittedModel;
import hourglass.random.CounterRandom;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The squared errors of reconstructions by column, in the units of the transformed data: of a column of a table
 * reconstructed from the others; of other data from what masks leave, or all.
 *
 * <p>Of standardized numbers, what lies more than three deviations from the mean adds to its error the square of that
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
    private static final int BLOCK_VALUES = 1 << 20;

    private final FittedModel saved;
    private final double masking;
    private final EncoderDecoder model;
    private final ThreadTeam team;
    private final int[] widths;
    /** Which of the rows' columns is the first of each. */
    private final int[] places;
    /** Whether a column is one of standardized numbers. */
    private final boolean[] standardized;
    /** What 1 becomes in each of the rows' columns. */
    private final float[] ones;

    ColumnErrors(FittedModel saved, double masking, ThreadTeam team) {
        this.saved = saved;
        this.masking = masking;
        this.model = saved.encoderDecoder()
                .orElseThrow(() -> new IllegalArgumentException("a classifier reconstructs nothing"));
        this.team = team;
        TableEncoding table = saved.table();
        boolean numbers =
                saved.transform() instanceof Standardization && saved.data().imageShape() == null;
        this.widths = new int[table == null ? model.visible() : table.columns().size()];
        this.places = new int[widths.length];
        this.standardized = new boolean[widths.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = table == null ? 1 : table.columns().get(i).width();
            places[i] = i == 0 ? 0 : places[i - 1] + widths[i - 1];
            standardized[i] = numbers && !isCategory(i);
        }
        this.ones = new float[model.visible()];
        Arrays.fill(ones, 1);
        saved.transform().apply(ones, 0, 1);
    }

    private boolean isCategory(int column) {
        TableEncoding table = saved.table();
        return table != null && table.columns().get(column) instanceof TableEncoding.Category;
    }

    int columns() {
        return widths.length;
    }

    /** Which of the rows' columns is the first of a column. */
    int place(int column) {
        return places[column];
    }

    /** The errors of rows as they come, NaN where a cell is missing. */
    float[] of(float[] items) {
        float[] clean = transformed(items);
        return saved.table() == null ? ofItems(clean) : ofTable(clean, fromTheOthers(bounded(clean.clone())));
    }

    /** What the rest of each row predicts for each of its numbers, in the units of the data. */
    float[] expected(float[] items) {
        float[] input = bounded(transformed(items));
        float[] expected = saved.table() == null ? new float[items.length] : fromTheOthers(input);
        int masks = saved.table() == null ? masks() : 0;
        for (int mask = 0; mask < masks; mask++) {
            float[] again = model.decode(model.encode(masked(input, mask), team), team);
            for (int i = 0; i < again.length; i++) {
                expected[i] += again[i] / masks;
            }
        }
        saved.transform().invert(expected, 0, items.length / model.visible());
        return expected;
    }

    private float[] transformed(float[] items) {
        float[] clean = items.clone();
        saved.transform().apply(clean, 0, items.length / model.visible());
        return clean;
    }

    /** Puts 0 in place of missing values, takes standardized numbers that are far out for nearer ones; the same array. */
    float[] bounded(float[] transformed) {
        complete(transformed);
        for (int row = 0; row < transformed.length; row += model.visible()) {
            for (int column = 0; column < widths.length; column++) {
                if (standardized[column]) {
                    int at = row + places[column];
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
            errors[i] = finite(clean[i], errors[i] + farOut(i % widths.length, clean[i]));
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
        float[] errors = new float[rows * widths.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < widths.length; column++) {
                int at = row * model.visible() + places[column];
                errors[row * widths.length + column] =
                        finite(clean[at], error(column, clean, predicted, at) + farOut(column, clean[at]));
            }
        }
        return errors;
    }

    /**
     * Predictions of each column from a row of which it is masked, alone or with others: else a strange cell would in part
     * explain itself.
     */
    private float[] fromTheOthers(float[] input) {
        float[] predicted = new float[input.length];
        int groups = Math.min(widths.length, MOST_GROUPS);
        for (int group = 0; group < groups; group++) {
            float[] masked = input.clone();
            copyGroup(group, groups, new float[input.length], masked);
            copyGroup(group, groups, model.decode(model.encode(masked, team), team), predicted);
        }
        return predicted;
    }

    private void copyGroup(int group, int groups, float[] from, float[] to) {
        for (int row = 0; row < from.length; row += model.visible()) {
            for (int column = group; column < widths.length; column += groups) {
                System.arraycopy(from, row + places[column], to, row + places[column], widths[column]);
            }
        }
    }

    private float error(int column, float[] clean, float[] predicted, int at) {
        float error = 0;
        boolean unknown = isCategory(column);
        for (int i = at; i < at + widths[column]; i++) {
            float difference = clean[i] - predicted[i];
            error += difference * difference;
            unknown &= clean[i] == 0;
        }
        float one = ones[places[column]];
        return unknown ? error + one * one : error;
    }

    private float farOut(int column, float clean) {
        return standardized[column] ? Math.max(0, clean * clean - FAR_OUT * FAR_OUT) : 0;
    }

    private static float finite(float clean, float error) {
        return Float.isNaN(clean) ? Float.NaN : error <= LARGEST_ERROR ? error : LARGEST_ERROR;
    }

    /** How many rows to take at a time. */
    int blockRows() {
        return Math.max(1, Math.min(BLOCK_ROWS, BLOCK_VALUES / model.visible()));
    }

    /**
     * The mean of each column over the rows in which it is not missing.
     *
     * @param watcher is given the number of rows done, now and then
     */
    double[] means(Rows rows, IntConsumer watcher) {
        double[] sums = new double[widths.length];
        int[] counts = new int[widths.length];
        int block = blockRows();
        for (int from = 0; from < rows.count(); from += block) {
            watcher.accept(from);
            float[] errors =
                    of(rows.slice(from, Math.min(rows.count(), from + block)).toArray());
            for (int i = 0; i < errors.length; i++) {
                if (!Float.isNaN(errors[i])) {
                    sums[i % widths.length] += errors[i];
                    counts[i % widths.length]++;
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
