package hourglass.cli.index;

import hourglass.cli.help.Epochs;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.EpochsOption;
import hourglass.cli.option.HashFunction;
import hourglass.cli.option.Range;
import hourglass.cli.option.SeedOption;
import hourglass.cli.terminal.InterruptibleFit;
import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.library.SemanticHashing;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.text.Analysis;
import hourglass.text.Corpus;
import hourglass.text.DocumentCounts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model that is fitted for a new library, unless one is given: to documents, or a hash function to vectors. */
@Group(Heading.MODEL)
final class NewModelOptions {
    private static final int BITS = 128;
    private static final int WORDS = 2000;

    @Option(
            names = "--bits",
            paramLabel = "N",
            description = "Code length in bits of a new model (default: " + BITS + ", or 256 for vectors of as many"
                    + " numbers).")
    private @Nullable Integer bits;

    @Option(
            names = "--hasher",
            paramLabel = "NAME",
            description = "Hash function for vectors: ${COMPLETION-CANDIDATES} (default: itq, or lsh if the vectors are"
                    + " shorter than the code).")
    private @Nullable HashFunction hasher;

    @Mixin
    @Epochs("10 a layer, then 20 for the whole model; more for few documents")
    private EpochsOption epochs;

    @Option(
            names = "--words",
            paramLabel = "N",
            description = "Vocabulary size of a new model (default: " + WORDS + ").")
    private @Nullable Integer words;

    @Option(
            names = "--language",
            paramLabel = "NAME",
            description = "Language of the documents; standard for any (default: english).")
    private @Nullable String language;

    @Mixin
    private SeedOption seed;

    /** Refuses values that no model can have. */
    public void check() {
        new Range(1, BinaryCodes.MAX_BITS).require("--bits", bits);
        epochs.given();
        Range.COUNT.require("--words", words);
        analysis();
    }

    private Analysis analysis() {
        return language == null ? Analysis.ENGLISH : Analysis.of(language);
    }

    /** Refuses an existing model that differs from the given options. */
    public void requireLike(String name, FittedModel existing) {
        String its = existing.text() == null ? "" : existing.text().analysis();
        if (bits != null && bits != existing.bareModel().codeSize()) {
            throw other(name, "--bits", bits, existing.bareModel().codeSize());
        }
        if (language != null && !language.equals(its)) {
            throw other(name, "--language", language, its);
        }
        Object function = existing.fit().options().getOrDefault(NewHasher.OPTION, "another model");
        if (hasher != null && !hasher.toString().equals(function)) {
            throw other(name, "--hasher", hasher, function);
        }
    }

    /** Whether a hash function is named, which is for vectors alone. */
    public boolean namesHasher() {
        return hasher != null;
    }

    /**
     * The hash function to fit to vectors.
     *
     * @throws InputException if options are given that are for documents
     */
    public NewHasher hasher() {
        if (epochs.given() != null || words != null || language != null) {
            throw new InputException(
                    epochs.given() != null ? "--epochs" : words != null ? "--words" : "--language",
                    "",
                    "is for documents, not for vectors",
                    "leave it out");
        }
        return new NewHasher(hasher, bits, seed.value());
    }

    private static InputException other(String name, String option, Object given, Object existing) {
        return new InputException(
                option,
                "",
                "is %s, but the model of %s has %s".formatted(given, name, existing),
                "leave it out, or name a new library");
    }

    /**
     * Fits a model.
     *
     * @throws InputException if all documents hold the same words
     */
    public FittedModel fit(Corpus documents, InterruptibleFit fit, ThreadTeam team) {
        SemanticHashing hashing = hashing();
        DocumentCounts counts = hashing.count(documents);
        return fit.run(
                counts.rows().count(), (listener, checkpoint) -> hashing.fit(counts, listener, checkpoint, team));
    }

    private SemanticHashing hashing() {
        SemanticHashing.Builder hashing = SemanticHashing.builder(Objects.requireNonNullElse(bits, BITS))
                .words(Objects.requireNonNullElse(words, WORDS))
                .seed(seed.value())
                .analysis(analysis());
        Integer given = epochs.given();
        return given == null ? hashing.build() : hashing.epochs(given).build();
    }
}
