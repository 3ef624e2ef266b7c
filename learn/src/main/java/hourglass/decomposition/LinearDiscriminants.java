package hourglass.decomposition;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.SymmetricEigen;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Encoder;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Linear discriminant analysis for any number of classes: the linear code in which the means of classes lie farthest apart,
 * measured by the spread within classes (C. R. Rao, JRSS B 10, 1948; R. A. Fisher, Annals of Eugenics 7, 1936).
 *
 * <p>With S<sub>w</sub> the covariance within classes and S<sub>b</sub> that of the classes' means, the units are the leading
 * solutions v of S<sub>b</sub> v = lambda S<sub>w</sub> v, scaled to v' S<sub>w</sub> v = 1: in the code, every class has about unit variance.
 * S<sub>w</sub> is shrunk towards a multiple of the identity, so that directions in which few rows vary by chance do not count.
 *
 * @param shrinkage the share of the identity in S<sub>w</sub>, above 0 to 1
 */
public record LinearDiscriminants(double shrinkage) {
    public LinearDiscriminants {
        if (!(shrinkage > 0 && shrinkage <= 1)) {
            throw new IllegalArgumentException("the shrinkage must lie in 0..1 without 0, but was " + shrinkage);
        }
    }

    /**
     * Fits to the rows that have a class.
     *
     * @param data with labels; rows without one are left out
     * @param codeSize units of the code, at most one less than there are classes, and at most the columns
     * @param team the threads that share the work
     * @return one linear layer
     * @throws InputException if there are too few classes, or no class has two different rows
     */
    public Encoder fit(Rows data, int codeSize, ThreadTeam team) {
        int[] labelled = data.rowsWithClass();
        int classes = (int) Arrays.stream(labelled).map(data::label).distinct().count();
        int most = Math.min(classes - 1, data.columns());
        if (codeSize < 1 || codeSize > most) {
            throw new InputException(
                    "code size",
                    "",
                    "%d discriminants of %d classes and %d columns".formatted(codeSize, classes, data.columns()),
                    most < 1 ? "give rows of two classes or more" : "give 1 to " + most);
        }
        Rows rows = data.select(labelled);
        Covariance covariance = Covariance.of(rows, team);
        double[][] offsets = classOffsets(rows, covariance.mean());
        double[] whitening = whitening(within(covariance.values(), offsets, rows.columns()), rows.columns());
        return encoder(covariance.mean(), directions(whitening, offsets, rows.columns(), codeSize));
    }

    /** Fits to the rows that have a class, on the threads of this process. */
    public Encoder fit(Rows data, int codeSize) {
        return fit(data, codeSize, ThreadTeam.shared());
    }

    /** For each class that has rows, its mean less that of all rows, times the root of its share of the rows. */
    private static double[][] classOffsets(Rows rows, float[] mean) {
        int n = rows.columns();
        int classes = IntStream.range(0, rows.count()).map(rows::label).max().orElseThrow() + 1;
        double[][] sums = new double[classes][];
        int[] counts = new int[classes];
        float[] row = new float[n];
        for (int i = 0; i < rows.count(); i++) {
            int label = rows.label(i);
            sums[label] = sums[label] == null ? new double[n] : sums[label];
            counts[label]++;
            rows.read(i, row, 0);
            for (int j = 0; j < n; j++) {
                sums[label][j] += row[j];
            }
        }
        for (int label = 0; label < classes; label++) {
            for (int j = 0; counts[label] > 0 && j < n; j++) {
                double offset = sums[label][j] / counts[label] - mean[j];
                sums[label][j] = offset * Math.sqrt((double) counts[label] / rows.count());
            }
        }
        return Arrays.stream(sums).filter(sum -> sum != null).toArray(double[][]::new);
    }

    /** S_w = S - S_b, shrunk; the upper triangle. */
    private double[] within(double[] all, double[][] offsets, int n) {
        double[] within = all.clone();
        for (double[] offset : offsets) {
            for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++) {
                    within[i * n + j] -= offset[i] * offset[j];
                }
            }
        }
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += within[i * n + i];
        }
        if (!(trace > 0)) {
            throw new InputException("data", "", "rows of a class do not differ", "give rows that differ");
        }
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                within[i * n + j] *= 1 - shrinkage;
            }
            within[i * n + i] += shrinkage * trace / n;
        }
        return within;
    }

    /** Rows v / sqrt(lambda) of the eigenvectors of S_w: W S_w W' = 1. */
    private static double[] whitening(double[] within, int n) {
        SymmetricEigen eigen = SymmetricEigen.largest(within, n, n);
        double[] whitening = eigen.vectors();
        for (int i = 0; i < n; i++) {
            double scale = 1 / Math.sqrt(eigen.values()[i]);
            for (int j = 0; j < n; j++) {
                whitening[i * n + j] *= scale;
            }
        }
        return whitening;
    }

    /** The leading eigenvectors of the means' covariance in whitened columns, taken back to the columns. */
    private static double[] directions(double[] whitening, double[][] offsets, int n, int codeSize) {
        double[] between = new double[n * n];
        double[] white = new double[n];
        for (double[] offset : offsets) {
            for (int i = 0; i < n; i++) {
                white[i] = 0;
                for (int j = 0; j < n; j++) {
                    white[i] += whitening[i * n + j] * offset[j];
                }
            }
            for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++) {
                    between[i * n + j] += white[i] * white[j];
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.largest(between, n, codeSize);
        double[] directions = new double[codeSize * n];
        for (int unit = 0; unit < codeSize; unit++) {
            for (int i = 0; i < n; i++) {
                double weight = eigen.vectors()[unit * n + i];
                for (int j = 0; j < n; j++) {
                    directions[unit * n + j] += weight * whitening[i * n + j];
                }
            }
        }
        return directions;
    }

    private static Encoder encoder(float[] mean, double[] directions) {
        int n = mean.length;
        int units = directions.length / n;
        Network network =
                Network.encoder(MapShape.of(n), LayerSpec.dense(List.of(units)), Activation.LINEAR, Activation.LINEAR);
        float[] parameters = new float[network.dimension()];
        for (int unit = 0; unit < units; unit++) {
            double projected = 0;
            for (int j = 0; j < n; j++) {
                parameters[j * units + unit] = (float) directions[unit * n + j];
                projected += directions[unit * n + j] * mean[j];
            }
            parameters[network.weightCount() + unit] = (float) -projected;
        }
        return new Encoder(network, parameters);
    }
}
