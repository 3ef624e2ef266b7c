package hourglass.anomaly;

import hourglass.data.Rows;
import hourglass.data.table.TableEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.FittedModel;
import hourglass.random.CounterRandom;
import java.util.Arrays;

/**
 * The squared errors of reconstructions by column, in the units of the transformed data: of a column of a table
 * reconstructed from the others alone; of other data from what masks leave, or all.
 */
final class ColumnErrors {
    /** So many masks are tried, the same for all rows: a row's error depends on nothing but the row. */
    private static final int MASKS = 4;

    private final FittedModel saved;
    private final double masking;
    private final EncoderDecoder model;
    private final ThreadTeam team;
    private final int[] widths;
    /** What 1 becomes in each of the rows' columns. */
    private final float[] ones;

    ColumnErrors(FittedModel saved, double masking, ThreadTeam team) {
        this.saved = saved;
        this.masking = masking;
        this.model = saved.encoderDecoder()
                .orElseThrow(() -> new IllegalArgumentException("a classifier reconstructs nothing"));
        this.team = team;
        TableEncoding table = saved.table();
        this.widths = new int[table == null ? model.visible() : table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = table == null ? 1 : table.columns().get(i).width();
        }
        this.ones = new float[model.visible()];
        Arrays.fill(ones, 1);
        saved.transform().apply(ones, 0, 1);
    }

    int columns() {
        return widths.length;
    }

    /** The errors of rows as they come, NaN where a cell is missing. */
    float[] of(float[] items) {
        float[] clean = items.clone();
        saved.transform().apply(clean, 0, items.length / model.visible());
        return saved.table() == null ? ofItems(clean) : ofTable(clean);
    }

    private float[] ofItems(float[] clean) {
        float[] errors = new float[clean.length];
        int masks = masking == 0 ? 1 : MASKS;
        for (int mask = 0; mask < masks; mask++) {
            float[] again = model.decode(model.encode(masked(clean, mask), team), team);
            for (int i = 0; i < clean.length; i++) {
                float difference = clean[i] - again[i];
                errors[i] += difference * difference / masks;
            }
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

    private float[] ofTable(float[] clean) {
        float[] input = complete(clean.clone());
        int rows = clean.length / model.visible();
        float[] errors = new float[rows * widths.length];
        int place = 0;
        for (int column = 0; column < widths.length; column++) {
            float[] again = fromTheOthers(input, place, widths[column]);
            for (int row = 0; row < rows; row++) {
                int at = row * model.visible() + place;
                errors[row * widths.length + column] = error(column, clean, again, at, place);
            }
            place += widths[column];
        }
        return errors;
    }

    /** Reconstructions of rows of which a column is masked: else a strange cell would in part explain itself. */
    private float[] fromTheOthers(float[] input, int place, int width) {
        float[] masked = input.clone();
        for (int at = place; at < masked.length; at += model.visible()) {
            Arrays.fill(masked, at, at + width, 0);
        }
        return model.decode(model.encode(masked, team), team);
    }

    private float error(int column, float[] clean, float[] again, int at, int place) {
        float error = 0;
        boolean unknown =
                saved.table() != null && saved.table().columns().get(column) instanceof TableEncoding.Category;
        for (int i = at; i < at + widths[column]; i++) {
            float difference = clean[i] - again[i];
            error += difference * difference;
            unknown &= clean[i] == 0;
        }
        return unknown ? error + ones[place] * ones[place] : error;
    }

    /** The mean of each column over the rows in which it is not missing. */
    double[] means(Rows rows, int block) {
        double[] sums = new double[widths.length];
        int[] counts = new int[widths.length];
        for (int from = 0; from < rows.count(); from += block) {
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
