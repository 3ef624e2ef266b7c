package hourglass.decomposition;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.SymmetricEigen;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.EncoderDecoder;
import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.Network;
import java.util.Arrays;
import java.util.List;

/**
 * The linear code of least squared error: centred items projected on the directions of largest variance (principal
 * component analysis).
 *
 * <p>With A the T x D matrix of centred rows over sqrt(T), these are the right singular vectors of A, and the variances
 * its squared singular values. No linear encoder and decoder reconstruct better (C. Eckart, G. Young, Psychometrika 1,
 * 1936; P. Baldi, K. Hornik, Neural Networks 2, 1989), and the mean squared error, summed over columns, is the total
 * variance less that of the components.
 *
 * @param mean of each column; like all arrays not copied, must not be changed afterwards
 * @param components row-major, one row of {@code mean.length} columns for each unit of the code: orthonormal, the number
 *     of largest size in each positive
 * @param variances of the units of the code, from the largest down (divided by the number of rows)
 * @param totalVariance the sum over all columns
 */
public record PrincipalComponents(float[] mean, float[] components, float[] variances, double totalVariance)
        implements EncoderDecoder {
    /** From more columns on, a matrix of all their covariances costs more than several passes over the data. */
    private static final int WIDE = 4096;
    /** Rows of a reconstruction that are made at once, in the cache. */
    private static final int CHUNK = 64;

    public PrincipalComponents {
        if (mean.length == 0 || variances.length == 0 || components.length != mean.length * variances.length) {
            throw new IllegalArgumentException("%d components of %d columns in %d numbers"
                    .formatted(variances.length, mean.length, components.length));
        }
    }

    /**
     * The principal components of rows, by their covariances; of more than 4096 columns by {@link #fitRandomized}.
     *
     * @param data read once, in order, or several times if wide
     * @param codeSize the number of components: at most the number of columns, fewer than rows
     * @throws InputException if the data do not vary in so many directions, or hold NaN or infinities
     */
    public static PrincipalComponents fit(Rows data, int codeSize, ThreadTeam team) {
        return fit(data, codeSize, codeSize, team);
    }

    /** As {@link #fit(Rows, int, ThreadTeam)}, on the threads of this process. */
    public static PrincipalComponents fit(Rows data, int codeSize) {
        return fit(data, codeSize, ThreadTeam.shared());
    }

    /**
     * The leading principal components of rows: as many as the data vary in, up to some number.
     *
     * @param data as for {@link #fit}
     * @param most components, at least 1
     * @throws InputException if all rows are the same, or hold NaN or infinities
     */
    public static PrincipalComponents fitLeading(Rows data, int most, ThreadTeam team) {
        return fit(data, Math.min(most, Math.min(data.columns(), data.count() - 1)), 1, team);
    }

    /** As {@link #fitLeading(Rows, int, ThreadTeam)}, on the threads of this process. */
    public static PrincipalComponents fitLeading(Rows data, int most) {
        return fitLeading(data, most, ThreadTeam.shared());
    }

    private static PrincipalComponents fit(Rows data, int most, int least, ThreadTeam team) {
        requireRoom(data, most);
        if (data.columns() > WIDE) {
            return SubspaceIteration.withSeed(1).fit(data, most, least, team);
        }
        Covariance covariance = Covariance.of(data, team);
        double[] variances = covariance.variances();
        SymmetricEigen eigen = SymmetricEigen.largest(covariance.values(), variances.length, most);
        return of(covariance.mean(), variances, eigen, least);
    }

    /**
     * Nearly the principal components of rows, without a matrix of covariances: memory is one batch and some numbers for
     * each column and component.
     *
     * @param data read, in order, {@code iterations + 3} times
     * @param codeSize the number of components: at most the number of columns, fewer than rows
     * @throws InputException if the data do not vary in so many directions, or hold NaN or infinities
     */
    public static PrincipalComponents fitRandomized(
            Rows data, int codeSize, SubspaceIteration iteration, ThreadTeam team) {
        requireRoom(data, codeSize);
        return iteration.fit(data, codeSize, codeSize, team);
    }

    /** As {@link #fitRandomized(Rows, int, SubspaceIteration, ThreadTeam)}, on the threads of this process. */
    public static PrincipalComponents fitRandomized(Rows data, int codeSize, SubspaceIteration iteration) {
        return fitRandomized(data, codeSize, iteration, ThreadTeam.shared());
    }

    /**
     * The leading directions of sparse rows about the origin, as latent semantic analysis has them: mean 0, mean squares in
     * place of variances, and as many as the rows extend in, up to some number.
     *
     * @param data sparse; read, in order, {@code iterations + 3} times
     * @param most components, at least 1
     * @throws InputException if all rows are 0
     */
    public static PrincipalComponents fitLeadingAboutOrigin(
            Rows data, int most, SubspaceIteration iteration, ThreadTeam team) {
        return new SparseSubspace(data, iteration, team)
                .components(Math.min(most, Math.min(data.columns(), data.count())), 1);
    }

    /** As {@link #fitLeadingAboutOrigin(Rows, int, SubspaceIteration, ThreadTeam)}, on the threads of this process. */
    public static PrincipalComponents fitLeadingAboutOrigin(Rows data, int most, SubspaceIteration iteration) {
        return fitLeadingAboutOrigin(data, most, iteration, ThreadTeam.shared());
    }

    private static void requireRoom(Rows data, int codeSize) {
        int most = Math.min(data.columns(), data.count() - 1);
        if (codeSize < 1 || codeSize > most) {
            throw new InputException(
                    "code size",
                    "",
                    "%d components of %d rows of %d columns".formatted(codeSize, data.count(), data.columns()),
                    most < 1 ? "give at least 2 rows" : "give 1 to " + most);
        }
    }

    /**
     * @param columnVariances of each column of the data
     * @param eigen the components and their variances, of which those are kept that the data vary in
     * @param least how many these have to be
     */
    static PrincipalComponents of(float[] mean, double[] columnVariances, SymmetricEigen eigen, int least) {
        double[] vectors = eigen.vectors();
        int found = 0;
        while (found < eigen.values().length
                && ColumnMoments.resolves(eigen.values()[found], vectors, found * mean.length, columnVariances)) {
            found++;
        }
        if (found < least) {
            throw new InputException(
                    "code size",
                    "",
                    "%d components of data that vary in only %d directions".formatted(least, found),
                    found == 0 ? "give rows that differ, of numbers within 1e18" : "give 1 to " + found);
        }
        float[] variances = new float[found];
        float[] components = new float[found * mean.length];
        for (int i = 0; i < variances.length; i++) {
            variances[i] = (float) eigen.values()[i];
        }
        for (int i = 0; i < components.length; i++) {
            components[i] = (float) vectors[i];
        }
        return new PrincipalComponents(
                mean, components, variances, Arrays.stream(columnVariances).sum());
    }

    @Override
    public int visible() {
        return mean.length;
    }

    @Override
    public int codeSize() {
        return variances.length;
    }

    /** The share of the total variance in each unit of the code. */
    public float[] explainedVarianceRatio() {
        float[] ratio = new float[variances.length];
        for (int i = 0; i < ratio.length; i++) {
            ratio[i] = (float) (variances[i] / totalVariance);
        }
        return ratio;
    }

    @Override
    public float[] encode(float[] items, ThreadTeam team) {
        RowStream stream = new RowStream(Rows.of(items, visible()));
        float[] codes = new float[Math.multiplyExact(stream.count(), codeSize())];
        team.run((part, parts) -> {
            for (int from = 0; from < stream.count(); from += stream.batch()) {
                stream.readCentred(from, mean, part, parts);
                team.barrier();
                project(stream, from, Block.of(stream.size(from), codeSize(), false, part, parts), codes);
                team.barrier();
            }
        });
        return codes;
    }

    private void project(RowStream stream, int from, Block block, float[] codes) {
        int n = visible();
        int k = codeSize();
        Blas.multiplyTransposed(
                block.height(),
                block.width(),
                n,
                stream.values(),
                block.rowFrom() * n,
                n,
                components,
                block.from() * n,
                n,
                0,
                codes,
                (from + block.rowFrom()) * k + block.from(),
                k);
    }

    @Override
    public float[] decode(float[] codes, ThreadTeam team) {
        int rows = Rows.of(codes, codeSize()).count();
        float[] items = new float[Math.multiplyExact(rows, visible())];
        team.run((part, parts) -> {
            Block block = Block.of(rows, visible(), false, part, parts);
            for (int row = block.rowFrom(); row < block.rowTo(); row += CHUNK) {
                rebuild(codes, items, row, Math.min(CHUNK, block.rowTo() - row), block.from(), block.width());
            }
        });
        return items;
    }

    private void rebuild(float[] codes, float[] items, int top, int height, int from, int width) {
        int n = visible();
        int k = codeSize();
        for (int row = top; row < top + height; row++) {
            System.arraycopy(mean, from, items, row * n + from, width);
        }
        Blas.multiply(height, width, k, codes, top * k, k, components, from, n, 1, items, top * n + from, n);
    }

    /**
     * The same code as a network of linear units, which training may start from: weights W = components', biases -mean W
     * in the encoder and mean in the decoder.
     *
     * @param tied whether the decoder uses the encoder's weights
     */
    public Autoencoder autoencoder(boolean tied) {
        int n = visible();
        int k = codeSize();
        Activation linear = Activation.LINEAR;
        Network network = Network.autoencoder(List.of(n, k), linear, linear, linear, tied);
        Layer encoder = network.layers().get(0);
        Layer decoder = network.layers().get(1);
        float[] parameters = new float[network.dimension()];
        System.arraycopy(mean, 0, parameters, decoder.biasOffset(), n);
        if (!tied) {
            System.arraycopy(components, 0, parameters, decoder.weightOffset(), components.length);
        }
        for (int unit = 0; unit < k; unit++) {
            double projectedMean = 0;
            for (int column = 0; column < n; column++) {
                float weight = components[unit * n + column];
                parameters[encoder.weightOffset() + column * k + unit] = weight;
                projectedMean += (double) weight * mean[column];
            }
            parameters[encoder.biasOffset() + unit] = (float) -projectedMean;
        }
        return new Autoencoder(network, parameters);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrincipalComponents that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(components, that.components)
                && Arrays.equals(variances, that.variances)
                && totalVariance == that.totalVariance;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(components);
    }
}
