package hourglass.anomaly;

import hourglass.data.Matrix;
import hourglass.data.table.TableEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.FittedModel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills missing cells of tables with what an autoencoder makes of the others. A missing cell starts as 0, which is the mean
 * of a number, no value of a category, and what masking noise puts there: to a denoising autoencoder's first reconstruction
 * it is one more masked cell, whose mean given the others it was fitted to predict (P. Vincent et al., JMLR 11, 2010).
 *
 * <p>Further rounds go from column to column, and predict each missing cell again from the row with all others filled (chained
 * equations: S. van Buuren, K. Groothuis-Oudshoorn, J. Stat. Softw. 45, 2011), the cell itself being masked: an
 * autoencoder that sees its own guess believes it, and the guesses run away. Further rounds help a model that can predict a
 * cell only from nearly whole rows; they harm one that can predict it from few others, since guesses then count like facts.
 *
 * <p>A model that keeps {@link References} also predicts linearly, as if rows were Gaussian, which is often better where there are
 * few rows, and by the nearest references; a cell is then filled by a weighted mean of the predictions.
 */
public final class Imputation {
    /** So many references are the nearest. */
    private static final int NEAREST = 5;

    private final FittedModel saved;
    private final int rounds;
    private final double tolerance;
    private final Mixture mixture;
    private final ColumnLayout layout;
    /** Null without weight. */
    private final @Nullable LinearPredictor linear;
    /** Null without weight. */
    private final @Nullable Neighborhood neighborhood;

    /**
     * The weights of predictions, which sum to 1.
     *
     * @param linear the weight of the linear prediction, 0 to 1
     * @param neighbors the weight of the mean of the nearest references, 0 to 1; the autoencoder has what is left
     * @param ridge what is added to the variances of the transformed data for linear predictions, above 0
     */
    public record Mixture(double linear, double neighbors, double ridge) {
        /** The autoencoder alone. */
        public static final Mixture AUTOENCODER = new Mixture(0, 0, 1);

        public Mixture {
            if (!(linear >= 0 && neighbors >= 0 && linear + neighbors <= 1 && ridge > 0)) {
                throw new IllegalArgumentException(
                        "weights of %s and %s with a ridge of %s".formatted(linear, neighbors, ridge));
            }
        }
    }

    /**
     * Rows without gaps.
     *
     * @param values as they were where they were there; row-major
     * @param rounds that were made
     * @param change of the last one, the greatest of any cell
     */
    public record Filled(float[] values, int rounds, double change) {}

    /**
     * By the autoencoder alone.
     *
     * @param saved an autoencoder of tables, best one fitted with masking noise
     * @param rounds at most, at least 1
     * @param tolerance the change, in the units of the transformed data, below which no further round is made, at least 0
     */
    public Imputation(FittedModel saved, int rounds, double tolerance) {
        this(saved, rounds, tolerance, Mixture.AUTOENCODER);
    }

    /**
     * By the autoencoder and by references.
     *
     * @param saved an autoencoder of tables with references, best one fitted with masking noise
     * @param rounds of the autoencoder at most, at least 1
     * @param tolerance the change, in the units of the transformed data, below which no further round is made, at least 0
     * @param mixture of predictions
     */
    public Imputation(FittedModel saved, int rounds, double tolerance, Mixture mixture) {
        if (rounds < 1 || !(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "%d rounds to a tolerance of %s, but at least 1 round and a tolerance of 0 are needed"
                            .formatted(rounds, tolerance));
        }
        if (saved.encoderDecoder().isEmpty() || saved.table() == null) {
            throw new IllegalArgumentException("not an autoencoder of tables");
        }
        Matrix references = saved.references();
        if ((references == null && mixture.linear + mixture.neighbors > 0)
                || (mixture.linear > 0 && !predictsLinearly(saved))) {
            throw new IllegalArgumentException("%s of a model of %s references".formatted(mixture, references));
        }
        this.saved = saved;
        this.rounds = rounds;
        this.tolerance = tolerance;
        this.mixture = mixture;
        this.layout = ColumnLayout.of(saved.table(), saved.bareModel().visible());
        this.linear = mixture.linear == 0 || references == null
                ? null
                : LinearPredictor.of(references.values(), layout, mixture.ridge, 1);
        this.neighborhood =
                mixture.neighbors == 0 || references == null ? null : new Neighborhood(references.values(), layout);
    }

    /** Whether a model can also predict linearly: it keeps references, and has not too many columns. */
    public static boolean predictsLinearly(FittedModel saved) {
        return saved.references() != null && saved.bareModel().visible() <= LinearPredictor.MOST_VALUES;
    }

    /** The model. */
    public FittedModel saved() {
        return saved;
    }

    /**
     * Fills the gaps of rows.
     *
     * @param items as they come, untransformed, NaN where missing; row-major, not changed
     * @param team the threads that share the work
     */
    public Filled fill(float[] items, ThreadTeam team) {
        EncoderDecoder model = saved.encoderDecoder().orElseThrow();
        int rows = items.length / model.visible();
        float[] gaps = items.clone();
        saved.transform().apply(gaps, 0, rows);
        float[] bounded = ColumnErrors.bound(gaps.clone(), layout);
        float[] values = ColumnErrors.complete(bounded.clone());
        int round = 0;
        double network = 1 - mixture.linear - mixture.neighbors;
        double change = network == 0 ? 0 : Double.POSITIVE_INFINITY;
        while (round < rounds && change > tolerance) {
            change = round == 0 ? fillAtOnce(model, items, values, team) : fillByColumn(items, values, team);
            round++;
        }
        if (network < 1) {
            mix(gaps, bounded, values, network, team);
        }
        saved.transform().invert(values, 0, rows);
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.isNaN(items[i]) ? values[i] : items[i];
        }
        return new Filled(values, Math.max(1, round), change);
    }

    /** As {@link #fill(float[], ThreadTeam)}, on the threads of this process. */
    public Filled fill(float[] items) {
        return fill(items, ThreadTeam.shared());
    }

    /** Adds the other predictions to those of the network. */
    private void mix(float[] gaps, float[] bounded, float[] values, double network, ThreadTeam team) {
        float[] linearly = ColumnErrors.complete(bounded.clone());
        if (linear != null) {
            linear.fill(gaps, linearly);
        }
        float[] near = neighborhood == null ? linearly : neighborhood.means(gaps, NEAREST, team);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (network * values[i] + mixture.linear * linearly[i] + mixture.neighbors * near[i]);
        }
    }

    private double fillAtOnce(EncoderDecoder model, float[] items, float[] values, ThreadTeam team) {
        return replace(items, values, model.decode(model.encode(values, team), team), 0, model.visible());
    }

    /** Column by column, in tables of very many several at once. */
    private double fillByColumn(float[] items, float[] values, ThreadTeam team) {
        EncoderDecoder model = saved.encoderDecoder().orElseThrow();
        List<TableEncoding.Column> columns =
                Objects.requireNonNull(saved.table()).columns();
        int groups = Math.min(columns.size(), ColumnErrors.MOST_GROUPS);
        double change = 0;
        for (int group = 0; group < groups; group++) {
            float[] masked = values.clone();
            float[] zeros = new float[values.length];
            for (int column = group; column < columns.size(); column += groups) {
                int from = layout.places()[column];
                replace(items, masked, zeros, from, from + columns.get(column).width());
            }
            float[] again = model.decode(model.encode(masked, team), team);
            for (int column = group; column < columns.size(); column += groups) {
                int from = layout.places()[column];
                change = Math.max(
                        change,
                        replace(
                                items,
                                values,
                                again,
                                from,
                                from + columns.get(column).width()));
            }
        }
        return change;
    }

    /** Takes over what was missing in some of the rows' columns, and returns the greatest change. */
    private double replace(float[] items, float[] values, float[] others, int from, int to) {
        double change = 0;
        for (int row = 0; row < items.length; row += saved.bareModel().visible()) {
            for (int i = row + from; i < row + to; i++) {
                if (Float.isNaN(items[i])) {
                    change = Math.max(change, Math.abs(others[i] - values[i]));
                    values[i] = others[i];
                }
            }
        }
        return change;
    }
}
