package hourglass.cli;

import hourglass.cli.evaluation.DocumentBaselines;
import hourglass.cli.evaluation.RetrievalComparison;
import hourglass.cli.option.DocumentOptions;
import hourglass.cli.option.InputPath;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Content;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.ShellCommand;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.file.Split;
import hourglass.eval.BallRetrieval;
import hourglass.eval.HammingSimilarity;
import hourglass.eval.PrecisionRecall;
import hourglass.eval.Relevance;
import hourglass.eval.Reranked;
import hourglass.eval.Similarity;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.persistence.Version;
import hourglass.picture.Provenance;
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
        description =
                "Measures what codes of documents, or of the items of a library, retrieve: each is a query for all others.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: hourglass evaluate --library library/",
            "",
            "A document is relevant to another of its topic or, where documents have several, by the share of their topics"
                    + " that both have."
        })
final class EvaluateCommand implements Runnable {
    private static final int LARGEST_RADIUS = 4;
    private static final int SHORTLIST = 100;

    @Option(names = "--model", paramLabel = "FILE", description = "A model of documents.")
    private @Nullable Path modelPath;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            converter = InputPath.class,
            description = "Documents with topics: a folder or archive of text or HTML, or a file of CSV or JSON lines.")
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

    @Option(names = "--csv", paramLabel = "FILE", description = "CSV file for all measures.")
    private @Nullable Path csv;

    @Option(names = "--report", paramLabel = "FILE", description = "HTML report with the curves.")
    private @Nullable Path report;

    @Mixin
    private OverwriteOption overwrite;

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
        try (ThreadTeam team = threads.team()) {
            if (library != null) {
                requireAlone();
                CodedItems items = CodedItems.of(library, field);
                measure(items, items.relevance(), items.similarities(), 0, team);
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
        if (modelPath != null || dataPath != null || split != null || allocation || Boolean.TRUE.equals(baselines)) {
            throw new InputException(
                    "--library",
                    "",
                    "goes with none of --model, --data, --split, --baselines and --lda",
                    "leave these out, or give --model and --data");
        }
    }

    private void measure(Path modelFile, Path data, ThreadTeam team) {
        FittedModel model = model(modelFile);
        Vocabulary vocabulary = Vocabulary.of(Objects.requireNonNull(model.text()));
        boolean parts = documents.open(data, null).hasParts();
        Split part = split == null && parts ? Split.TEST : split;
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
            add(methods, new DocumentBaselines(training, test, team), items.size(), beside);
        }
        measure(items, relevance, methods, model.fit().seed(), team);
    }

    private void measure(
            CodedItems items, Relevance relevance, Map<String, Similarity> methods, long seed, ThreadTeam team) {
        RetrievalComparison comparison = RetrievalComparison.of(methods, relevance, Map.of(), team);
        List<BallRetrieval> balls = methods.values().iterator().next() instanceof HammingSimilarity distances
                ? BallRetrieval.upTo(LARGEST_RADIUS, distances, relevance, team)
                : List.of();
        write(new RetrievalEvaluation(items, comparison, balls), seed);
    }

    private static FittedModel model(Path file) {
        FittedModel model = ModelFile.read(file);
        if (model.text() == null) {
            throw new InputException(
                    file.toString(),
                    "",
                    "reads no texts",
                    "give the model of a library of documents, or one that train --text wrote");
        }
        return model;
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
            String command = ShellCommand.of(spec);
            evaluation
                    .report(new Provenance(Version.number(), seed, Instant.now(), command, Provenance.thisMachine()))
                    .write(report);
        }
        console.print(evaluation.result(), evaluation.text());
    }
}
