package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.Summary;
import hourglass.data.Transform;
import hourglass.data.table.EncodedTable;
import hourglass.data.table.TableEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Model;
import hourglass.objective.Likelihood;
import hourglass.objective.Objective;
import hourglass.optim.GradientFunction;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import hourglass.persistence.Version;
import hourglass.random.Seeds;
import hourglass.random.Shuffle;
import hourglass.similarity.AugmentedObjective;
import hourglass.similarity.ImageViews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Data as a fit uses them, and what has to be done to new data before the fitted model takes them.
 *
 * @param data as they were given
 * @param table how a table became the data, or null
 * @param likelihood p(x | mu) of the transformed rows
 * @param transform of the rows
 * @param missing whether numbers may be missing
 * @param rows all, transformed; NaN where a number is missing
 * @param seed of the choice of rows held out
 */
record PreparedData(
        Dataset data,
        @Nullable TableEncoding table,
        Likelihood likelihood,
        Transform transform,
        boolean missing,
        Rows rows,
        long seed) {
    /**
     * Rows to learn from, and others to watch the loss on.
     *
     * @param training at least one
     * @param validation null for none
     */
    record Split(Rows training, @Nullable Rows validation) {}

    /**
     * Takes data as they come if the likelihood is given, or transforms them as is given. Otherwise texts are taken as
     * multinomial, data within 0..1 as Bernoulli, and others as Gaussian after they are standardised.
     *
     * @throws hourglass.data.InputException if numbers are not finite, are missing unexpectedly, or lie outside the likelihood's range
     */
    static PreparedData of(Dataset data, Preprocessing preprocessing, long seed) {
        Likelihood given = preprocessing.likelihood();
        Transform transform = preprocessing.transform();
        boolean missing = preprocessing.missing();
        Rows rows = data.labelledRows();
        Likelihood likelihood = given == null && data.text() != null ? Likelihood.MULTINOMIAL : given;
        Transform chosen = transform == null ? new Transform.Identity() : transform;
        if (likelihood == null) {
            // The first number outside ends this pass over the rows, and data within the range need no other.
            if (Summary.areFractions(rows.transformed(chosen))) {
                return of(data, null, Likelihood.BERNOULLI, chosen, missing, seed);
            }
            likelihood = Likelihood.GAUSSIAN;
            if (transform == null) {
                return standardized(data, missing, seed);
            }
        }
        PreparedData prepared = of(data, null, likelihood, chosen, missing, seed);
        if (!prepared.rows.isSparse()) {
            Rows finite = finite(data.name(), prepared.rows, missing);
            likelihood.requireWithinRange(data.name(), missing ? finite.completed() : finite);
        }
        return prepared;
    }

    /** Any data as Gaussian after they are standardised; the one pass over them that this takes also checks them. */
    static PreparedData standardized(Dataset data, boolean missing, long seed) {
        Rows rows = finite(data.name(), data.labelledRows(), missing);
        return of(data, null, Likelihood.GAUSSIAN, Standardization.fit(rows), missing, seed);
    }

    /**
     * A table: numbers are standardised, categories scaled as a whole, and cells may be missing.
     *
     * @throws IllegalArgumentException if another likelihood or a transform was asked for
     */
    static PreparedData of(EncodedTable table, Preprocessing preprocessing, long seed) {
        Likelihood given = preprocessing.likelihood();
        if (preprocessing.transform() != null || (given != null && given != Likelihood.GAUSSIAN)) {
            throw new IllegalArgumentException(
                    "a table is standardised and taken as Gaussian; leave the likelihood and the transform out");
        }
        Standardization standardization =
                table.encoding().standardization(table.data().rows());
        return of(table.data(), table.encoding(), Likelihood.GAUSSIAN, standardization, true, seed);
    }

    /** Data as a model takes them that was fitted to such, as Gaussian. */
    static PreparedData of(Dataset data, FittedModel model, long seed) {
        model.requireLike(data);
        Rows rows = finite(data.name(), data.labelledRows(), model.missing());
        return new PreparedData(
                data,
                model.table(),
                Likelihood.GAUSSIAN,
                model.transform(),
                model.missing(),
                rows.transformed(model.transform()),
                seed);
    }

    private static PreparedData of(
            Dataset data,
            @Nullable TableEncoding table,
            Likelihood likelihood,
            Transform transform,
            boolean missing,
            long seed) {
        return new PreparedData(
                data, table, likelihood, transform, missing, data.labelledRows().transformed(transform), seed);
    }

    private static Rows finite(String name, Rows rows, boolean missing) {
        return missing ? rows.requiringFiniteOrMissing(name) : rows.requiringFinite(name);
    }

    /**
     * An objective over random views of the images.
     *
     * @param views null for the images themselves
     * @param capacity the largest batch, in rows
     * @throws InputException if the data have been standardised, so that they are no pixels any more
     */
    <F extends GradientFunction> Objective<F> augmented(
            Objective<F> objective, @Nullable ImageViews views, int capacity, ThreadTeam team) {
        if (views == null) {
            return objective;
        }
        requirePixels();
        return new AugmentedObjective<>(objective, views, capacity, team);
    }

    /**
     * Refuses data of which no views of images can be drawn.
     *
     * @throws InputException if they have been standardised
     */
    void requirePixels() {
        if (!(transform instanceof Transform.Identity)) {
            throw new InputException(
                    data.name(),
                    "",
                    "views of images are made of pixels within 0..1, but these data are standardised",
                    "scale the pixels to 0..1 first, or leave the views out");
        }
    }

    /** The rows with 0 in place of missing numbers, for what cannot leave them out. */
    Rows complete() {
        return missing ? rows.completed() : rows;
    }

    /** The same preprocessing with other rows, already transformed. */
    PreparedData with(Rows rows) {
        return new PreparedData(data, table, likelihood, transform, missing, rows, seed);
    }

    /** The same with 0 in place of missing numbers. */
    PreparedData completed() {
        return new PreparedData(data, table, likelihood, transform, false, complete(), seed);
    }

    /** The rows that have a class; null if there are none. */
    @Nullable
    PreparedData labelled() {
        int[] labelled = rows.rowsWithClass();
        return labelled.length == 0
                ? null
                : new PreparedData(data, table, likelihood, transform, missing, rows.select(labelled), seed);
    }

    /**
     * Holds out a share of the rows, if that is at least one and leaves one.
     *
     * @param share 0 to below 1
     */
    Split split(double share) {
        int held = (int) Math.round(share * rows.count());
        if (held == 0 || held == rows.count()) {
            return new Split(rows, null);
        }
        Shuffle shuffle = new Shuffle(Seeds.derive(seed, -1), 0, rows.count());
        int[] order = IntStream.range(0, rows.count()).map(shuffle::at).toArray();
        return new Split(
                rows.select(IntStream.of(order).skip(held).sorted().toArray()),
                rows.select(IntStream.of(order).limit(held).sorted().toArray()));
    }

    /**
     * The model with this preprocessing.
     *
     * @param model fitted to the rows
     * @param trainer all options, as text
     * @param stages what was fitted
     * @param stop why the last stage ended
     */
    FittedModel fitted(Model model, String trainer, List<FitDescription.Stage> stages, StopReason stop) {
        FitDescription fit = new FitDescription(
                likelihood.name(), Map.of("trainer", trainer), seed, Version.number(), Instant.now(), stages, stop);
        return new FittedModel(
                model, transform, DataDescription.of(data), fit, table, data.text(), missing, null, null, null);
    }
}
