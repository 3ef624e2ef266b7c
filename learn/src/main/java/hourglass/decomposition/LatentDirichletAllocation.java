package hourglass.decomposition;

import hourglass.data.Rows;
import hourglass.matrix.Block;
import hourglass.matrix.SparseMatrix;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;

/**
 * Documents as mixtures of topics, topics as distributions over words (D. Blei, A. Ng, M. Jordan, <i>Latent Dirichlet
 * allocation</i>, Journal of Machine Learning Research 3, 2003), known up to Dirichlet distributions of the topics.
 *
 * @param words the number of words of the vocabulary
 * @param topics how many
 * @param alpha the parameter of the Dirichlet prior on a document's topics, above 0
 * @param lambda the parameters of the Dirichlet distributions: one row of {@code topics} numbers above 0 for each word;
 *     not copied, must not be changed afterwards
 */
public record LatentDirichletAllocation(int words, int topics, float alpha, float[] lambda) {
    /** Sweeps over the words of a document that is encoded, unless it has converged before. */
    private static final int MOST_SWEEPS = 100;

    public LatentDirichletAllocation {
        if (words < 1 || topics < 1 || lambda.length != Math.multiplyExact(words, topics) || !(alpha > 0)) {
            throw new IllegalArgumentException(
                    "%d words, %d topics, alpha %s and %d numbers".formatted(words, topics, alpha, lambda.length));
        }
    }

    /** The expected probability of each word in each topic: one row of {@link #topics} numbers for each word. */
    public float[] probabilities() {
        double[] sums = new double[topics];
        for (int i = 0; i < lambda.length; i++) {
            sums[i % topics] += lambda[i];
        }
        float[] probabilities = new float[lambda.length];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) (lambda[i] / sums[i % topics]);
        }
        return probabilities;
    }

    /**
     * The expected proportions of the topics in documents; of one that has no word, those of the prior, all equal.
     *
     * @param counts of the same words, {@linkplain Rows#isSparse sparse}
     * @param team the threads that share the documents
     * @return row-major, a row a document, each adding up to 1
     */
    public float[] encode(Rows counts, ThreadTeam team) {
        float[] probabilities = probabilities();
        float[] proportions = new float[Math.multiplyExact(counts.count(), topics)];
        team.run((part, parts) -> {
            TopicInference inference = new TopicInference(probabilities, alpha, topics, MOST_SWEEPS);
            SparseMatrix document = new SparseMatrix(words);
            int to = Block.start(counts.count(), part + 1, parts);
            for (int row = Block.start(counts.count(), part, parts); row < to; row++) {
                document.clear();
                counts.addNonZeros(row, document);
                inference.infer(document, 0);
                inference.proportions(proportions, row * topics);
            }
        });
        return proportions;
    }

    /** As {@link #encode(Rows, ThreadTeam)}, on the threads of this process. */
    public float[] encode(Rows counts) {
        return encode(counts, ThreadTeam.shared());
    }

    /**
     * The square roots of {@link #encode}, to be compared by the cosine, which is then Bhattacharyya's coefficient: it
     * ranks as Hellinger's distance between the proportions does, and lets small proportions count, where the cosine of
     * the proportions themselves is settled by the largest.
     */
    public float[] encodeRoots(Rows counts, ThreadTeam team) {
        float[] codes = encode(counts, team);
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) Math.sqrt(codes[i]);
        }
        return codes;
    }

    /** As {@link #encodeRoots(Rows, ThreadTeam)}, on the threads of this process. */
    public float[] encodeRoots(Rows counts) {
        return encodeRoots(counts, ThreadTeam.shared());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatentDirichletAllocation that
                && words == that.words
                && topics == that.topics
                && alpha == that.alpha
                && Arrays.equals(lambda, that.lambda);
    }

    @Override
    public int hashCode() {
        return 31 * topics + Arrays.hashCode(lambda);
    }
}
