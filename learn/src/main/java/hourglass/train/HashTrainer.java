package hourglass.train;

import hourglass.codes.BinaryCodes;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.data.table.EncodedTable;
import hourglass.hashing.Hasher;
import hourglass.hashing.HashingMethod;
import hourglass.matrix.ThreadTeam;
import hourglass.objective.Likelihood;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import java.util.Map;

/**
 * Fits a hash function to data, as a model that takes data as they come and has binary codes.
 *
 * <pre>{@code
 * FittedModel model = HashTrainer.of(IterativeQuantization.of(64)).fit(vectors);
 * BinaryCodes codes = model.binaryCodes(vectors);
 * model.save(Path.of("itq.safetensors"));
 * }</pre>
 *
 * @param method that fits
 * @param transform of data before
 */
public record HashTrainer(HashingMethod<?> method, Transform transform) {
    /** A trainer that takes data as they are. */
    public static HashTrainer of(HashingMethod<?> method) {
        return new HashTrainer(method, new Transform.Identity());
    }

    /** The same with another transform of the data. */
    public HashTrainer withTransform(Transform transform) {
        return new HashTrainer(method, transform);
    }

    /**
     * Fits to data. The same data, options and number of threads give the same bits.
     *
     * @param data finite, with labels if the method learns from classes
     * @param team the threads that share the work
     * @throws InputException if a number is not finite, the data do not suffice for the code, or it would be too long
     */
    public FittedModel fit(Dataset data, ThreadTeam team) {
        FittedModel fitted = fitted(data, transform, data.labelledRows().transformed(transform), team);
        return data.text() == null ? fitted : fitted.withText(data.text());
    }

    /**
     * Fits to a table, whose numbers are standardised and whose missing cells count as 0 then, see {@link #fit(Dataset, ThreadTeam)}.
     *
     * @throws IllegalArgumentException if the trainer has a transform
     */
    public FittedModel fit(EncodedTable table, ThreadTeam team) {
        PreparedData prepared = PreparedData.of(
                table,
                new Preprocessing(null, transform instanceof Transform.Identity ? null : transform, false),
                method.seed());
        return fitted(table.data(), prepared.transform(), prepared.complete(), team)
                .withTable(table.encoding());
    }

    /** Fits to a table, on the threads of this process. */
    public FittedModel fit(EncodedTable table) {
        return fit(table, ThreadTeam.shared());
    }

    private FittedModel fitted(Dataset data, Transform applied, Rows transformed, ThreadTeam team) {
        Rows rows = transformed.isSparse() ? transformed : transformed.requiringFinite(data.name());
        Hasher hasher = method.fit(rows, team);
        if (hasher.codeSize() > BinaryCodes.MAX_BITS) {
            throw new InputException(
                    "bits",
                    "",
                    "codes have at most %d, not %d".formatted(BinaryCodes.MAX_BITS, hasher.codeSize()),
                    "ask for fewer");
        }
        FitDescription fit =
                FitDescription.closedForm(Likelihood.GAUSSIAN.name(), Map.of("trainer", toString()), method.seed());
        return new FittedModel(hasher, applied, DataDescription.of(data), fit).withThresholds(hasher.thresholds());
    }

    /** Fits to data, on the threads of this process. */
    public FittedModel fit(Dataset data) {
        return fit(data, ThreadTeam.shared());
    }

    /** Fits to rows, on the threads of this process. */
    public FittedModel fit(Rows data) {
        return fit(Dataset.of(data));
    }
}
