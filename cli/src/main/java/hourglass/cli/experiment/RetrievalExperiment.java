package hourglass.cli.experiment;

import hourglass.cli.evaluation.DocumentBaselines;
import hourglass.cli.evaluation.RetrievalComparison;
import hourglass.eval.CosineSimilarity;
import hourglass.eval.HammingSimilarity;
import hourglass.eval.PrecisionRecall;
import hourglass.eval.Relevance;
import hourglass.eval.Reranked;
import hourglass.eval.Similarity;
import hourglass.library.SemanticHashing;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.picture.Paragraph;
import hourglass.picture.Report;
import hourglass.picture.Section;
import hourglass.text.DocumentCounts;
import hourglass.train.SimilarityTrainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is found among held-out documents by the codes of others: short real codes by their cosine, binary codes by their
 * Hamming distance, beside latent semantic analysis, latent Dirichlet allocation and weighted counts of words (R.
 * Salakhutdinov, G. E. Hinton, <i>Semantic hashing</i>, IJAR 50, 2009; Hinton and Salakhutdinov, Science 313, 2006).
 *
 * @param title of the report
 * @param training documents to fit
 * @param test documents, each of which is a query for the others
 * @param relevance of the test documents to each other
 * @param real fits short real codes
 * @param binary fits sigmoid codes that become bits
 * @param agreement fits linear codes of the same two sizes by the agreement of views
 * @param published precisions of others at {@link PrecisionRecall#LEVELS} without the last, by method
 */
record RetrievalExperiment(
        String title,
        DocumentCounts training,
        DocumentCounts test,
        Relevance relevance,
        SemanticHashing real,
        SemanticHashing binary,
        List<SimilarityTrainer> agreement,
        Map<String, double[]> published)
        implements Experiment {
    /** Documents that weighted counts put in order after the codes have chosen them, as the paper does. */
    private static final int SHORTLIST = 100;

    private static final String SOURCE = "Salakhutdinov & Hinton 2009";

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        long start = System.nanoTime();
        FittedModel numbers = fit(setting, "real", real);
        FittedModel bits = fit(setting, "binary", binary);
        ModelFile.write(setting.model(), bits);
        List<FittedModel> agreeing = agreement.stream()
                .map(trainer -> setting.fit("agreement-" + trainer.layers())
                        .run(
                                training.rows().count(),
                                (listener, checkpoint) ->
                                        trainer.fit(training.dataset(), listener, checkpoint, setting.team())))
                .toList();
        RetrievalComparison comparison = RetrievalComparison.of(
                similarities(numbers, bits, agreeing, setting), relevance, published, setting.team());
        double seconds = (System.nanoTime() - start) / 1e9;
        Path csv = setting.figures();
        PrecisionRecall.write(csv, comparison.curves());
        report(comparison, setting).write(setting.report());
        String files = "  report %s, curves %s, model %s, %.0f seconds%n"
                .formatted(setting.report(), csv, setting.model(), seconds);
        return new Written(figures(setting.name(), comparison, seconds), comparison.text() + files);
    }

    /** Fits to the training documents, weighted. */
    private FittedModel fit(Setting setting, String part, SemanticHashing hashing) {
        return setting.fit(part)
                .run(
                        training.rows().count(),
                        (listener, checkpoint) -> hashing.fit(training, listener, checkpoint, setting.team()));
    }

    /** All that is compared, by name. */
    private Map<String, Similarity> similarities(
            FittedModel numbers, FittedModel bits, List<FittedModel> agreeing, Setting setting) {
        ThreadTeam team = setting.team();
        Map<String, Similarity> all = new LinkedHashMap<>();
        int few = numbers.bareModel().codeSize();
        int many = bits.bareModel().codeSize();
        float[] codes = bits.encode(test.rows(), team).values();
        HammingSimilarity distances = HammingSimilarity.within(bits.binary(codes));
        all.put(
                "deep, %d numbers".formatted(few),
                CosineSimilarity.within(numbers.encode(test.rows(), team).values(), few));
        all.put("deep, %d bits".formatted(many), distances);
        all.put("deep, %d numbers before they are bits".formatted(many), CosineSimilarity.within(codes, many));
        Map<String, Similarity> shortlists = new LinkedHashMap<>();
        shortlists.put("bits", distances);
        for (FittedModel model : agreeing) {
            int size = model.bareModel().codeSize();
            float[] agreed = model.encode(test.rows(), team).values();
            all.put("agreement, %d numbers".formatted(size), CosineSimilarity.within(agreed, size));
            if (size == many) {
                HammingSimilarity agreeingBits = HammingSimilarity.within(model.binary(agreed));
                all.put("agreement, %d bits".formatted(size), agreeingBits);
                shortlists.put("bits of agreement", agreeingBits);
            }
        }
        DocumentBaselines baselines = new DocumentBaselines(training, test, setting.seed(), team);
        all.putAll(baselines.analyses(few));
        all.putAll(baselines.analyses(many));
        all.putAll(baselines.topics());
        Similarity words = baselines.words();
        all.put("TF-IDF", words);
        shortlists.forEach((by, nearest) -> all.put(
                "TF-IDF on the nearest %d by %s".formatted(SHORTLIST, by), Reranked.top(SHORTLIST, nearest, words)));
        return all;
    }

    /** Precisions at levels of recall, each beside the published one, and mean average precisions, all in per cent. */
    static List<ExperimentResult> figures(String name, RetrievalComparison comparison, double seconds) {
        List<ExperimentResult> figures = new ArrayList<>();
        comparison.curves().forEach((method, curve) -> {
            double[] precisions = RetrievalComparison.precisions(curve);
            double[] published = comparison.published().get(method);
            for (int i = 0; i < precisions.length; i++) {
                String metric = String.format(
                        Locale.ROOT,
                        "precision (%%) at recall (%%) %.1f, %s",
                        100 * RetrievalComparison.levels().get(i),
                        method);
                figures.add(new ExperimentResult(
                        name,
                        metric,
                        precisions[i],
                        published == null ? Double.NaN : published[i],
                        published == null ? "" : SOURCE,
                        seconds));
            }
            double mean = 100 * curve.meanAveragePrecision();
            figures.add(
                    new ExperimentResult(name, "mean average precision (%), " + method, mean, Double.NaN, "", seconds));
        });
        return figures;
    }

    private Report report(RetrievalComparison comparison, Setting setting) {
        String protocol =
                "%,d documents of %s to fit, the %,d most frequent of their words counted; each of %,d held-out documents is"
                                .formatted(
                                        training.rows().count(),
                                        training.name(),
                                        training.rows().columns(),
                                        test.rows().count())
                        + " a query for all others. %d and %d of them hold none of the words. Deep codes and TF-IDF take log(1"
                                .formatted(training.empty(), test.empty())
                        + " + count) log(documents / documents with the word), agreement brings together two views that keep"
                        + " three of ten words each, LSA log(1 + count) or the same; the published"
                        + " codes were made from counts. Precision is that where the recall of each query first reaches the"
                        + " level, averaged over queries; documents at equal distance count by their mean.";
        return new Report(
                title,
                protocol,
                List.of(
                        Section.of("Precision over recall", comparison.chart(title)),
                        Section.of("Result", comparison.table(), new Paragraph(protocol))),
                setting.provenance());
    }
}
