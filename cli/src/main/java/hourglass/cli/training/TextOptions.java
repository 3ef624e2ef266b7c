package hourglass.cli.training;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.DocumentOptions;
import hourglass.cli.terminal.Console;
import hourglass.data.Rows;
import hourglass.data.TextEncoding;
import hourglass.data.TfIdf;
import hourglass.data.Transform;
import hourglass.data.file.Split;
import hourglass.text.Analysis;
import hourglass.text.Corpus;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which words of documents are counted, and how they are weighted. */
@Group(Heading.DATA)
final class TextOptions {
    /** What a count becomes. */
    enum Weighting {
        /** What it is. */
        COUNTS,
        /** log(1 + count). */
        LOG,
        /** log(1 + count), more for words of few documents. */
        TFIDF;

        private Transform transform(Rows counts) {
            return switch (this) {
                case COUNTS -> new Transform.Identity();
                case LOG -> TfIdf.logCounts(counts.columns());
                case TFIDF -> TfIdf.fit(counts, TfIdf.TermFrequency.LOG, TfIdf.DocumentFrequency.LOG);
            };
        }
    }

    @Option(names = "--text", description = "The data are documents: text or HTML files, or CSV or JSON lines.")
    private boolean documented;

    @Advanced
    @Option(
            names = "--language",
            paramLabel = "NAME",
            defaultValue = "english",
            description = "Language of the documents, which decides how words are found and stemmed; standard for any"
                    + " language, none for words that are already stemmed (default: ${DEFAULT-VALUE}).")
    private String language;

    @Advanced
    @Option(
            names = "--words",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Vocabulary size: the most frequent words are counted (default: ${DEFAULT-VALUE}).")
    private int words;

    @Advanced
    @Option(
            names = "--weighting",
            paramLabel = "HOW",
            defaultValue = "TFIDF",
            description =
                    "Weighting of word counts, one of ${COMPLETION-CANDIDATES}: counts as they are, log(1 + count), or"
                            + " log(1 + count) times inverse document frequency (default: ${DEFAULT-VALUE}).")
    private Weighting weighting;

    @Mixin
    private DocumentOptions documents;

    /** Whether the data are documents. */
    public boolean areDocuments() {
        return documented;
    }

    /** The training part of documents, their own most frequent words counted. */
    public DocumentCounts training(Path path, Console console) {
        Corpus corpus = documents.open(path, Split.TRAIN);
        return noted(DocumentCounts.of(corpus, Vocabulary.of(corpus, Analysis.of(language), words)), console);
    }

    /** What is done to the counts of words; nothing to other data. */
    public Transform weights(Rows rows) {
        return documented ? weighting.transform(rows) : new Transform.Identity();
    }

    /** Whether there is a test part. */
    public boolean hasTestPart(Path path) {
        return documents.open(path, Split.TRAIN).hasParts();
    }

    /** The test part of documents, the words of the training part counted. */
    public DocumentCounts test(Path path, TextEncoding encoding, Console console) {
        return noted(DocumentCounts.of(documents.open(path, Split.TEST), Vocabulary.of(encoding)), console);
    }

    private static DocumentCounts noted(DocumentCounts counts, Console console) {
        console.note(counts.remarks());
        return counts;
    }
}
