package hourglass.decomposition;

import hourglass.matrix.Blas;
import hourglass.matrix.SparseMatrix;
import java.util.Arrays;

/**
 * The topics of single documents, given those of words: coordinate ascent on the variational bound, the E-step of
 * algorithm 2 of M. Hoffman, D. Blei, F. Bach, <i>Online learning for latent Dirichlet allocation</i>, NIPS 2010. One thread
 * uses it for many documents in turn.
 *
 * <p>The paper's symbols as fields:
 *
 * <ul>
 *   <li>gamma: {@code gamma}; exp E[log theta]: {@code theta}; alpha: {@code alpha},
 *   <li>exp E[log beta], by word: {@code weights}, and of the document's words alone: {@code ofDocument},
 *   <li>n_w / sum over k of theta_k beta_kw: {@code norms}, so that n_w phi_wk = theta_k beta_kw {@code norms}[w],
 *   <li>the sum over w of n_w phi_wk / theta_k: {@code sums}.
 * </ul>
 */
final class TopicInference {
    private static final int MOST_ITERATIONS = 100;
    /** The mean change of gamma at which it has converged, that of the paper's code. */
    private static final double TOLERANCE = 1e-3;
    /** Keeps quotients finite where a word has next to no probability. */
    private static final float TINY = 1e-30f;

    private final float[] weights;
    private final float alpha;
    private final int topics;
    private final float[] gamma;
    private final float[] theta;
    private final float[] sums;
    private float[] ofDocument = new float[0];
    private float[] norms = new float[0];

    /**
     * Begins with no document.
     *
     * @param weights exp E[log beta], one row of {@code topics} numbers for each word; not copied
     * @param alpha the parameter of the Dirichlet prior on a document's topics
     */
    TopicInference(float[] weights, float alpha, int topics) {
        this.weights = weights;
        this.alpha = alpha;
        this.topics = topics;
        this.gamma = new float[topics];
        this.theta = new float[topics];
        this.sums = new float[topics];
    }

    /** Infers the topics of a document: a row of counts of words. */
    void infer(SparseMatrix counts, int row) {
        int from = counts.start(row);
        int words = counts.start(row + 1) - from;
        gather(counts, from, words);
        // As if all topics shared the words evenly.
        Arrays.fill(gamma, alpha + counts.sum(row) / topics);
        if (words == 0) {
            return;
        }
        double change = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_ITERATIONS && change > TOLERANCE; i++) {
            expectTheta();
            divideCounts(counts, from, words);
            Blas.multiply(1, topics, words, norms, 0, words, ofDocument, 0, topics, 0, sums, 0, topics);
            change = updateGamma();
        }
        expectTheta();
        divideCounts(counts, from, words);
    }

    private void gather(SparseMatrix counts, int from, int words) {
        if (norms.length < words) {
            norms = new float[words];
            ofDocument = new float[Math.multiplyExact(words, topics)];
        }
        for (int i = 0; i < words; i++) {
            System.arraycopy(weights, counts.indices()[from + i] * topics, ofDocument, i * topics, topics);
        }
    }

    /** theta = exp E[log theta], up to a factor that cancels. */
    private void expectTheta() {
        for (int topic = 0; topic < topics; topic++) {
            theta[topic] = (float) Math.exp(Digamma.of(gamma[topic]));
        }
    }

    /** norms = counts / (theta' weights), by which phi = theta x weights / (theta' weights). */
    private void divideCounts(SparseMatrix counts, int from, int words) {
        Blas.multiplyTransposed(1, words, topics, theta, 0, topics, ofDocument, 0, topics, 0, norms, 0, words);
        for (int i = 0; i < words; i++) {
            norms[i] = counts.values()[from + i] / (norms[i] + TINY);
        }
    }

    private double updateGamma() {
        double change = 0;
        for (int topic = 0; topic < topics; topic++) {
            float next = alpha + theta[topic] * sums[topic];
            change += Math.abs(next - gamma[topic]);
            gamma[topic] = next;
        }
        return change / topics;
    }

    /** Writes the expected proportions of the topics in the document inferred last: they add up to 1. */
    void proportions(float[] target, int at) {
        double sum = 0;
        for (float one : gamma) {
            sum += one;
        }
        for (int topic = 0; topic < topics; topic++) {
            target[at + topic] = (float) (gamma[topic] / sum);
        }
    }

    /**
     * Adds, for each word of the document inferred last, how many of its occurrences are of each topic, divided by the
     * weight of the word there, which is the same for all documents.
     *
     * @param target one row of {@code topics} numbers for each word
     */
    void addStatistics(SparseMatrix counts, int row, float[] target) {
        int from = counts.start(row);
        for (int i = from; i < counts.start(row + 1); i++) {
            int at = counts.indices()[i] * topics;
            float norm = norms[i - from];
            for (int topic = 0; topic < topics; topic++) {
                target[at + topic] += theta[topic] * norm;
            }
        }
    }
}
