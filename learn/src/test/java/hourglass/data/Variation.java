package hourglass.data;

import java.util.zip.CRC32;

/** Figures of a set of images that tests hold on to. */
public final class Variation {
    private Variation() {}

    /** The squared distance of a row to the mean row, on average. */
    public static double of(Rows rows) {
        double[] sum = new double[rows.columns()];
        double squares = 0;
        float[] row = new float[rows.columns()];
        for (int i = 0; i < rows.count(); i++) {
            rows.read(i, row, 0);
            for (int column = 0; column < row.length; column++) {
                sum[column] += row[column];
                squares += (double) row[column] * row[column];
            }
        }
        double variation = squares / rows.count();
        for (double total : sum) {
            variation -= total / rows.count() * (total / rows.count());
        }
        return variation;
    }

    public static long checksum(Rows rows) {
        CRC32 checksum = new CRC32();
        for (float value : rows.toArray()) {
            checksum.update(Math.round(255 * value));
        }
        return checksum.getValue();
    }
}
