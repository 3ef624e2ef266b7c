package hourglass.bench.topics;

import cc.mallet.topics.ParallelTopicModel;
import cc.mallet.topics.TopicInferencer;
import cc.mallet.types.Alphabet;
import cc.mallet.types.FeatureSequence;
import cc.mallet.types.Instance;
import cc.mallet.types.InstanceList;
import hourglass.data.Rows;
import hourglass.matrix.SparseMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.stream.IntStream;

/**
 * Latent Dirichlet allocation by Mallet's Gibbs sampling (D. Newman, A. Asuncion, P. Smyth, M. Welling, <i>Distributed
 * algorithms for topic models</i>, JMLR 10, 2009; L. Yao, D. Mimno, A. McCallum, KDD 2009). It shares no code and no method with
 * {@link hourglass.decomposition.LatentDirichletTrainer}, which is variational.
 *
 * @param topics how many
 * @param alphaSum of the prior on a document's topics, the sum over topics at the start
 * @param beta of the prior on a topic's words
 * @param iterations sweeps over all words
 * @param optimizeInterval sweeps between two fits of both priors, which may then differ by topic; 0 to keep them
 * @param seed above 0
 * @param threads with more than one, results differ from run to run
 */
record MalletTopics(
        int topics, double alphaSum, double beta, int iterations, int optimizeInterval, int seed, int threads) {
    /** Sweeps over the words of a new document; one in {@link #THINNING} is kept after the first {@link #BURN_IN}. */
    private static final int INFERENCE = 100;

    private static final int THINNING = 10;
    private static final int BURN_IN = 10;

    /**
     * The expected proportions of topics in new documents.
     *
     * @param training counts of words, one document a row
     * @param test counts of the same words
     * @return a row a document, row-major, each adding up to 1
     */
    float[] proportions(Rows training, Rows test) {
        Alphabet words = new Alphabet(IntStream.range(0, training.columns())
                .mapToObj(Integer::toString)
                .toArray());
        ParallelTopicModel.logger.setLevel(Level.WARNING);
        ParallelTopicModel model = new ParallelTopicModel(topics, alphaSum, beta);
        model.setRandomSeed(seed);
        model.setNumThreads(threads);
        model.setNumIterations(iterations);
        model.setOptimizeInterval(optimizeInterval);
        model.setTopicDisplay(0, 0);
        InstanceList documents = new InstanceList(words, null);
        for (int row = 0; row < training.count(); row++) {
            documents.add(document(training, row, words));
        }
        model.addInstances(documents);
        try {
            model.estimate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TopicInferencer inferencer = model.getInferencer();
        inferencer.setRandomSeed(seed);
        float[] proportions = new float[Math.multiplyExact(test.count(), topics)];
        for (int row = 0; row < test.count(); row++) {
            double[] one = inferencer.getSampledDistribution(document(test, row, words), INFERENCE, THINNING, BURN_IN);
            for (int topic = 0; topic < topics; topic++) {
                proportions[row * topics + topic] = (float) one[topic];
            }
        }
        return proportions;
    }

    /** Each word as often as it is counted: the order of words is nothing to the model. */
    private static Instance document(Rows counts, int row, Alphabet words) {
        SparseMatrix one = new SparseMatrix(counts.columns());
        counts.addNonZeros(row, one);
        FeatureSequence sequence = new FeatureSequence(words);
        for (int i = one.start(0); i < one.start(1); i++) {
            for (int occurrence = 0; occurrence < one.values()[i]; occurrence++) {
                sequence.add(one.indices()[i]);
            }
        }
        return new Instance(sequence, null, row, null);
    }
}
