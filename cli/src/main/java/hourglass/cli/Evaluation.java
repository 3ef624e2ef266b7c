package hourglass.cli;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.eval.ReconstructionError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.PrincipalComponents;
import hourglass.model.SavedModel;
import org.jspecify.annotations.Nullable;

/**
 * How well a model reconstructs, and how well as many principal components do, in the mean squared error of a row
 * (summed over its columns, transformed as the model takes them).
 *
 * @param transform of rows before the error is taken: "identity", "standardization"
 * @param rows that were reconstructed
 * @param heldOut whether the model never saw them
 * @param squaredError of the model
 * @param pcaSquaredError of principal components fitted to the same training data, or null where these don't vary in so
 *     many directions
 */
record Evaluation(
        String transform,
        int rows,
        boolean heldOut,
        double squaredError,
        @Nullable Double pcaSquaredError) {
    /** Evaluates a model on the test part of its data or, where there is none, on the data themselves. */
    static Evaluation of(
            SavedModel saved,
            @Nullable PrincipalComponents components,
            Dataset data,
            boolean heldOut,
            ThreadTeam team) {
        Rows rows = data.rows().transformed(saved.transform());
        Double linear = components == null ? null : ReconstructionError.squared(components, rows, team);
        return new Evaluation(
                saved.description().transform(),
                rows.count(),
                heldOut,
                ReconstructionError.squared(saved.encoderDecoder().orElseThrow(), rows, team),
                linear);
    }

    /** Principal components of the data as a model takes them, as many as its code has units; null where there are fewer. */
    static @Nullable PrincipalComponents components(SavedModel saved, Dataset data, ThreadTeam team) {
        try {
            return PrincipalComponents.fit(
                    data.rows().transformed(saved.transform()), saved.model().codeSize(), team);
        } catch (InputException e) {
            return null;
        }
    }

    /** Such as "12.345 on 10,000 held-out rows; 30 principal components 13.866". */
    String text() {
        String linear = pcaSquaredError == null ? "" : "; as many principal components %.4g".formatted(pcaSquaredError);
        return "%.4g a row over %s".formatted(squaredError, over()) + linear;
    }

    /** Such as "10,000 held-out rows". */
    String over() {
        return "%,d %s%s"
                .formatted(
                        rows,
                        heldOut ? "held-out rows" : "rows that it was fitted to",
                        transform.equals("identity") ? "" : ", after " + transform);
    }
}
