package hourglass.cli.evaluation;

import hourglass.picture.ReportTable;

/** How well a model does on the test part of its data or, where there is none, on the data themselves. */
public sealed interface Evaluation
        permits ReconstructionEvaluation, ClassificationEvaluation, NeighborEvaluation, WordEvaluation {
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

    /**
     * What was evaluated on, such as "10,000 held-out rows".
     *
     * @param count of all rows
     * @param heldOut how many of them the model was not fitted to
     * @param noun in the plural
     */
    static String over(int count, int heldOut, String noun) {
        if (heldOut == count) {
            return "%,d held-out %s".formatted(count, noun);
        }
        return heldOut == 0
                ? "%,d %s that it was fitted to".formatted(count, noun)
                : "%,d %s, %,d of which it was fitted to and %,d held out"
                        .formatted(count, noun, count - heldOut, heldOut);
    }
}
