package hourglass.cli.evaluation;

import hourglass.data.Dataset;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Classifier;
import hourglass.model.EncoderDecoder;
import hourglass.objective.Likelihood;
import hourglass.persistence.FittedModel;
import hourglass.picture.ReportTable;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** How well a model does on the test part of its data or, where there is none, on the data themselves. */
public sealed interface Evaluation
        permits ReconstructionEvaluation, ClassificationEvaluation, NeighborEvaluation, WordEvaluation {
    /**
     * What suits a model: errors of a classifier; votes of neighbours after learning similarity; the loss a word for
     * documents, of which it expects words; else the error of the reconstruction.
     *
     * @param compared how many units of the code were fitted to be near each other in similar rows, the first ones; 0 for none
     * @param components principal components to compare with, or null
     * @param training what the model was fitted to
     * @param test held-out data, or null
     * @param heldOut how many of so many rows of the training data the model was not fitted to
     */
    static Evaluation of(
            FittedModel model,
            int compared,
            @Nullable PrincipalComponents components,
            Dataset training,
            @Nullable Dataset test,
            IntUnaryOperator heldOut,
            ThreadTeam team) {
        if (compared > 0) {
            return NeighborEvaluation.of(model, compared, training, test, team);
        }
        Dataset data = test == null ? training : test;
        IntUnaryOperator unseen = test == null ? heldOut : IntUnaryOperator.identity();
        if (model.bareModel() instanceof Classifier classifier) {
            return ClassificationEvaluation.of(classifier, model, data, unseen, team);
        }
        EncoderDecoder coder = model.encoderDecoder().orElseThrow();
        return expectsWords(model)
                ? WordEvaluation.of(coder, model, training, data, unseen, team)
                : ReconstructionEvaluation.of(coder, model, components, data, unseen, team);
    }

    /** Whether it decodes to probabilities or counts of words, rather than to numbers that may be negative. */
    private static boolean expectsWords(FittedModel model) {
        Likelihood likelihood = Likelihood.valueOf(model.fit().likelihood());
        return model.text() != null && (likelihood == Likelihood.MULTINOMIAL || likelihood == Likelihood.POISSON);
    }

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
