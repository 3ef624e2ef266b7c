package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Spectral hashing (Y. Weiss, A. Torralba, R. Fergus, NIPS 2008): the codes that a graph of similar items relaxes to, if the items are
 * uniform in a box along their principal components. On a side from a to b, the k-th eigenfunction of the graph's Laplacian is
 * sin(pi/2 + k pi (x - a) / (b - a)), and its eigenvalue 1 - exp(-e<sup>2</sup>/2 (k pi / (b - a))<sup>2</sup>) grows with its frequency
 * (equations 8 and 9), so that the bits are the signs of those of lowest frequency.
 *
 * <table><caption>The paper's symbols</caption>
 * <tr><td>a</td><td>{@link SpectralHasher#minima}</td></tr>
 * <tr><td>k pi / (b - a)</td><td>{@link SpectralHasher#frequencies}</td></tr>
 * </table>
 *
 * <p>Data are read twice, some rows at a time.
 *
 * @param bits of a code
 */
public record SpectralHashing(int bits) implements HashingMethod<SpectralHasher> {
    private static final int BLOCK = 4096;

    public SpectralHashing {
        Sampling.checkBits(bits);
    }

    /** For codes of so many bits. */
    public static SpectralHashing of(int bits) {
        return new SpectralHashing(bits);
    }

    @Override
    public SpectralHasher fit(Rows data, ThreadTeam team) {
        PrincipalComponents components = PrincipalComponents.fitLeading(data, bits, team);
        int most = components.codeSize();
        float[] minima = new float[most];
        float[] maxima = new float[most];
        Arrays.fill(minima, Float.POSITIVE_INFINITY);
        Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
        LinearHasher projection = SpectralHasher.projection(components);
        for (int from = 0; from < data.count(); from += BLOCK) {
            Matrix block = projection.encode(data.slice(from, Math.min(data.count(), from + BLOCK)), team);
            for (int i = 0; i < block.values().length; i++) {
                minima[i % most] = Math.min(minima[i % most], block.values()[i]);
                maxima[i % most] = Math.max(maxima[i % most], block.values()[i]);
            }
        }
        double[] sides = new double[most];
        Arrays.setAll(sides, axis -> (double) maxima[axis] - minima[axis]);
        List<Mode> modes = modes(sides, bits);
        float[] frequencies = new float[bits];
        for (int bit = 0; bit < bits; bit++) {
            frequencies[bit] = (float) modes.get(bit).frequency();
        }
        return new SpectralHasher(
                components, minima, modes.stream().map(Mode::axis).toList(), frequencies);
    }

    /** An eigenfunction of a box that varies along one side. */
    record Mode(int axis, double frequency) {}

    /** Those of the lowest frequencies, from the lowest up. */
    static List<Mode> modes(double[] sides, int bits) {
        return IntStream.range(0, sides.length)
                .boxed()
                .flatMap(axis ->
                        Stream.iterate(1, k -> k + 1).limit(bits).map(k -> new Mode(axis, k * Math.PI / sides[axis])))
                .sorted(Comparator.comparingDouble(Mode::frequency).thenComparingInt(Mode::axis))
                .limit(bits)
                .toList();
    }
}
