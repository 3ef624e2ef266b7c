package hourglass.library;

import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.data.TfIdf;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.objective.Corruption;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.persistence.FittedModel;
import hourglass.text.Analysis;
import hourglass.text.Corpus;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Initialization;
import hourglass.train.Listener;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Fits models that give similar documents similar binary codes (R. Salakhutdinov and G. Hinton, Semantic hashing,
 * International Journal of Approximate Reasoning 50, 2009): an autoencoder of word counts, pretrained as RBMs. Other than in
 * the paper, it is fitted by Adam, and most words are left out of each input, without which it overfits.
 *
 * <pre>{@code
 * FittedModel model = SemanticHashing.fit(corpus, 128);
 * }</pre>
 *
 * @see LibraryWriter#open(Path, FittedModel)
 */
public final class SemanticHashing {
    private static final int WORDS = 2000;
    private static final int HIDDEN = 500;
    private static final int PRETRAINING_EPOCHS = 10;
    private static final int EPOCHS = 20;
    private static final int BATCH_SIZE = 128;
    /** With fewer, the noise outweighs the data, and all documents get the same code. */
    private static final int FEWEST_STEPS = 500;
    /** A bound on the time of pretraining where documents are few; fine-tuning needs the steps. */
    private static final int MOST_PRETRAINING_EPOCHS = 100;
    /** Of fewer counts of words, threads would wait for each other longer than they compute. */
    private static final int FEWEST_SHARED = 1 << 14;

    private final Builder options;

    private SemanticHashing(Builder options) {
        this.options = options;
    }

    /**
     * Fits a model with the default options to all documents of a corpus.
     *
     * @param bits the length of the codes
     * @throws InputException if the documents cannot be read, or all hold the same words
     */
    public static FittedModel fit(Corpus corpus, int bits) {
        return builder(HIDDEN, HIDDEN, bits).build().fit(corpus);
    }

    /** Options for codes of this many bits, above two hidden layers. */
    public static Builder builder(int bits) {
        return builder(HIDDEN, HIDDEN, bits);
    }

    /**
     * Options for an encoder of the given layers.
     *
     * @param layers the sizes of the layers above the words; the last is the length of the codes
     */
    public static Builder builder(int... layers) {
        return new Builder(layers);
    }

    /**
     * Fits a model to all documents of a corpus, with all processors.
     *
     * @throws InputException if the documents cannot be read, or all hold the same words
     */
    public FittedModel fit(Corpus corpus) {
        return fit(count(corpus), Listener.NONE, null, ThreadTeam.shared());
    }

    /**
     * Counts the words of documents. Reads the corpus twice: which words are the most frequent is known only at its end.
     *
     * @throws InputException if the documents cannot be read, or hold no words
     */
    public DocumentCounts count(Corpus corpus) {
        return DocumentCounts.of(corpus, Vocabulary.of(corpus, options.analysis, options.words));
    }

    /**
     * Fits a model to documents whose words are counted.
     *
     * @param listener follows the fit, and may stop it
     * @param checkpoint the file that keeps the state of the fit, from which a stopped one continues, or null for none
     * @throws InputException if all documents hold the same words
     */
    public FittedModel fit(DocumentCounts documents, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        TfIdf weights = weights(documents);
        requireDifferences(documents, weights);
        if ((long) documents.rows().count() * documents.rows().columns() < FEWEST_SHARED) {
            try (ThreadTeam alone = ThreadTeam.of(1)) {
                return fit(documents, weights, listener, checkpoint, alone);
            }
        }
        return fit(documents, weights, listener, checkpoint, team);
    }

    private FittedModel fit(
            DocumentCounts documents, TfIdf weights, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        AutoencoderTrainer trainer = trainer(documents.rows().count(), weights);
        return trainer.fit(documents.dataset(), listener, checkpoint, team)
                .withText(documents.vocabulary().encoding())
                .binarized(documents.rows(), team);
    }

    /** Weights of words: log(1 + count), times the logarithm of how rare the word is among the documents. */
    public static TfIdf weights(DocumentCounts documents) {
        return TfIdf.fit(documents.rows(), TfIdf.TermFrequency.LOG, TfIdf.DocumentFrequency.LOG);
    }

    /** A word that all documents hold, or that the only document holds, has the weight 0. */
    private static void requireDifferences(DocumentCounts documents, TfIdf weights) {
        for (float weight : weights.idf()) {
            if (weight != 0) {
                return;
            }
        }
        throw new InputException(
                documents.name(),
                "",
                "there is nothing to learn from: it has %,d documents, all of the same words"
                        .formatted(documents.rows().count()),
                "give more documents, or use a model that is already fitted");
    }

    private AutoencoderTrainer trainer(int documents, TfIdf weights) {
        int steps = EPOCHS * ((documents + BATCH_SIZE - 1) / BATCH_SIZE);
        int times = Math.max(1, (FEWEST_STEPS + steps - 1) / steps);
        int pretraining = Math.min(times * PRETRAINING_EPOCHS, MOST_PRETRAINING_EPOCHS);
        Integer epochs = options.epochs;
        Regularization masking = Regularization.of(new Corruption.Masking(0.7));
        return AutoencoderTrainer.builder(options.layers)
                .likelihood(Likelihood.MULTINOMIAL)
                .transform(weights)
                .activation(Activation.SIGMOID)
                .codeActivation(options.linear ? Activation.LINEAR : Activation.SIGMOID)
                .regularization(options.linear ? masking : masking.withCodeNoise(4))
                .tied(false)
                .initialization(new Initialization.Rbms(epochs == null ? pretraining : epochs, 100, 0.1, 0.01))
                .optimizer(Adam.of(1e-3))
                .epochs(epochs == null ? times * EPOCHS : epochs)
                .batchSize(BATCH_SIZE)
                .validationShare(0)
                .seed(options.seed)
                .build();
    }

    /** Options of {@link SemanticHashing}; each has a default. */
    public static final class Builder {
        private final int[] layers;
        private int words = WORDS;
        private @Nullable Integer epochs;
        private long seed = 1;
        private Analysis analysis = Analysis.ENGLISH;
        private boolean linear;

        private Builder(int... layers) {
            int bits = layers.length == 0 ? 0 : layers[layers.length - 1];
            if (bits < 1 || bits > BinaryCodes.MAX_BITS) {
                throw new IllegalArgumentException(
                        "codes have 1 to %d bits, not %d".formatted(BinaryCodes.MAX_BITS, bits));
            }
            this.layers = layers.clone();
        }

        private Builder(Builder other) {
            layers = other.layers;
            words = other.words;
            epochs = other.epochs;
            seed = other.seed;
            analysis = other.analysis;
            linear = other.linear;
        }

        /** Size of the vocabulary, which holds the most frequent words (default: 2000). */
        public Builder words(int words) {
            this.words = words;
            return this;
        }

        /** Passes over the documents in each stage (default: 10 for each RBM and 20 for fine-tuning; more if documents are few). */
        public Builder epochs(int epochs) {
            this.epochs = epochs;
            return this;
        }

        /** Random seed (default: 1). */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** How words are found in the documents (default: English, stemmed). */
        public Builder analysis(Analysis analysis) {
            this.analysis = analysis;
            return this;
        }

        /** Linear code units without noise, for codes that are compared as real numbers (default: sigmoid units with noise). */
        public Builder linearCodes() {
            this.linear = true;
            return this;
        }

        public SemanticHashing build() {
            return new SemanticHashing(new Builder(this));
        }
    }
}
