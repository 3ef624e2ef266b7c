package hourglass.cli.evaluation;

import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.eval.WordLoss;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;
import hourglass.persistence.FittedModel;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * How well a model predicts the words of documents, in nats a word, and how well their frequencies in the training
 * documents do.
 *
 * @param documents that were predicted
 * @param heldOut how many of them the model was not fitted to
 * @param loss of the model
 * @param lossOfFrequencies of the same guess for all documents
 */
record WordEvaluation(int documents, int heldOut, double loss, double lossOfFrequencies) implements Evaluation {
    /**
     * Evaluates a model on documents.
     *
     * @param heldOut how many of so many documents the model was not fitted to
     */
    public static WordEvaluation of(
            EncoderDecoder model,
            FittedModel saved,
            Dataset training,
            Dataset data,
            IntUnaryOperator heldOut,
            ThreadTeam team) {
        Rows rows = data.rows().transformed(saved.transform());
        return new WordEvaluation(
                rows.count(),
                heldOut.applyAsInt(rows.count()),
                WordLoss.of(model, rows, team),
                WordLoss.ofFrequencies(training.rows().transformed(saved.transform()), rows));
    }

    @Override
    public String measure() {
        return "loss a word";
    }

    @Override
    public String text() {
        return "%.4f nats over %s; by the frequencies of words alone %.4f".formatted(loss, over(), lossOfFrequencies);
    }

    private String over() {
        return Evaluation.over(documents, heldOut, "documents");
    }

    @Override
    public ReportTable table(String model, int codeSize) {
        return new ReportTable(
                "-log of a word's probability in nats, mean over the words of each of %s.".formatted(over()),
                List.of(Column.of("model"), Column.of("code size"), new Column(measure(), ReportTable.Best.LOWEST)),
                List.of(
                        List.of(Cell.of(model), Cell.of(codeSize, 0), Cell.of(loss, 4)),
                        List.of(Cell.of("frequencies of words"), Cell.unknown(), Cell.of(lossOfFrequencies, 4))));
    }
}
