package hourglass.cli;

import hourglass.data.TfIdf;
import hourglass.eval.CosineSimilarity;
import hourglass.eval.HammingSimilarity;
import hourglass.eval.PrecisionRecall;
import hourglass.eval.Relevance;
import hourglass.eval.Reranked;
import hourglass.eval.Similarity;
import hourglass.eval.SparseCosineSimilarity;
import hourglass.matrix.ThreadTeam;
import hourglass.model.LatentDirichletAllocation;
import hourglass.model.LatentSemanticAnalysis;
import hourglass.model.ModelFile;
import hourglass.model.SavedModel;
import hourglass.model.SubspaceIteration;
import hourglass.picture.LineChart;
import hourglass.picture.Paragraph;
import hourglass.picture.Report;
import hourglass.picture.RetrievalCurve;
import hourglass.picture.Section;
import hourglass.picture.Table;
import hourglass.text.DocumentCounts;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.OnlineVariationalBayes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param real a trainer of short real codes
 * @param binary a trainer of sigmoid codes that become bits
 * @param published precisions of others at {@link PrecisionRecall#LEVELS} without the last, by method
 */
record RetrievalExperiment(
        String title,
        DocumentCounts training,
        DocumentCounts test,
        Relevance relevance,
        AutoencoderTrainer real,
        AutoencoderTrainer binary,
        Map<String, double[]> published)
        implements Experiment {
    /** Documents that weighted counts put in order after the codes have chosen them, as the paper does. */
    private static final int SHORTLIST = 100;

    private static final int TOPICS = 50;

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        long start = System.nanoTime();
        SavedModel numbers = fit(setting, "real", real);
        SavedModel bits = fit(setting, "binary", binary);
        ModelFile.write(setting.model(), bits);
        Map<String, PrecisionRecall> curves = new LinkedHashMap<>();
        similarities(numbers, bits, setting.team())
                .forEach((method, similarity) ->
                        curves.put(method, PrecisionRecall.of(similarity, relevance, setting.team())));
        double seconds = (System.nanoTime() - start) / 1e9;
        Path csv = setting.folder().resolve(setting.name() + ".csv");
        PrecisionRecall.write(csv, curves);
        report(curves, setting).write(setting.report());
        String files = "  report %s, curves %s, model %s, %.0f seconds%n"
                .formatted(setting.report(), csv, setting.model(), seconds);
        return new Written(figures(setting.name(), curves, seconds), text(curves) + files);
    }

    /** Fits to the training documents, weighted. */
    private SavedModel fit(Setting setting, String part, AutoencoderTrainer trainer) {
        return CodedDocuments.fit(training, trainer, setting.fit(part), setting.team());
    }

    /** All that is compared, by name. */
    private Map<String, Similarity> similarities(SavedModel numbers, SavedModel bits, ThreadTeam team) {
        Map<String, Similarity> all = new LinkedHashMap<>();
        int few = numbers.model().codeSize();
        int many = bits.model().codeSize();
        float[] codes = bits.encode(test.rows(), team);
        HammingSimilarity distances = HammingSimilarity.within(bits.binary(codes));
        all.put("deep, %d numbers".formatted(few), CosineSimilarity.within(numbers.encode(test.rows(), team), few));
        all.put("deep, %d bits".formatted(many), distances);
        all.put("deep, %d numbers before they are bits".formatted(many), CosineSimilarity.within(codes, many));
        TfIdf logs = TfIdf.logCounts(training.rows().columns());
        TfIdf weights = CodedDocuments.weights(training);
        for (int size : new int[] {few, many}) {
            all.put("LSA, %d".formatted(size), analysis(logs, size, team));
            all.put("LSA of TF-IDF, %d".formatted(size), analysis(weights, size, team));
        }
        all.put("LDA, %d topics".formatted(TOPICS), topics(team));
        Similarity words = SparseCosineSimilarity.within(weights.weighted(test.rows()));
        all.put("TF-IDF", words);
        all.put("TF-IDF on the nearest %d by bits".formatted(SHORTLIST), Reranked.top(SHORTLIST, distances, words));
        return all;
    }

    private Similarity analysis(TfIdf weights, int size, ThreadTeam team) {
        LatentSemanticAnalysis analysis =
                LatentSemanticAnalysis.fit(training.rows(), weights, size, SubspaceIteration.withSeed(1), team);
        return CosineSimilarity.within(analysis.encode(test.rows(), team), size);
    }

    private Similarity topics(ThreadTeam team) {
        LatentDirichletAllocation allocation =
                OnlineVariationalBayes.of(TOPICS, 1).fit(training.rows(), TOPICS, team);
        return CosineSimilarity.within(allocation.encodeRoots(test.rows(), team), TOPICS);
    }

    private static List<ExperimentResult> figures(String name, Map<String, PrecisionRecall> curves, double seconds) {
        List<ExperimentResult> figures = new ArrayList<>();
        curves.forEach((method, curve) -> figures.add(new ExperimentResult(
                name, "mean average precision, " + method, curve.meanAveragePrecision(), Double.NaN, "", seconds)));
        return figures;
    }

    private String text(Map<String, PrecisionRecall> curves) {
        StringBuilder text = new StringBuilder("  precision (%) at recall (%)");
        levels().forEach(level -> text.append(String.format(Locale.ROOT, "%7.1f", 100 * level)));
        curves.forEach((method, curve) -> {
            text.append(String.format(Locale.ROOT, "%n  %-27s", method));
            for (double precision : precisions(curve)) {
                text.append(String.format(Locale.ROOT, "%7.1f", precision));
            }
        });
        published.forEach((method, precisions) -> {
            text.append(String.format(Locale.ROOT, "%n  %-27s", method));
            for (double precision : precisions) {
                text.append(String.format(Locale.ROOT, "%7.1f", precision));
            }
        });
        return text.append(System.lineSeparator()).toString();
    }

    /** In per cent, at each of the levels. */
    private static double[] precisions(PrecisionRecall curve) {
        return Arrays.stream(curve.precisionAtLevels())
                .limit(levels().size())
                .map(precision -> 100 * precision)
                .toArray();
    }

    /** Those of the paper's figures but for the last, where all is retrieved. */
    private static List<Double> levels() {
        return PrecisionRecall.LEVELS.subList(0, PrecisionRecall.LEVELS.size() - 1);
    }

    private Report report(Map<String, PrecisionRecall> curves, Setting setting) {
        List<RetrievalCurve> drawn = new ArrayList<>();
        curves.forEach((method, curve) -> drawn.add(new RetrievalCurve(method, curve.recalls(), curve.precisions())));
        String protocol =
                "%,d documents of %s to fit, the %,d most frequent of their words counted; each of %,d held-out documents is"
                                .formatted(
                                        training.rows().count(),
                                        training.name(),
                                        training.rows().columns(),
                                        test.rows().count())
                        + " a query for all others. %d and %d of them hold none of the words. Deep codes and TF-IDF take log(1"
                                .formatted(training.empty(), test.empty())
                        + " + count) log(documents / documents with the word), LSA log(1 + count) or the same; the published"
                        + " codes were made from counts. Precision is that where the recall of each query first reaches the"
                        + " level, averaged over queries; documents at equal distance count by their mean.";
        return new Report(
                title,
                protocol,
                List.of(
                        Section.of("Precision over recall", LineChart.ofRetrieval(title, drawn)),
                        Section.of("Result", table(curves), new Paragraph(protocol))),
                setting.provenance());
    }

    private Table table(Map<String, PrecisionRecall> curves) {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.of("method"));
        levels().forEach(level -> columns.add(new Table.Column("%.1f".formatted(100 * level), Table.Best.HIGHEST)));
        columns.add(new Table.Column("mean average precision", Table.Best.HIGHEST));
        List<List<Table.Cell>> rows = new ArrayList<>();
        curves.forEach((method, curve) -> {
            List<Table.Cell> cells = new ArrayList<>(List.of(Table.Cell.of(method)));
            for (double precision : precisions(curve)) {
                cells.add(Table.Cell.of(precision, 1));
            }
            cells.add(Table.Cell.of(100 * curve.meanAveragePrecision(), 1));
            rows.add(cells);
        });
        published.forEach((method, precisions) -> {
            List<Table.Cell> cells = new ArrayList<>(List.of(Table.Cell.of(method)));
            for (double precision : precisions) {
                cells.add(Table.Cell.of(precision, 1));
            }
            cells.add(Table.Cell.unknown());
            rows.add(cells);
        });
        return new Table("Precision (%) at recall (%)", columns, rows);
    }
}
