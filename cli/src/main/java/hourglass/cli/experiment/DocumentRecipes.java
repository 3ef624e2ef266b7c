package hourglass.cli.experiment;

import hourglass.data.LabelSets;
import hourglass.data.file.Split;
import hourglass.eval.Relevance;
import hourglass.eval.TopicAgreement;
import hourglass.library.SemanticHashing;
import hourglass.objective.Likelihood;
import hourglass.optim.Adam;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.similarity.Views;
import hourglass.text.Analysis;
import hourglass.text.Corpus;
import hourglass.text.CorpusOptions;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import hourglass.train.SimilarityTrainer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Experiments about what codes of documents find. */
final class DocumentRecipes {
    /** The most frequent words of the training part, as in the papers. */
    private static final int WORDS = 2000;

    private DocumentRecipes() {}

    /** The two parts of a corpus, their words counted. */
    private record Parts(DocumentCounts training, DocumentCounts test) {
        static Parts of(Path path) {
            Corpus training = Corpus.open(path, CorpusOptions.DEFAULT.withSplit(Split.TRAIN));
            Vocabulary vocabulary = Vocabulary.of(training, Analysis.ENGLISH, WORDS);
            return new Parts(
                    DocumentCounts.of(training, vocabulary),
                    DocumentCounts.of(Corpus.open(path, CorpusOptions.DEFAULT.withSplit(Split.TEST)), vocabulary));
        }
    }

    /** Semantic hashing, IJAR 50, 2009, figure 5, read off by eye; Science 313, 2006, supporting figure S5. */
    static Experiment newsgroups(Experiments.Request request) {
        Parts parts = Parts.of(request.data().newsgroups());
        int[] groups = parts.test().topics().labels().classes();
        Map<String, double[]> published = new LinkedHashMap<>();
        published.put("deep, 128 bits", new double[] {69, 62.5, 54.5, 47.5, 42, 36, 29.5, 20.5});
        published.put("LSA, 128", new double[] {64.5, 56, 45.5, 36, 30, 24, 18, 11});
        published.put("TF-IDF", new double[] {73, 65.5, 55.5, 46.5, 39.5, 33, 25.5, 16});
        return experiment("20 Newsgroups", parts, Relevance.byLabel(groups, groups), request, 500, 40, published);
    }

    /** The same on the ModApte split of Reuters-21578; relevance is the share of topics in common. */
    static Experiment reuters(Experiments.Request request) {
        Parts parts = Parts.of(request.data().reuters());
        LabelSets topics = parts.test().topics();
        Relevance relevance = Relevance.byTopics(topics, topics, TopicAgreement.JACCARD);
        return experiment("Reuters-21578", parts, relevance, request, 1000, 20, Map.of());
    }

    /** Addresses of 20 bits; the paper's are of the larger Reuters collection. */
    static Experiment addresses(Experiments.Request request) {
        Parts parts = Parts.of(request.data().newsgroups());
        int[] groups = parts.test().topics().labels().classes();
        return new AddressExperiment(
                "20 Newsgroups at 20-bit addresses",
                parts.training(),
                parts.test(),
                Relevance.byLabel(groups, groups),
                hashing(request, 500, 500, 20).build());
    }

    private static Experiment experiment(
            String title,
            Parts parts,
            Relevance relevance,
            Experiments.Request request,
            int batchSize,
            int epochs,
            Map<String, double[]> published) {
        return new RetrievalExperiment(
                title,
                parts.training(),
                parts.test(),
                relevance,
                hashing(request, 500, 250, 125, 10).linearCodes().build(),
                hashing(request, 500, 500, 128).build(),
                List.of(
                        agreement(request, parts, 10, batchSize, epochs),
                        agreement(request, parts, 128, batchSize, epochs)),
                published);
    }

    /**
     * Two views of a document, each of which keeps three of ten words, are to have similar codes, and those of others not. The size of
     * a batch and the number of epochs were chosen on held-out training documents of each collection.
     */
    private static SimilarityTrainer agreement(
            Experiments.Request request, Parts parts, int size, int batchSize, int epochs) {
        return SimilarityTrainer.builder(size)
                .likelihood(Likelihood.MULTINOMIAL)
                .transform(SemanticHashing.weights(parts.training()))
                .objective(
                        SimilarityOptions.of(new SimilarityLoss.Agreement(0.2)).withViews(new Views.Words(0.3, false)))
                .optimizer(Adam.of(1e-3).withWeightDecay(0.05))
                .batchSize(batchSize)
                .epochs(request.epochsOr(epochs))
                .validationShare(0)
                .seed(request.seed())
                .build();
    }

    private static SemanticHashing.Builder hashing(Experiments.Request request, int... layers) {
        SemanticHashing.Builder hashing = SemanticHashing.builder(layers).seed(request.seed());
        return request.epochs() == null ? hashing : hashing.epochs(request.epochs());
    }
}
