package hourglass.decomposition;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.TfIdf;
import hourglass.matrix.Block;
import hourglass.matrix.SparseMatrix;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;

/**
 * Documents as weighted counts of words, projected on the directions that approximate the matrix of all of them best:
 * its leading right singular vectors (S. Deerwester et al., <i>Indexing by latent semantic analysis</i>, Journal of the
 * American Society for Information Science 41, 1990). Codes are compared by the cosine.
 *
 * <p>The matrix is not centred, which would fill it, so that these are principal components about the origin: mean 0,
 * the squared singular values over the number of documents in place of variances. A document of the collection and a new
 * one get their codes in the same way, by projection; the singular values stay in them (rows of U S, not of U).
 *
 * @param weighting of the counts, log(1 + c) in the experiments of semantic hashing
 * @param components of weighted counts; with the weighting, what a {@link FittedModel} holds
 */
public record LatentSemanticAnalysis(TfIdf weighting, PrincipalComponents components) {
    /** Documents that a thread encodes at a time. */
    private static final int CHUNK = 1024;

    public LatentSemanticAnalysis {
        if (weighting.idf().length != components.visible()) {
            throw new IllegalArgumentException(
                    "weights of %d words for components of %d".formatted(weighting.idf().length, components.visible()));
        }
    }

    /**
     * Fits to a collection: singular vectors by subspace iteration, in time in proportion to the non-zeros.
     *
     * @param counts of words, one document a row, {@linkplain Rows#isSparse sparse}; read {@code iterations + 2} times
     * @param codeSize the number of components: at most the number of documents and of words
     * @param iteration how exactly
     * @throws InputException if the documents do not vary in so many directions
     */
    public static LatentSemanticAnalysis fit(
            Rows counts, TfIdf weighting, int codeSize, SubspaceIteration iteration, ThreadTeam team) {
        int most = Math.min(counts.columns(), counts.count());
        if (codeSize < 1 || codeSize > most) {
            throw new InputException(
                    "code size",
                    "",
                    "%d components of %d documents of %d words".formatted(codeSize, counts.count(), counts.columns()),
                    "give 1 to " + most);
        }
        return new LatentSemanticAnalysis(
                weighting, new SparseSubspace(weighting.view(counts), iteration, team).components(codeSize, codeSize));
    }

    /** As {@link #fit(Rows, TfIdf, int, SubspaceIteration, ThreadTeam)}, on the threads of this process. */
    public static LatentSemanticAnalysis fit(Rows counts, TfIdf weighting, int codeSize, SubspaceIteration iteration) {
        return fit(counts, weighting, codeSize, iteration, ThreadTeam.shared());
    }

    /** The singular values of the matrix fitted to, divided by the root of its number of rows, from the largest down. */
    public double[] singularValues() {
        double[] values = new double[components.codeSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sqrt(components.variances()[i]);
        }
        return values;
    }

    /**
     * The codes of documents; of one that has no word of the vocabulary, zeros.
     *
     * @param counts of the same words, sparse
     * @param team the threads that share the work
     * @return row-major, a row a document
     */
    public float[] encode(Rows counts, ThreadTeam team) {
        Rows weighted = weighting.view(counts);
        int k = components.codeSize();
        float[] directions = transposed();
        float[] codes = new float[Math.multiplyExact(counts.count(), k)];
        team.run((part, parts) -> {
            SparseMatrix documents = new SparseMatrix(counts.columns());
            float[][] scratch = SparseMatrix.scratch(k);
            int end = Block.start(counts.count(), part + 1, parts);
            for (int from = Block.start(counts.count(), part, parts); from < end; from += CHUNK) {
                int to = Math.min(end, from + CHUNK);
                documents.clear();
                for (int row = from; row < to; row++) {
                    weighted.addNonZeros(row, documents);
                }
                documents.multiply(0, to - from, directions, 0, k, codes, from * k, scratch);
            }
        });
        return codes;
    }

    /** As {@link #encode(Rows, ThreadTeam)}, on the threads of this process. */
    public float[] encode(Rows counts) {
        return encode(counts, ThreadTeam.shared());
    }

    /** The components, a row for each word. */
    private float[] transposed() {
        int k = components.codeSize();
        int words = components.visible();
        float[] columns = new float[words * k];
        for (int unit = 0; unit < k; unit++) {
            for (int word = 0; word < words; word++) {
                columns[word * k + unit] = components.components()[unit * words + word];
            }
        }
        return columns;
    }
}
