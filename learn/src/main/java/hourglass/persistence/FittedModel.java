package hourglass.persistence;

import hourglass.codes.BinaryCodes;
import hourglass.codes.Thresholds;
import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.data.TextEncoding;
import hourglass.data.Transform;
import hourglass.data.table.TableEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.Classifier;
import hourglass.model.EncoderDecoder;
import hourglass.model.Model;
import hourglass.model.Rbm;
import hourglass.network.Activation;
import hourglass.network.Network;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model with all that is needed to use it on new data.
 *
 * @param model fitted to transformed data
 * @param transform what was done to the data first, and is done to new data
 * @param data that it was fitted to
 * @param fit how that was done
 * @param table how a table becomes the rows that are transformed; null for data that are numbers already
 * @param text how a text becomes such a row; null for data that are no texts
 * @param thresholds what makes real codes binary; null if that has not been chosen
 * @param anomalies what errors are ordinary, if that has been measured
 */
public record FittedModel(
        Model model,
        Transform transform,
        DataDescription data,
        FitDescription fit,
        @Nullable TableEncoding table,
        @Nullable TextEncoding text,
        @Nullable Thresholds thresholds,
        @Nullable AnomalyScale anomalies) {
    public FittedModel {
        String conflict = data.conflict(model.visible());
        if (conflict != null) {
            throw new IllegalArgumentException(conflict);
        }
        if (text != null && text.words().size() != model.visible()) {
            throw new IllegalArgumentException(
                    "%d words for a model of %d columns".formatted(text.words().size(), model.visible()));
        }
        if (thresholds != null && thresholds.bits() != model.codeSize()) {
            throw new IllegalArgumentException(
                    "%d thresholds for codes of %d units".formatted(thresholds.bits(), model.codeSize()));
        }
        if (table != null && table.width() != model.visible()) {
            throw new IllegalArgumentException(
                    "a table of %d encoded columns for a model of %d".formatted(table.width(), model.visible()));
        }
    }

    /** A model of numbers, whose ordinary errors are not known. */
    public FittedModel(Model model, Transform transform, DataDescription data, FitDescription fit) {
        this(model, transform, data, fit, null, null, null, null);
    }

    /** The same for tables of numbers and categories. */
    public FittedModel withTable(TableEncoding table) {
        return new FittedModel(model, transform, data, fit, table, text, thresholds, anomalies);
    }

    /** The same for texts. */
    public FittedModel withText(TextEncoding text) {
        return new FittedModel(model, transform, data, fit, table, text, thresholds, anomalies);
    }

    /** The same with what makes its codes binary. */
    public FittedModel withThresholds(Thresholds thresholds) {
        return new FittedModel(model, transform, data, fit, table, text, thresholds, anomalies);
    }

    /**
     * The same with thresholds that suit its units: 1/2 for sigmoid ones and 0 for those between -1 and 1, which are their
     * middles, and for others the medians of the codes of some rows.
     *
     * @param rows as they come, untransformed
     */
    public FittedModel binarized(Rows rows, ThreadTeam team) {
        Activation units = codeUnits();
        int bits = model.codeSize();
        if (units == Activation.SIGMOID) {
            return withThresholds(Thresholds.same(bits, 0.5f));
        }
        return withThresholds(
                units == Activation.TANH ? Thresholds.same(bits, 0) : Thresholds.median(bits, encode(rows, team)));
    }

    private Activation codeUnits() {
        if (model instanceof Rbm rbm) {
            return rbm.shape().hiddenUnits().mean();
        }
        Network network = model instanceof Autoencoder autoencoder
                ? autoencoder.network()
                : model instanceof Classifier classifier ? classifier.network() : null;
        return network == null
                ? Activation.LINEAR
                : network.layers().get(network.encoderDepth() - 1).activation();
    }

    /** The same with what errors are ordinary. */
    public FittedModel withAnomalies(AnomalyScale anomalies) {
        return new FittedModel(model, transform, data, fit, table, text, thresholds, anomalies);
    }

    /** What a file says of it beside its numbers. */
    public ModelDescription description() {
        return new ModelDescription(
                ModelDescription.FORMAT,
                ModelConfig.of(model),
                TransformTensors.kind(transform),
                data,
                fit,
                table,
                text,
                thresholds,
                anomalies);
    }

    /**
     * Refuses data that the model was not fitted to the like of.
     *
     * @throws hourglass.data.InputException if columns differ in number or, where both have them, in names, or images
     *     in shape
     */
    public void requireLike(Dataset other) {
        data.requireLike(other, model.visible());
    }

    /** The codes of items as they come, untransformed: row-major, not changed. */
    public float[] encode(float[] items, ThreadTeam team) {
        float[] transformed = items.clone();
        transform.apply(transformed, 0, items.length / model.visible());
        return model.encode(table == null ? transformed : complete(transformed), team);
    }

    /** The codes of rows as they come, untransformed: row-major. Sparse ones stay so where there is no transform. */
    public float[] encode(Rows rows, ThreadTeam team) {
        return table == null ? model.encode(rows.transformed(transform), team) : encode(rows.toArray(), team);
    }

    /**
     * The binary codes of real ones.
     *
     * @throws IllegalStateException if the model has no thresholds
     */
    public BinaryCodes binary(float[] codes) {
        if (thresholds == null) {
            throw new IllegalStateException("the model has no thresholds that would make its codes binary");
        }
        return thresholds.apply(codes);
    }

    /** Puts 0 in place of missing values, which are NaN, and returns the same array. */
    public static float[] complete(float[] transformed) {
        for (int i = 0; i < transformed.length; i++) {
            transformed[i] = Float.isNaN(transformed[i]) ? 0 : transformed[i];
        }
        return transformed;
    }

    /** The model as one that leads back, if it does. */
    public Optional<EncoderDecoder> encoderDecoder() {
        return model instanceof EncoderDecoder both ? Optional.of(both) : Optional.empty();
    }

    /**
     * Items, untransformed again, of codes.
     *
     * @throws IllegalStateException if the model has no decoder
     */
    public float[] decode(float[] codes, ThreadTeam team) {
        float[] items = encoderDecoder()
                .orElseThrow(() -> new IllegalStateException("a classifier has no decoder"))
                .decode(codes, team);
        transform.invert(items, 0, items.length / model.visible());
        return items;
    }

    /** Items as their codes tell them. */
    public float[] reconstruct(float[] items, ThreadTeam team) {
        return decode(encode(items, team), team);
    }
}
