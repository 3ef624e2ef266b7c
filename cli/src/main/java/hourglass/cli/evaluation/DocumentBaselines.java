package hourglass.cli.evaluation;

import hourglass.data.TfIdf;
import hourglass.decomposition.LatentDirichletAllocation;
import hourglass.decomposition.LatentDirichletTrainer;
import hourglass.decomposition.LatentSemanticAnalysis;
import hourglass.decomposition.SubspaceIteration;
import hourglass.eval.CosineSimilarity;
import hourglass.eval.Similarity;
import hourglass.eval.SparseCosineSimilarity;
import hourglass.library.SemanticHashing;
import hourglass.matrix.ThreadTeam;
import hourglass.text.DocumentCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What codes of documents are compared with: all similarities are within the documents of one part, by what was fitted to
 * those of another.
 *
 * @param training documents to fit to
 * @param test documents, of the same words
 * @param weights of words, those that codes are made of
 * @param seed of what starts at random
 * @param team the threads that share the work
 */
public record DocumentBaselines(
        DocumentCounts training, DocumentCounts test, TfIdf weights, long seed, ThreadTeam team) {
    private static final int TOPICS = 50;

    public DocumentBaselines(DocumentCounts training, DocumentCounts test, long seed, ThreadTeam team) {
        this(training, test, SemanticHashing.weights(training), seed, team);
    }

    /** Latent semantic analysis of some size, by name: of the usual weights and of those that codes are made of. */
    public Map<String, Similarity> analyses(int size) {
        Map<String, Similarity> analyses = new LinkedHashMap<>();
        analyses.put(
                "LSA, %d".formatted(size),
                analysis(TfIdf.logCounts(training.rows().columns()), size));
        analyses.put("LSA of TF-IDF, %d".formatted(size), analysis(weights, size));
        return analyses;
    }

    private Similarity analysis(TfIdf weights, int size) {
        LatentSemanticAnalysis analysis =
                LatentSemanticAnalysis.fit(training.rows(), weights, size, SubspaceIteration.withSeed(seed), team);
        return CosineSimilarity.within(analysis.encode(test.rows(), team), size);
    }

    /** Latent Dirichlet allocation, by name. */
    public Map<String, Similarity> topics() {
        LatentDirichletAllocation allocation =
                LatentDirichletTrainer.of(TOPICS, seed).fit(training.rows(), TOPICS, team);
        Similarity topics = CosineSimilarity.within(allocation.encodeRoots(test.rows(), team), TOPICS);
        return Map.of("LDA, %d topics".formatted(TOPICS), topics);
    }

    /** Weighted words. */
    public Similarity words() {
        return SparseCosineSimilarity.within(weights.view(test.rows()));
    }
}
