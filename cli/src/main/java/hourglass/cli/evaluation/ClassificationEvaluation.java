package hourglass.cli.evaluation;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.eval.ClassificationError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Classifier;
import hourglass.persistence.FittedModel;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How often a classifier is wrong.
 *
 * @param rows that have a class
 * @param heldOut how many of them the model was not fitted to
 * @param error the share of them that it gives another class
 * @param mostFrequent the class that most of them have
 * @param errorOfMostFrequent the share of them that have another class than this: what always saying it would be wrong on
 */
public record ClassificationEvaluation(
        int rows, int heldOut, double error, String mostFrequent, double errorOfMostFrequent) implements Evaluation {
    /**
     * Evaluates a classifier on data.
     *
     * @param heldOut how many of so many rows with a class the model was not fitted to
     * @throws InputException if no row has a class, or one has a class that the model does not know
     */
    public static ClassificationEvaluation of(
            Classifier model, FittedModel saved, Dataset data, IntUnaryOperator heldOut, ThreadTeam team) {
        Labels labels = data.labels();
        if (labels == null) {
            throw new InputException(data.name(), "", "holds no classes", "name the column that does by --labels");
        }
        Labels known = labels.numberedAs(model.classes(), data.name());
        Rows rows = saved.preprocessed(data.rows()).labelled(known.classes());
        int[] counts = new int[model.classes().size()];
        Arrays.stream(known.classes()).filter(one -> one != Rows.UNLABELLED).forEach(one -> counts[one]++);
        int counted = Arrays.stream(counts).sum();
        int most = IntStream.range(0, counts.length).reduce(0, (best, one) -> counts[one] > counts[best] ? one : best);
        return new ClassificationEvaluation(
                counted,
                heldOut.applyAsInt(counted),
                ClassificationError.of(model, rows, team),
                model.classes().get(most),
                1 - (double) counts[most] / Math.max(1, counted));
    }

    @Override
    public String measure() {
        return "error";
    }

    @Override
    public String text() {
        return "%.2f%% of %s; by always saying '%s' %.2f%%"
                .formatted(
                        100 * error, Evaluation.over(rows, heldOut, "rows"), mostFrequent, 100 * errorOfMostFrequent);
    }

    @Override
    public ReportTable table(String model, int codeSize) {
        return new ReportTable(
                "Rows that get another class than theirs, of %s.".formatted(Evaluation.over(rows, heldOut, "rows")),
                List.of(Column.of("model"), Column.of("code size"), new Column("error, %", ReportTable.Best.LOWEST)),
                List.of(List.of(Cell.of(model), Cell.of(codeSize, 0), Cell.of(100 * error, 2))));
    }
}
