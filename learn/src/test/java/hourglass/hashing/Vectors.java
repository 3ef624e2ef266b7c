package hourglass.hashing;

import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.util.SplittableRandom;

/** Vectors for tests. */
final class Vectors {
    private Vectors() {}

    /** Normal numbers, those of column j of deviation 1 / (1 + j / 2) around j. */
    static Rows normal(int count, int columns, long seed) {
        SplittableRandom random = Seeds.random(seed, columns);
        float[] values = new float[count * columns];
        for (int i = 0; i < values.length; i++) {
            int column = i % columns;
            values[i] = (float) (column + random.nextGaussian() / (1 + column / 2.0));
        }
        return Rows.of(values, columns);
    }

    /** Classes in turn, around centres that lie apart. */
    static Rows classes(int count, int columns, int classes, long seed) {
        SplittableRandom random = Seeds.random(seed, columns);
        double[] centres = random.doubles((long) classes * columns, -2, 2).toArray();
        float[] values = new float[count * columns];
        int[] labels = new int[count];
        for (int row = 0; row < count; row++) {
            labels[row] = row % classes;
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] =
                        (float) (centres[labels[row] * columns + column] + 0.7 * random.nextGaussian());
            }
        }
        return Rows.of(values, columns).labelled(labels);
    }
}
