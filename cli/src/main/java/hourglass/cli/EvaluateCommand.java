package hourglass.cli;

import hourglass.cli.evaluation.DocumentBaselines;
import hourglass.cli.evaluation.NeighborEvaluation;
import hourglass.cli.evaluation.RecallEvaluation;
import hourglass.cli.evaluation.RetrievalComparison;
import hourglass.cli.option.DocumentOptions;
import hourglass.cli.option.InputPath;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.Range;
import hourglass.cli.option.ReadingOptions;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Content;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.ShellCommand;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.TextEncoding;
import hourglass.data.file.Split;
import hourglass.decomposition.PrincipalComponents;
import hourglass.eval.BallRetrieval;
import hourglass.eval.EuclideanSimilarity;
import hourglass.eval.HammingSimilarity;
import hourglass.eval.PrecisionRecall;
import hourglass.eval.Relevance;
import hourglass.eval.Reranked;
import hourglass.eval.Similarity;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import hourglass.matrix.Metric;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.persistence.Version;
import hourglass.picture.Provenance;
import hourglass.picture.Report;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what codes of documents retrieve, beside other methods. */
@Command(
        name = "evaluate",
        description = "Measure what codes of documents or of a library retrieve, when each is a query.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: hourglass evaluate --model model.safetensors --data digits/",
            "",
            "A document is relevant to another of its topic or, where documents have several, by the share of their topics"
                    + " that both have; a row to another of its class."
        })
final class EvaluateCommand implements Runnable {
    private static final int LARGEST_RADIUS = 4;
    private static final int SHORTLIST = 100;
    /** Ranking all items for each is quadratic. */
    private static final int MOST_RANKED = 10_000;

    private static final int QUERIES = 1000;

    @Option(names = "--model", paramLabel = "FILE", description = "Fitted model.")
    private @Nullable Path modelPath;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            converter = InputPath.class,
            description =
                    "For a model of documents, documents with topics: a folder or archive of text or HTML, or a file of"
                            + " CSV or JSON lines; for another model, rows with classes.")
    private @Nullable Path dataPath;

    @Option(
            names = "--library",
            paramLabel = "LIBRARY",
            description = "Instead of model and data: a library, all of whose items with a code are measured.")
    private @Nullable Path library;

    @Option(
            names = "--by",
            paramLabel = "FIELD",
            description = "Field that is equal in items that are relevant to each other (default: their topics).")
    private @Nullable String field;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            defaultValue = "cosine",
            description = "Comparison of the vectors of a library: cosine, dot or l2 (default: cosine).")
    private Metric metric;

    @Option(
            names = "--queries",
            paramLabel = "N",
            description =
                    "Number of items that are queries for the others, evenly from all (default: all, but 1000 for vectors or beyond 10,000 items).")
    private @Nullable Integer queries;

    @Option(
            names = "--baselines",
            negatable = true,
            description =
                    "Measure other methods, too, fitted to the training part: TF-IDF and latent semantic analysis, or"
                            + " for rows the rows themselves and principal components (default: if there is one).")
    private @Nullable Boolean baselines;

    @Option(names = "--lda", description = "Measure latent Dirichlet allocation, too, which takes longer to fit.")
    private boolean allocation;

    @Option(names = "--csv", paramLabel = "FILE", description = "CSV file for all measures.")
    private @Nullable Path csv;

    @Option(names = "--report", paramLabel = "FILE", description = "HTML report with the curves.")
    private @Nullable Path report;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private ReadingOptions reading;

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
        checkPlaces();
        if (queries != null) {
            new Range(1, MOST_RANKED).require("--queries", queries);
        }
        try (ThreadTeam team = threads.team()) {
            if (library != null) {
                requireAlone();
                measureLibrary(library, team);
            } else if (modelPath != null && dataPath != null && field == null) {
                measure(modelPath, dataPath, team);
            } else {
                throw new InputException(
                        "evaluate",
                        "",
                        "needs --model and --data, or --library, --by with the latter alone",
                        "give these");
            }
        }
    }

    private void checkPlaces() {
        OutputTargets targets = overwrite.targets();
        Stream.of(modelPath, dataPath, library).filter(Objects::nonNull).forEach(targets::reading);
        if (csv != null) {
            targets.writing(csv, Content.TABLE);
        }
        if (report != null) {
            targets.writing(report, Content.REPORT);
        }
        targets.check();
    }

    /** Refuses what only makes sense where there are documents to fit to. */
    private void requireAlone() {
        if (modelPath != null
                || dataPath != null
                || reading.givenSplit() != null
                || allocation
                || Boolean.TRUE.equals(baselines)) {
            throw new InputException(
                    "--library",
                    "",
                    "goes with none of --model, --data, --split, --baselines and --lda",
                    "leave these out, or give --model and --data");
        }
    }

    /** Measures by topics, and in a library of vectors by their nearest neighbours; there topics need not be. */
    private void measureLibrary(Path folder, ThreadTeam team) {
        RecallEvaluation recall = RecallEvaluation.of(folder, queries == null ? QUERIES : queries, metric, team);
        if (recall != null && field == null && !hasTopics(folder)) {
            write(recall);
            return;
        }
        CodedItems items = CodedItems.of(folder, field);
        measure(items, items.relevance(), items.similarities(), null, recall, 0, team);
    }

    private static boolean hasTopics(Path folder) {
        try (Library opened = Library.open(folder);
                Snapshot items = opened.snapshot()) {
            return !items.topics().isEmpty();
        }
    }

    private void write(RecallEvaluation recall) {
        if (csv != null) {
            throw new InputException(
                    "--csv", "", "is for what is retrieved by topics, which the items do not have", "leave it out");
        }
        if (report != null) {
            String title = "Recall: " + recall.library();
            new Report(title, recall.protocol() + ".", List.of(recall.section()), provenance(0)).write(report);
        }
        console.print(recall, recall.text());
    }

    private Provenance provenance(long seed) {
        return new Provenance(Version.number(), seed, Instant.now(), ShellCommand.of(spec), Provenance.thisMachine());
    }

    private void measure(Path modelFile, Path data, ThreadTeam team) {
        FittedModel model = ModelFile.read(modelFile);
        if (model.text() == null) {
            measureRows(model, data, team);
        } else {
            measureDocuments(model, model.text(), data, team);
        }
    }

    private void measureDocuments(FittedModel model, TextEncoding text, Path data, ThreadTeam team) {
        Vocabulary vocabulary = Vocabulary.of(text);
        boolean parts = documents.open(data, null).hasParts();
        Split part = reading.givenSplit() == null && parts ? Split.TEST : reading.givenSplit();
        DocumentCounts test = DocumentCounts.of(documents.open(data, part), vocabulary);
        console.note(test.remarks());
        boolean beside = baselines == null ? parts && part == Split.TEST : baselines;
        if ((beside || allocation) && !parts) {
            throw new InputException(
                    data.toString(),
                    "",
                    "has no training part to fit what codes are compared with",
                    "leave out --baselines and --lda, or give a folder with train and test in it");
        }
        CodedItems items = CodedItems.of(test, model, team);
        // Before anything is fitted.
        Relevance relevance = items.relevance();
        Map<String, Similarity> methods = items.similarities();
        if (beside || allocation) {
            DocumentCounts training = DocumentCounts.of(documents.open(data, Split.TRAIN), vocabulary);
            console.note(training.remarks());
            add(methods, new DocumentBaselines(training, test, model.fit().seed(), team), items.size(), beside);
        }
        measure(items, relevance, methods, null, null, model.fit().seed(), team);
    }

    /** Measures the test part among the training part where there are both, otherwise all rows among each other. */
    private void measureRows(FittedModel model, Path path, ThreadTeam team) {
        if (allocation) {
            throw new InputException("--lda", "", "is for documents", "leave it out");
        }
        boolean tested = reading.givenSplit() == null && reading.hasOtherTestPart(path);
        Dataset training = reading.open(path, model);
        Dataset measured = tested ? sampled(reading.openTestPart(path, model)) : sampled(training);
        if (Boolean.TRUE.equals(baselines) && !tested) {
            throw new InputException(
                    path.toString(),
                    "",
                    "has no test part to measure other methods on that are fitted to the rest",
                    "leave out --baselines, or give data with a training and a test part");
        }
        CodedItems items = CodedItems.of(measured, model, team);
        Relevance relevance = items.relevance();
        NeighborEvaluation neighbors =
                NeighborEvaluation.of(model, items.size(), training, tested ? measured : null, team);
        Map<String, Similarity> methods = items.similarities();
        if (tested && !Boolean.FALSE.equals(baselines)) {
            Rows fitted = model.preprocessed(training.rows());
            Rows others = model.preprocessed(measured.rows());
            int most = Math.min(fitted.count(), fitted.columns());
            int size = Math.min(items.size(), most);
            methods.put(
                    "principal components, %d".formatted(size),
                    EuclideanSimilarity.within(
                            PrincipalComponents.fit(fitted, size, team).encode(others, team)));
            methods.put(
                    "rows, %d numbers".formatted(others.columns()),
                    EuclideanSimilarity.within(new Matrix(others.toArray(), others.columns())));
        }
        measure(items, relevance, methods, neighbors, null, model.fit().seed(), team);
    }

    /** Ranking all for each is quadratic, so of many rows an even share is taken. */
    private Dataset sampled(Dataset data) {
        int count = data.rows().count();
        if (count <= MOST_RANKED) {
            return data;
        }
        console.note(List.of("%,d of %,d rows are ranked, evenly from all".formatted(MOST_RANKED, count)));
        return data.select(data.rows().evenRows(MOST_RANKED));
    }

    /** Those that are queries, evenly from all items. */
    private int[] sample(int items) {
        return Rows.evenly(queries != null ? queries : items > MOST_RANKED ? QUERIES : items, items);
    }

    private void measure(
            CodedItems items,
            Relevance relevance,
            Map<String, Similarity> methods,
            @Nullable NeighborEvaluation neighbors,
            @Nullable RecallEvaluation recall,
            long seed,
            ThreadTeam team) {
        int[] asked = sample(items.count());
        RetrievalComparison comparison = RetrievalComparison.of(methods, relevance, asked, Map.of(), team);
        List<BallRetrieval> balls = methods.values().iterator().next() instanceof HammingSimilarity distances
                ? BallRetrieval.upTo(LARGEST_RADIUS, distances, relevance, asked, team)
                : List.of();
        write(new RetrievalEvaluation(items, asked.length, comparison, balls, neighbors, recall), seed);
    }

    private void add(Map<String, Similarity> methods, DocumentBaselines fitted, int size, boolean all) {
        Similarity codes = methods.values().iterator().next();
        if (all) {
            Rows rows = fitted.training().rows();
            int most = Math.min(rows.count(), rows.columns());
            methods.putAll(fitted.analyses(Math.min(size, most)));
            Similarity words = fitted.words();
            methods.put("TF-IDF", words);
            methods.put("TF-IDF on the nearest %d".formatted(SHORTLIST), Reranked.top(SHORTLIST, codes, words));
        }
        if (allocation) {
            methods.putAll(fitted.topics());
        }
    }

    private void write(RetrievalEvaluation evaluation, long seed) {
        if (csv != null) {
            PrecisionRecall.write(csv, evaluation.comparison().curves());
        }
        if (report != null) {
            evaluation.report(provenance(seed)).write(report);
        }
        console.print(evaluation.result(), evaluation.text());
    }
}
