package hourglass.cli.evaluation;

import hourglass.picture.ReportTable;

/** How well a model does on the test part of its data or, where there is none, on the data themselves. */
public sealed interface Evaluation permits ReconstructionEvaluation, ClassificationEvaluation, WordEvaluation {
    /** What is measured: "squared error". */
    String measure();

    /** Such as "12.345 on 10,000 held-out rows; 30 principal components 13.866". */
    String text();

    /**
     * The same as a table.
     *
     * @param model in words
     * @param codeSize the number of units of its code
     */
    ReportTable table(String model, int codeSize);
}
