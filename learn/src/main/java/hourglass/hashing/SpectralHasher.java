package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;
import java.util.List;

/**
 * Waves along principal components, see {@link SpectralHashing}: bit b of x is 1 where cos(w<sub>b</sub> (y - a)) is above 0, y being
 * the component {@code axes[b]} of x, a the least that it takes and w<sub>b</sub> the bit's frequency.
 *
 * @param components of the data
 * @param minima the least number of each component; like all arrays not copied, must not be changed afterwards
 * @param axes the component of each bit
 * @param frequencies of each bit, in radians for each unit of the component
 */
public record SpectralHasher(PrincipalComponents components, float[] minima, List<Integer> axes, float[] frequencies)
        implements Hasher {
    public SpectralHasher {
        axes = List.copyOf(axes);
        int most = components.codeSize();
        if (minima.length != most
                || axes.isEmpty()
                || axes.size() != frequencies.length
                || axes.stream().anyMatch(axis -> axis < 0 || axis >= most)) {
            throw new IllegalArgumentException("%d minima and %d frequencies of components %s, of which there are %d"
                    .formatted(minima.length, frequencies.length, axes, most));
        }
    }

    @Override
    public int visible() {
        return components.visible();
    }

    @Override
    public int codeSize() {
        return frequencies.length;
    }

    @Override
    public Matrix encode(Rows data, ThreadTeam team) {
        int bits = codeSize();
        Matrix projected = projection(components).encode(data, team);
        float[] codes = new float[Math.multiplyExact(data.count(), bits)];
        for (int row = 0; row < projected.count(); row++) {
            for (int bit = 0; bit < bits; bit++) {
                int axis = axes.get(bit);
                float along = projected.get(row, axis) - minima[axis];
                codes[row * bits + bit] = (float) Math.cos(frequencies[bit] * along);
            }
        }
        return new Matrix(codes, bits);
    }

    /** The components as a model that reads rows a few at a time. */
    static LinearHasher projection(PrincipalComponents components) {
        return new LinearHasher(components.mean(), components.components());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpectralHasher that
                && components.equals(that.components)
                && Arrays.equals(minima, that.minima)
                && axes.equals(that.axes)
                && Arrays.equals(frequencies, that.frequencies);
    }

    @Override
    public int hashCode() {
        return 31 * components.hashCode() + Arrays.hashCode(frequencies);
    }
}
