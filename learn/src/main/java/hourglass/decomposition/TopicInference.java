package hourglass.decomposition;

import hourglass.matrix.SparseMatrix;
import java.util.Arrays;

/**
 * The topics of single documents, given those of words, by collapsed variational Bayes of zeroth order: the update CVB0 of A.
 * Asuncion, M. Welling, P. Smyth, Y. W. Teh, <i>On smoothing and inference for topic models</i>, UAI 2009, within a document. One
 * thread uses it for many documents in turn.
 *
 * <p>The probability that an occurrence of word w is of topic k is
 *
 * <pre>gamma_wk ~ (N_wk + eta) / (N_k + W eta) (N_jk - gamma_wk + alpha)</pre>
 *
 * with N_jk, the expected number of words of topic k in the document, less the occurrence itself. Variational Bayes has exp(digamma(N_jk +
 * alpha)) there, which takes about a half off each number, and with a small alpha leaves a topic of few words next to nothing.
 *
 * <p>These symbols as fields:
 *
 * <ul>
 *   <li>(N_wk + eta) / (N_k + W eta): {@code probabilities}, and of the document's words alone: {@code ofDocument},
 *   <li>gamma, a row for each word of the document: {@code gamma},
 *   <li>N_jk + alpha: {@code theta}; alpha: {@code alpha}.
 * </ul>
 */
final class TopicInference {
    /** The change of theta in a sweep, relative to its sum, at which it has converged. */
    private static final double TOLERANCE = 1e-3;
    /** Keeps quotients finite where a word has next to no probability. */
    private static final float TINY = 1e-30f;

    private final float[] probabilities;
    private final float alpha;
    private final int topics;
    private final int mostSweeps;
    private final float[] theta;
    private final float[] before;
    private final float[] product;
    // Rows of their own: the compiler makes vector code of one index alone.
    private float[][] ofDocument = new float[0][];
    private float[][] gamma = new float[0][];

    /**
     * Begins with no document.
     *
     * @param probabilities of each word in each topic, one row of {@code topics} numbers for each word; not copied
     * @param alpha the parameter of the Dirichlet prior on a document's topics
     * @param mostSweeps over the words of a document
     */
    TopicInference(float[] probabilities, float alpha, int topics, int mostSweeps) {
        this.probabilities = probabilities;
        this.alpha = alpha;
        this.topics = topics;
        this.mostSweeps = mostSweeps;
        this.theta = new float[topics];
        this.before = new float[topics];
        this.product = new float[topics];
    }

    /** Infers the topics of a document: a row of counts of words. */
    void infer(SparseMatrix counts, int row) {
        int from = counts.start(row);
        int words = counts.start(row + 1) - from;
        makeRoom(words);
        // As if the document had all topics alike.
        Arrays.fill(theta, alpha);
        for (int i = 0; i < words; i++) {
            System.arraycopy(probabilities, counts.indices()[from + i] * topics, ofDocument[i], 0, topics);
            System.arraycopy(ofDocument[i], 0, product, 0, topics);
            Arrays.fill(gamma[i], 0f);
            assign(gamma[i], counts.values()[from + i]);
        }
        double tolerance = TOLERANCE * (counts.sum(row) + alpha * topics);
        double change = words == 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < mostSweeps && change > tolerance; sweep++) {
            System.arraycopy(theta, 0, before, 0, topics);
            for (int i = 0; i < words; i++) {
                float count = counts.values()[from + i];
                // A weighted word of less than one occurrence has less to leave out.
                multiply(ofDocument[i], gamma[i], Math.min(1, count));
                assign(gamma[i], count);
            }
            change = change();
        }
        addUp(counts, from, words);
    }

    private void makeRoom(int words) {
        if (gamma.length < words) {
            gamma = new float[words][topics];
            ofDocument = new float[words][topics];
        }
    }

    /** product = probability of the word x (theta - own gamma), topic by topic. */
    private void multiply(float[] probability, float[] own, float occurrence) {
        for (int topic = 0; topic < topics; topic++) {
            // Rounding can leave less than nothing where a word was the topic's only one.
            product[topic] = probability[topic] * Math.max(0, theta[topic] - occurrence * own[topic]);
        }
    }

    /** Makes the product, scaled to a sum of 1, the topics of a word, and moves theta along. */
    private void assign(float[] own, float count) {
        float scale = 1 / (sum(product) + TINY);
        for (int topic = 0; topic < topics; topic++) {
            float next = product[topic] * scale;
            theta[topic] += count * (next - own[topic]);
            own[topic] = next;
        }
    }

    /** In four parts, which the processor adds up at the same time. */
    private static float sum(float[] values) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int i = 0;
        for (; i + 4 <= values.length; i += 4) {
            first += values[i];
            second += values[i + 1];
            third += values[i + 2];
            fourth += values[i + 3];
        }
        for (; i < values.length; i++) {
            first += values[i];
        }
        return (first + second) + (third + fourth);
    }

    /** Theta anew, without the rounding errors of all the moves. */
    private void addUp(SparseMatrix counts, int from, int words) {
        Arrays.fill(theta, alpha);
        for (int i = 0; i < words; i++) {
            float count = counts.values()[from + i];
            float[] own = gamma[i];
            for (int topic = 0; topic < topics; topic++) {
                theta[topic] += count * own[topic];
            }
        }
    }

    private double change() {
        double change = 0;
        for (int topic = 0; topic < topics; topic++) {
            change += Math.abs(theta[topic] - before[topic]);
        }
        return change;
    }

    /** Writes the expected proportions of the topics in the document inferred last: they add up to 1. */
    void proportions(float[] target, int at) {
        float sum = sum(theta);
        for (int topic = 0; topic < topics; topic++) {
            target[at + topic] = theta[topic] / sum;
        }
    }

    /**
     * Adds, for each word of the document inferred last, how many of its occurrences are of each topic.
     *
     * @param target one row of {@code topics} numbers for each word
     */
    void addStatistics(SparseMatrix counts, int row, float[] target) {
        int from = counts.start(row);
        for (int i = from; i < counts.start(row + 1); i++) {
            int at = counts.indices()[i] * topics;
            float count = counts.values()[i];
            float[] own = gamma[i - from];
            for (int topic = 0; topic < topics; topic++) {
                target[at + topic] += count * own[topic];
            }
        }
    }
}
