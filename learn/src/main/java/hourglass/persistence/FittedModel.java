package hourglass.persistence;

import hourglass.codes.BinaryCodes;
import hourglass.codes.Thresholds;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.TextEncoding;
import hourglass.data.Transform;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.hashing.Hasher;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.Classifier;
import hourglass.model.Encoder;
import hourglass.model.EncoderDecoder;
import hourglass.model.Model;
import hourglass.model.Rbm;
import hourglass.network.Activation;
import hourglass.network.Network;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model with its preprocessing: it encodes, decodes, scores and saves data as they come, in their own units, and
 * transforms them itself. An immutable value that several threads may use.
 *
 * <pre>{@code
 * FittedModel model = AutoencoderTrainer.builder(500, 30).build().fit(rows);
 * Matrix codes = model.encode(rows);
 * Matrix reconstructions = model.decode(codes);
 * model.save(Path.of("model.safetensors"));
 * }</pre>
 *
 * @param bareModel the network, RBM or components alone, which takes transformed data
 * @param transform applied to the data first
 * @param data that it was fitted to
 * @param fit how it was fitted
 * @param table how a table becomes the rows that are transformed; null for data that are numbers already
 * @param text how a text becomes such a row; null for data that are not texts
 * @param missing whether numbers may be missing, which are NaN and replaced by 0 after the transform
 * @param thresholds above which a unit of the code is a 1 bit; null if they have not been chosen
 * @param anomalies which errors are ordinary, if that has been measured
 * @param references some rows that it was fitted to, transformed and without gaps; null unless others are compared with them
 */
public record FittedModel(
        Model bareModel,
        Transform transform,
        DataDescription data,
        FitDescription fit,
        @Nullable TableEncoding table,
        @Nullable TextEncoding text,
        boolean missing,
        @Nullable Thresholds thresholds,
        @Nullable AnomalyScale anomalies,
        @Nullable Matrix references) {
    /** Rows that are reconstructed at a time. */
    private static final int BLOCK = 1024;

    public FittedModel {
        String conflict = data.conflict(bareModel.visible());
        if (conflict != null) {
            throw new IllegalArgumentException(conflict);
        }
        if (text != null && text.words().size() != bareModel.visible()) {
            throw new IllegalArgumentException(
                    "%d words for a model of %d columns".formatted(text.words().size(), bareModel.visible()));
        }
        if (thresholds != null && thresholds.bits() != bareModel.codeSize()) {
            throw new IllegalArgumentException(
                    "%d thresholds for codes of %d units".formatted(thresholds.bits(), bareModel.codeSize()));
        }
        if (table != null && table.width() != bareModel.visible()) {
            throw new IllegalArgumentException(
                    "a table of %d encoded columns for a model of %d".formatted(table.width(), bareModel.visible()));
        }
        if (references != null && references.columns() != bareModel.visible()) {
            throw new IllegalArgumentException(
                    "references of %d columns for a model of %d".formatted(references.columns(), bareModel.visible()));
        }
    }

    /** A model of numbers, whose ordinary errors are not known. */
    public FittedModel(Model bareModel, Transform transform, DataDescription data, FitDescription fit) {
        this(bareModel, transform, data, fit, null, null, false, null, null, null);
    }

    /**
     * The same for data that were transformed before the fit, so that it takes them as they were before.
     *
     * @throws IllegalArgumentException if the fit transformed them too
     */
    public FittedModel withTransform(Transform before) {
        if (before instanceof Transform.Identity) {
            return this;
        }
        if (!(transform instanceof Transform.Identity)) {
            throw new IllegalArgumentException("two transforms in succession: " + before + ", " + transform);
        }
        return new FittedModel(bareModel, before, data, fit, table, text, missing, thresholds, anomalies, references);
    }

    /** A copy for tables of numbers and categories, encoded like this. */
    public FittedModel withTable(TableEncoding table) {
        return new FittedModel(bareModel, transform, data, fit, table, text, true, thresholds, anomalies, references);
    }

    /** A copy for texts, encoded like this. */
    public FittedModel withText(TextEncoding text) {
        return new FittedModel(
                bareModel, transform, data, fit, table, text, missing, thresholds, anomalies, references);
    }

    /** A copy with these thresholds, which make its codes binary. */
    public FittedModel withThresholds(Thresholds thresholds) {
        return new FittedModel(
                bareModel, transform, data, fit, table, text, missing, thresholds, anomalies, references);
    }

    /**
     * The same with thresholds that suit its units: 1/2 for sigmoid ones and 0 for those between -1 and 1, which are their
     * middles, those of a hasher, and for others the medians of the codes of some rows; where they were fitted to be compared by
     * cosines, and so have thresholds {@linkplain Thresholds#unitLength of length 1} already, the mean direction.
     *
     * @param rows as they come, untransformed
     */
    public FittedModel binarized(Rows rows, ThreadTeam team) {
        if (bareModel instanceof Hasher hasher) {
            return withThresholds(hasher.thresholds());
        }
        Activation units = codeUnits();
        int bits = bareModel.codeSize();
        if (units == Activation.SIGMOID) {
            return withThresholds(Thresholds.same(bits, 0.5f));
        }
        if (units == Activation.TANH) {
            return withThresholds(Thresholds.same(bits, 0));
        }
        float[] codes = encode(rows, team).values();
        return withThresholds(
                thresholds != null && thresholds.unitLength()
                        ? Thresholds.meanDirection(bits, codes)
                        : Thresholds.median(bits, codes));
    }

    /** As {@link #binarized(Rows, ThreadTeam)}, on the threads of this process. */
    public FittedModel binarized(Rows rows) {
        return binarized(rows, ThreadTeam.shared());
    }

    private Activation codeUnits() {
        if (bareModel instanceof Rbm rbm) {
            return rbm.shape().hiddenUnits().mean();
        }
        Network network = bareModel instanceof Autoencoder autoencoder
                ? autoencoder.network()
                : bareModel instanceof Classifier classifier
                        ? classifier.network()
                        : bareModel instanceof Encoder encoder ? encoder.network() : null;
        return network == null
                ? Activation.LINEAR
                : network.layers().get(network.encoderDepth() - 1).activation();
    }

    /** A copy with this scale of ordinary errors. */
    public FittedModel withAnomalies(AnomalyScale anomalies) {
        return new FittedModel(
                bareModel, transform, data, fit, table, text, missing, thresholds, anomalies, references);
    }

    /** A copy that keeps these rows, with which others are compared. */
    public FittedModel withReferences(Matrix references) {
        return new FittedModel(
                bareModel, transform, data, fit, table, text, missing, thresholds, anomalies, references);
    }

    /** What a file says of it beside its numbers. */
    public ModelDescription description() {
        return new ModelDescription(
                ModelDescription.FORMAT,
                ModelConfig.of(bareModel),
                TransformTensors.kind(transform),
                data,
                fit,
                table,
                text,
                missing,
                thresholds,
                anomalies,
                references == null ? null : references.count());
    }

    /**
     * Refuses data unlike those that the model was fitted to.
     *
     * @throws hourglass.data.InputException if columns differ in number or, where both have them, in names, or images
     *     in shape
     */
    public void requireLike(Dataset other) {
        data.requireLike(other, bareModel.visible());
    }

    /**
     * What makes its codes binary.
     *
     * @param name of the model, for the message
     * @throws InputException if it has no thresholds
     */
    public Thresholds requireThresholds(String name) {
        if (thresholds == null) {
            throw new InputException(
                    name,
                    "",
                    "does not say how its real codes become binary: it has no thresholds",
                    "train a model with binary codes, or choose thresholds for this one");
        }
        return thresholds;
    }

    /** A copy that records these options. */
    public FittedModel withOptions(Map<String, Object> options) {
        return new FittedModel(
                bareModel,
                transform,
                data,
                fit.withOptions(options),
                table,
                text,
                missing,
                thresholds,
                anomalies,
                references);
    }

    /** A copy for data in which numbers may be missing. */
    public FittedModel withMissing() {
        return new FittedModel(bareModel, transform, data, fit, table, text, true, thresholds, anomalies, references);
    }

    /**
     * Reads a model file, as {@link #save} writes it.
     *
     * @throws InputException if the file is not a model, is damaged or is of another format
     */
    public static FittedModel load(Path path) {
        return ModelFile.read(path);
    }

    /**
     * Writes everything that is needed to use the model elsewhere, as one safetensors file; all of it or nothing.
     *
     * @throws InputException if a parameter is not finite, or the file cannot be written
     */
    public void save(Path path) {
        ModelFile.write(path, this);
    }

    /**
     * The network, RBM or components alone, which takes transformed data.
     *
     * @throws IllegalStateException if the model is of another kind
     */
    public <M extends Model> M bareModel(Class<M> kind) {
        if (!kind.isInstance(bareModel)) {
            throw new IllegalStateException(
                    "the model is %s, not %s".formatted(bareModel.getClass().getSimpleName(), kind.getSimpleName()));
        }
        return kind.cast(bareModel);
    }

    /**
     * The codes of rows.
     *
     * @param rows in the units of the data that the model was fitted to; a batch is read at a time
     * @param team the threads that share the work
     * @return a row for each, of {@code codeSize} columns
     * @throws InputException if a number or its code is not finite, or is missing though the model does not expect that
     */
    public Matrix encode(Rows rows, ThreadTeam team) {
        return finite(bareModel.encode(preprocessed(rows), team));
    }

    /** The codes of rows, on the threads of this process. */
    public Matrix encode(Rows rows) {
        return encode(rows, ThreadTeam.shared());
    }

    /**
     * The codes of a table's rows.
     *
     * @throws InputException if the table lacks a column that the model was fitted to
     * @throws IllegalStateException if the model was not fitted to a table
     */
    public Matrix encode(Table rows) {
        return encode(encoded(rows));
    }

    private Rows encoded(Table rows) {
        if (table == null) {
            throw new IllegalStateException("the model was fitted to numbers, not to a table");
        }
        return table.encode(rows).rows();
    }

    /**
     * Rows as the bare model takes them, a view: transformed, with 0 in place of missing numbers.
     *
     * @throws InputException when a row is read in which a number is not finite, or is missing though the model does not expect that
     */
    public Rows preprocessed(Rows rows) {
        if (rows.columns() != bareModel.visible()) {
            throw new IllegalArgumentException(
                    "rows of %d columns for a model of %d".formatted(rows.columns(), bareModel.visible()));
        }
        Rows transformed = rows.transformed(transform);
        if (transformed.isSparse()) {
            return transformed;
        }
        String name = "data after the model's transform";
        return missing
                ? rows.requiringFiniteOrMissing("data")
                        .transformed(transform)
                        .requiringFiniteOrMissing(name)
                        .completed()
                : rows.requiringFinite("data").transformed(transform).requiringFinite(name);
    }

    /** Refuses codes that overflow, as those of finite numbers far from all data of the fit do. */
    private static Matrix finite(Matrix codes) {
        for (int i = 0; i < codes.values().length; i++) {
            if (!Float.isFinite(codes.values()[i])) {
                throw new InputException(
                        "data",
                        "row " + (i / codes.columns() + 1),
                        "is so far from the data that the model was fitted to that its code is not finite",
                        "check the units of its numbers, or leave the row out");
            }
        }
        return codes;
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

    /**
     * The binary codes of rows.
     *
     * @throws IllegalStateException if the model has no thresholds
     */
    public BinaryCodes binaryCodes(Rows rows) {
        return binary(encode(rows).values());
    }

    /** The model as one that leads back, if it does. */
    public Optional<EncoderDecoder> encoderDecoder() {
        return bareModel instanceof EncoderDecoder both ? Optional.of(both) : Optional.empty();
    }

    private EncoderDecoder decoder() {
        return encoderDecoder()
                .orElseThrow(() -> new IllegalStateException("a model that only encodes has no decoder"));
    }

    /**
     * The items that codes stand for, in the units of the data.
     *
     * @param codes of {@code codeSize} columns
     * @param team the threads that share the work
     * @throws IllegalStateException if the model has no decoder
     */
    public Matrix decode(Rows codes, ThreadTeam team) {
        if (codes.columns() != bareModel.codeSize()) {
            throw new IllegalArgumentException(
                    "codes of %d columns for a model of %d".formatted(codes.columns(), bareModel.codeSize()));
        }
        float[] items = decoder().decode(codes.requiringFinite("codes").toArray(), team);
        return untransformed(items);
    }

    /** The items that codes stand for, on the threads of this process. */
    public Matrix decode(Rows codes) {
        return decode(codes, ThreadTeam.shared());
    }

    private Matrix untransformed(float[] items) {
        transform.invert(items, 0, items.length / bareModel.visible());
        return new Matrix(items, bareModel.visible());
    }

    /** What the codes of rows retain of them: each row encoded and decoded, in the units of the data. */
    public Matrix reconstruct(Rows rows, ThreadTeam team) {
        return decode(encode(rows, team), team);
    }

    /** What the codes of rows retain of them, on the threads of this process. */
    public Matrix reconstruct(Rows rows) {
        return reconstruct(rows, ThreadTeam.shared());
    }

    /** What the codes of a table's rows retain of them, in encoded columns and the units of the data. */
    public Matrix reconstruct(Table rows) {
        return reconstruct(encoded(rows));
    }

    /**
     * How badly each row is reconstructed: the squared error, averaged over its columns, in the units of the transformed data,
     * so that columns of a standardised model count alike. Missing numbers do not count.
     *
     * @param team the threads that share the work
     * @return one number a row, at least 0 and finite: the largest double where a reconstruction overflows
     */
    public double[] errors(Rows rows, ThreadTeam team) {
        int columns = bareModel.visible();
        Rows transformed = rows.transformed(transform);
        double[] errors = new double[rows.count()];
        for (int from = 0; from < rows.count(); from += BLOCK) {
            Rows block = rows.slice(from, Math.min(rows.count(), from + BLOCK));
            float[] again = decoder().decode(encode(block, team).values(), team);
            float[] items = transformed.slice(from, from + block.count()).toArray();
            for (int row = 0; row < block.count(); row++) {
                errors[from + row] = meanSquare(items, again, row * columns, columns);
            }
        }
        return errors;
    }

    /** How badly each row is reconstructed, on the threads of this process. */
    public double[] errors(Rows rows) {
        return errors(rows, ThreadTeam.shared());
    }

    private static double meanSquare(float[] items, float[] again, int at, int length) {
        double sum = 0;
        int present = 0;
        for (int i = at; i < at + length; i++) {
            if (!Float.isNaN(items[i])) {
                double difference = (double) items[i] - again[i];
                sum += difference * difference;
                present++;
            }
        }
        double mean = sum / Math.max(1, present);
        return Double.isFinite(mean) ? mean : Double.MAX_VALUE;
    }

    /**
     * The probabilities of classes.
     *
     * @param team the threads that share the work
     * @return a row for each, a column for each class; a row's sum is 1
     * @throws IllegalStateException if the model is not a classifier
     */
    public Matrix probabilities(Rows rows, ThreadTeam team) {
        return bareModel(Classifier.class).probabilities(preprocessed(rows), team);
    }

    /** The probabilities of classes, on the threads of this process. */
    public Matrix probabilities(Rows rows) {
        return probabilities(rows, ThreadTeam.shared());
    }

    /**
     * The most probable class of each row.
     *
     * @throws IllegalStateException if the model is not a classifier
     */
    public Labels predict(Rows rows) {
        Classifier classifier = bareModel(Classifier.class);
        float[] probabilities = probabilities(rows).values();
        int[] classes = IntStream.range(0, rows.count())
                .map(row -> classifier.mostProbable(probabilities, row))
                .toArray();
        return new Labels(classes, classifier.classes());
    }

    /** The most probable class of each row of a table. */
    public Labels predict(Table rows) {
        return predict(encoded(rows));
    }

    /**
     * Draws items from a restricted Boltzmann machine, see {@link Rbm#sample}, in the units of the data.
     *
     * @throws IllegalStateException if the model is not an RBM
     */
    public Matrix sample(int count, int steps, long seed) {
        return untransformed(bareModel(Rbm.class).sample(count, steps, seed).values());
    }
}
