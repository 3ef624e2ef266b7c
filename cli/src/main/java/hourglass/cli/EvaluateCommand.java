package hourglass.cli;

import hourglass.data.InputException;
import hourglass.data.LabelSets;
import hourglass.data.Rows;
import hourglass.data.Split;
import hourglass.eval.BallRetrieval;
import hourglass.eval.CosineSimilarity;
import hourglass.eval.HammingSimilarity;
import hourglass.eval.PrecisionRecall;
import hourglass.eval.Relevance;
import hourglass.eval.Reranked;
import hourglass.eval.Similarity;
import hourglass.eval.TopicAgreement;
import hourglass.matrix.ThreadTeam;
import hourglass.model.ModelFile;
import hourglass.model.SavedModel;
import hourglass.picture.Provenance;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what codes of documents retrieve, beside other methods. */
@Command(
        name = "evaluate",
        description = "Measures what codes of documents retrieve: each document is a query for all others.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A document is relevant to another of its topic or, where documents have several, by the share of their topics"
                    + " that both have."
        })
final class EvaluateCommand implements Runnable {
    private static final int LARGEST_RADIUS = 4;
    private static final int SHORTLIST = 100;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "A model of documents.")
    private Path modelPath;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "Documents with topics: a folder or archive of text or HTML, or a file of CSV or JSON lines.")
    private Path dataPath;

    @Option(
            names = "--split",
            paramLabel = "PART",
            description = "train or test, where there are both (default: test).")
    private @Nullable Split split;

    @Option(
            names = "--baselines",
            negatable = true,
            description = "Measure TF-IDF and latent semantic analysis, too, fitted to the training part (default: if"
                    + " there is one).")
    private @Nullable Boolean baselines;

    @Option(names = "--lda", description = "Measure latent Dirichlet allocation, too, which takes longer to fit.")
    private boolean allocation;

    @Option(names = "--csv", paramLabel = "FILE", description = "Where all measures go.")
    private @Nullable Path csv;

    @Option(names = "--report", paramLabel = "FILE", description = "Where a page with the curves goes.")
    private @Nullable Path report;

    @Mixin
    private DocumentOptions documents;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        List.of(Optional.ofNullable(csv), Optional.ofNullable(report))
                .forEach(file -> file.ifPresent(Destination::requireWritable));
        SavedModel model = model();
        Vocabulary vocabulary = Vocabulary.of(Objects.requireNonNull(model.text()));
        boolean parts = documents.open(dataPath, null).hasParts();
        Split part = split == null && parts ? Split.TEST : split;
        DocumentCounts test = DocumentCounts.of(documents.open(dataPath, part), vocabulary);
        Relevance relevance = relevance(test);
        boolean beside = baselines == null ? parts && part == Split.TEST : baselines;
        if ((beside || allocation) && !parts) {
            throw new InputException(
                    dataPath.toString(),
                    "",
                    "has no training part to fit what codes are compared with",
                    "leave out --baselines and --lda, or give a folder with train and test in it");
        }
        try (ThreadTeam team = threads.team()) {
            Map<String, Similarity> methods = codes(model, test, team);
            if (beside || allocation) {
                DocumentCounts training = DocumentCounts.of(documents.open(dataPath, Split.TRAIN), vocabulary);
                add(methods, new DocumentBaselines(training, test, team), model, beside);
            }
            RetrievalComparison comparison = RetrievalComparison.of(methods, relevance, Map.of(), team);
            List<BallRetrieval> balls = methods.values().iterator().next() instanceof HammingSimilarity distances
                    ? BallRetrieval.upTo(LARGEST_RADIUS, distances, relevance, team)
                    : List.of();
            write(new RetrievalEvaluation(test, comparison, balls), model);
        }
    }

    private SavedModel model() {
        SavedModel model = ModelFile.read(modelPath);
        if (model.text() == null) {
            throw new InputException(
                    modelPath.toString(),
                    "",
                    "reads no texts",
                    "give the model of a library of documents, or one that train --text wrote");
        }
        return model;
    }

    /** By classes if no document has several topics, else by the share of topics in common. */
    private static Relevance relevance(DocumentCounts test) {
        LabelSets topics = test.topics();
        boolean any = IntStream.range(0, topics.names().size())
                .anyMatch(topic -> Arrays.stream(topics.sets())
                                .filter(set -> Arrays.binarySearch(set, topic) >= 0)
                                .limit(2)
                                .count()
                        == 2);
        if (!any) {
            throw new InputException(
                    test.name(),
                    "",
                    "no two of its %,d documents have a topic in common".formatted(topics.count()),
                    "give documents with topics: a folder for each, or a column called topics");
        }
        int[] classes = topics.labels().classes();
        return topics.areSingle()
                ? Relevance.byLabel(classes, classes)
                : Relevance.byTopics(topics, topics, TopicAgreement.JACCARD);
    }

    /** As bits, if the model says how, and as numbers. */
    private static Map<String, Similarity> codes(SavedModel model, DocumentCounts test, ThreadTeam team) {
        Map<String, Similarity> codes = new LinkedHashMap<>();
        int size = model.model().codeSize();
        float[] real = model.encode(test.rows(), team);
        if (model.thresholds() != null) {
            codes.put("codes, %d bits".formatted(size), HammingSimilarity.within(model.binary(real)));
        }
        codes.put("codes, %d numbers".formatted(size), CosineSimilarity.within(real, size));
        return codes;
    }

    private void add(Map<String, Similarity> methods, DocumentBaselines fitted, SavedModel model, boolean all) {
        Similarity codes = methods.values().iterator().next();
        if (all) {
            Rows rows = fitted.training().rows();
            int most = Math.min(rows.count(), rows.columns());
            methods.putAll(fitted.analyses(Math.min(model.model().codeSize(), most)));
            Similarity words = fitted.words();
            methods.put("TF-IDF", words);
            methods.put("TF-IDF on the nearest %d".formatted(SHORTLIST), Reranked.top(SHORTLIST, codes, words));
        }
        if (allocation) {
            methods.putAll(fitted.topics());
        }
    }

    private void write(RetrievalEvaluation evaluation, SavedModel model) {
        if (csv != null) {
            PrecisionRecall.write(csv, evaluation.comparison().curves());
        }
        if (report != null) {
            String command = "hourglass "
                    + String.join(
                            " ", spec.commandLine().getParent().getParseResult().originalArgs());
            long seed = model.fit().seed();
            evaluation
                    .report(new Provenance(Version.number(), seed, Instant.now(), command, Provenance.thisMachine()))
                    .write(report);
        }
        console.print(evaluation.result(), evaluation.text());
    }
}
