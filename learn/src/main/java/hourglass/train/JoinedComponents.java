package hourglass.train;

import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.SubspaceIteration;
import hourglass.hashing.IterativeQuantization;
import hourglass.matrix.Blas;
import hourglass.matrix.Elementwise;
import hourglass.matrix.SymmetricEigen;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Encoder;
import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import java.util.List;

/**
 * Joins the code of one linear layer with principal components of the rows, and keeps the leading components of both
 * together, as many as the code had units. All three maps are linear, so that one linear layer is what comes of it.
 *
 * <p>What was learned brings together what is alike in kind, and the components keep what tells items apart within a kind, which
 * finds more among the very nearest. The last step is about the origin, since a cosine is between directions from there: it
 * keeps inner products as well as so many numbers can. Components alone would make poor bits, since most of what there is lies in
 * the first few, so that the code is turned afterwards by {@link IterativeQuantization} of codes of length 1, which leaves cosines as
 * they are.
 */
final class JoinedComponents {
    private static final int BATCH = 4096;
    /** Rows by whose codes the bits are chosen. */
    private static final int SAMPLE = 16_384;

    private final Rows rows;
    private final ThreadTeam team;

    /** The code and the components, side by side. */
    private final Encoder both;
    /** The units of the code alone, and of both. */
    private final int units;

    private final int width;

    private JoinedComponents(Encoder code, Rows rows, ThreadTeam team) {
        this.rows = rows;
        this.team = team;
        this.units = code.codeSize();
        PrincipalComponents components = rows.isSparse()
                ? PrincipalComponents.fitLeadingAboutOrigin(rows, units, SubspaceIteration.withSeed(1), team)
                : PrincipalComponents.fitLeading(rows, units, team);
        this.both = sideBySide(code, components);
        this.width = both.codeSize();
    }

    /**
     * The code with the components of the rows in it.
     *
     * @param code of one linear layer
     * @param weight how large the components are beside the code, as a ratio of root mean squares, above 0
     * @param rows that it was fitted to
     */
    static Encoder in(Encoder code, double weight, Rows rows, ThreadTeam team) {
        return turned(new JoinedComponents(code, rows, team).leading(weight), rows, team);
    }

    private static Encoder sideBySide(Encoder code, PrincipalComponents components) {
        int units = code.codeSize();
        int more = components.codeSize();
        int width = units + more;
        int columns = code.visible();
        float[] parameters = new float[(columns + 1) * width];
        Layer layer = code.network().layers().get(0);
        for (int unit = 0; unit < units; unit++) {
            for (int column = 0; column < columns; column++) {
                parameters[column * width + unit] = code.parameters()[layer.weightOffset() + column * units + unit];
            }
            parameters[columns * width + unit] = code.parameters()[layer.biasOffset() + unit];
        }
        for (int unit = 0; unit < more; unit++) {
            double bias = 0;
            for (int column = 0; column < columns; column++) {
                float weight = components.components()[unit * columns + column];
                parameters[column * width + units + unit] = weight;
                bias -= (double) weight * components.mean()[column];
            }
            parameters[columns * width + units + unit] = (float) bias;
        }
        return linear(columns, width, parameters);
    }

    private static Encoder linear(int columns, int units, float[] parameters) {
        Network network = Network.encoder(
                MapShape.of(columns), List.of(new LayerSpec.Dense(units)), Activation.LINEAR, Activation.LINEAR);
        return new Encoder(network, parameters);
    }

    private Encoder leading(double weight) {
        double[] products = products();
        double scale = weight * Math.sqrt(trace(products, 0, units) / trace(products, units, width));
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new InputException(
                    "components", "", "the code or the rows are all 0", "fit again without components");
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                products[i * width + j] *= (i < units ? 1 : scale) * (j < units ? 1 : scale);
            }
        }
        double[] directions = SymmetricEigen.largest(products, width, units).vectors();
        float[] map = new float[width * units];
        for (int i = 0; i < width; i++) {
            for (int unit = 0; unit < units; unit++) {
                map[i * units + unit] = (float) (directions[unit * width + i] * (i < units ? 1 : scale));
            }
        }
        return mapped(both, map, units);
    }

    /** The code, rotated so that its bits lose least. */
    private static Encoder turned(Encoder code, Rows rows, ThreadTeam team) {
        int units = code.codeSize();
        float[] codes = code.encode(rows.select(rows.evenRows(SAMPLE)), team).values();
        for (int row = 0; row < codes.length; row += units) {
            Elementwise.toUnitLength(codes, row, units);
        }
        float[] rotation = IterativeQuantization.of(units).rotationOf(new Matrix(codes, units), team);
        return mapped(code, rotation, units);
    }

    /** A linear map, (units x outputs) by rows, of a code's units. */
    private static Encoder mapped(Encoder code, float[] map, int outputs) {
        int rows = code.visible() + 1;
        // The biases follow the weights, as one more row of them.
        float[] parameters = new float[rows * outputs];
        Blas.multiply(
                rows,
                outputs,
                code.codeSize(),
                code.parameters(),
                0,
                code.codeSize(),
                map,
                0,
                outputs,
                0,
                parameters,
                0,
                outputs);
        return linear(code.visible(), outputs, parameters);
    }

    /** The mean products of all pairs of units of both. */
    private double[] products() {
        double[] products = new double[width * width];
        for (int from = 0; from < rows.count(); from += BATCH) {
            float[] codes = both.encode(rows.slice(from, Math.min(rows.count(), from + BATCH)), team)
                    .values();
            team.run((part, parts) -> {
                for (int i = part; i < width; i += parts) {
                    for (int row = 0; row < codes.length; row += width) {
                        double value = codes[row + i];
                        for (int j = i; j < width; j++) {
                            products[i * width + j] += value * codes[row + j];
                        }
                    }
                }
            });
        }
        for (int i = 0; i < width; i++) {
            for (int j = i; j < width; j++) {
                products[i * width + j] /= rows.count();
                products[j * width + i] = products[i * width + j];
            }
        }
        return products;
    }

    private double trace(double[] products, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += products[i * width + i];
        }
        return sum;
    }
}
