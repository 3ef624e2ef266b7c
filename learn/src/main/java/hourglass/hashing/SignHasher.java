package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;

/**
 * A bit for each column: whether the number is above the column's threshold.
 *
 * @param mean the threshold of each column; not copied, must not be changed afterwards
 */
public record SignHasher(float[] mean) implements Hasher {
    public SignHasher {
        if (mean.length == 0) {
            throw new IllegalArgumentException("no columns");
        }
    }

    @Override
    public int visible() {
        return mean.length;
    }

    @Override
    public int codeSize() {
        return mean.length;
    }

    @Override
    public Matrix encode(Rows data, ThreadTeam team) {
        return RowChunks.encode(data, mean.length, mean.length, team, (rows, count, codes, at) -> {
            for (int i = 0; i < count * mean.length; i++) {
                codes[at + i] = rows[i] - mean[i % mean.length];
            }
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignHasher that && Arrays.equals(mean, that.mean);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(mean);
    }
}
