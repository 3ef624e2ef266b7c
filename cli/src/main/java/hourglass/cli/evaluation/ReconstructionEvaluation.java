package hourglass.cli.evaluation;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.eval.ReconstructionError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.FittedModel;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How well a model reconstructs, and how well as many principal components do, in the mean squared error of a row
 * (summed over its columns, transformed as the model takes them).
 *
 * @param transform of rows before the error is taken: "identity", "standardization"
 * @param rows that were reconstructed
 * @param heldOut how many of them the model was not fitted to
 * @param squaredError of the model
 * @param pcaSquaredError of principal components fitted to the same training data, or null where these don't vary in so
 *     many directions
 */
public record ReconstructionEvaluation(
        String transform,
        int rows,
        int heldOut,
        double squaredError,
        @Nullable Double pcaSquaredError) implements Evaluation {
    /**
     * Evaluates a model on data.
     *
     * @param heldOut how many of so many rows the model was not fitted to
     */
    public static ReconstructionEvaluation of(
            EncoderDecoder model,
            FittedModel saved,
            @Nullable PrincipalComponents components,
            Dataset data,
            IntUnaryOperator heldOut,
            ThreadTeam team) {
        Rows rows = data.rows().transformed(saved.transform());
        Double linear = components == null ? null : ReconstructionError.squared(components, rows, team);
        return new ReconstructionEvaluation(
                saved.description().transform(),
                rows.count(),
                heldOut.applyAsInt(rows.count()),
                ReconstructionError.squared(model, rows, team),
                linear);
    }

    /** Principal components of the data as a model takes them, as many as its code has units; null where there are fewer. */
    public static @Nullable PrincipalComponents components(FittedModel saved, Dataset data, ThreadTeam team) {
        if (saved.bareModel().codeSize() >= saved.bareModel().visible()) {
            return null;
        }
        try {
            return PrincipalComponents.fit(
                    saved.preprocessed(data.rows()), saved.bareModel().codeSize(), team);
        } catch (InputException e) {
            return null;
        }
    }

    @Override
    public String measure() {
        return "squared error";
    }

    @Override
    public String text() {
        String linear = pcaSquaredError == null ? "" : "; as many principal components %.4g".formatted(pcaSquaredError);
        return "%.4g a row over %s".formatted(squaredError, over()) + linear;
    }

    /** Such as "10,000 held-out rows". */
    private String over() {
        return Evaluation.over(rows, heldOut, "rows") + (transform.equals("identity") ? "" : ", after " + transform);
    }

    @Override
    public ReportTable table(String model, int codeSize) {
        List<Column> columns =
                List.of(Column.of("model"), Column.of("code size"), new Column(measure(), ReportTable.Best.LOWEST));
        Cell code = Cell.of(codeSize, 0);
        List<List<Cell>> cells = new ArrayList<>();
        cells.add(List.of(Cell.of(model), code, Cell.of(squaredError, 3)));
        if (pcaSquaredError != null) {
            cells.add(List.of(Cell.of("principal components"), code, Cell.of(pcaSquaredError, 3)));
        }
        String caption =
                "Squared error of a reconstructed row, summed over its columns: the mean over %s.".formatted(over());
        return new ReportTable(caption, columns, cells);
    }
}
