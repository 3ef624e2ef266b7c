package hourglass.cli.option;

import hourglass.cli.evaluation.CodedDocuments;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.terminal.InterruptibleFit;
import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.text.Analysis;
import hourglass.text.Corpus;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import hourglass.train.AutoencoderTrainer;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The model of documents that is fitted for a new library, unless one is given. */
@Group(Heading.MODEL)
public final class NewModelOptions {
    private static final int BITS = 128;
    private static final int WORDS = 2000;
    private static final int HIDDEN = 500;

    @Option(
            names = "--bits",
            paramLabel = "N",
            description = "Of a code, for a new model (default: " + BITS + "; 20 make an address).")
    private @Nullable Integer bits;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description =
                    "Passes over the documents in each stage of a new model's training (default: 10 for each layer,"
                            + " then 20 for all; more of few documents).")
    private @Nullable Integer epochs;

    @Option(
            names = "--words",
            paramLabel = "N",
            description = "How many words a new model counts, the most frequent ones (default: " + WORDS + ").")
    private @Nullable Integer words;

    @Option(
            names = "--language",
            paramLabel = "NAME",
            description = "Of the documents, for a new model; standard for any (default: english).")
    private @Nullable String language;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of a new model (default: 1).")
    private long seed;

    /** Refuses values that no model can have. */
    public void check() {
        requireWithin("--bits", bits, BinaryCodes.MAX_BITS);
        requireWithin("--epochs", epochs, 1_000_000);
        requireWithin("--words", words, 1_000_000);
        analysis();
    }

    private static void requireWithin(String option, @Nullable Integer value, int most) {
        if (value != null && (value < 1 || value > most)) {
            throw new InputException(option, "", "cannot be " + value, "give 1 to " + most);
        }
    }

    private Analysis analysis() {
        return language == null ? Analysis.ENGLISH : Analysis.of(language);
    }

    /** Refuses a model that is there already and other than what is asked for. */
    public void requireLike(String name, FittedModel there) {
        String its = there.text() == null ? "" : there.text().analysis();
        if (bits != null && bits != there.bareModel().codeSize()) {
            throw other(name, "--bits", bits, there.bareModel().codeSize());
        }
        if (language != null && !language.equals(its)) {
            throw other(name, "--language", language, its);
        }
    }

    private static InputException other(String name, String option, Object asked, Object there) {
        return new InputException(
                option,
                "",
                "is %s, but the model of %s has %s".formatted(asked, name, there),
                "leave it out, or name a new library");
    }

    /**
     * Fits a model.
     *
     * @throws InputException if there is nothing that tells the documents from each other
     */
    public FittedModel fit(Corpus documents, InterruptibleFit fit, ThreadTeam team) {
        Vocabulary vocabulary = Vocabulary.of(documents, analysis(), Objects.requireNonNullElse(words, WORDS));
        DocumentCounts counts = DocumentCounts.of(documents, vocabulary);
        requireDifferences(counts);
        AutoencoderTrainer trainer = CodedDocuments.trainer(
                true, counts.rows().count(), epochs, seed, HIDDEN, HIDDEN, Objects.requireNonNullElse(bits, BITS));
        return CodedDocuments.fit(counts, trainer, fit, team);
    }

    /** Words that come in all documents, or in the only one, weigh nothing. */
    private static void requireDifferences(DocumentCounts counts) {
        float[] weights = CodedDocuments.weights(counts).idf();
        if (IntStream.range(0, weights.length).allMatch(word -> weights[word] == 0)) {
            throw new InputException(
                    counts.name(),
                    "",
                    "there is nothing to learn from: it has %,d documents, all of the same words"
                            .formatted(counts.rows().count()),
                    "give more documents, or a model by --model");
        }
    }
}
