package hourglass.cli.evaluation;

import hourglass.cli.terminal.InterruptibleFit;
import hourglass.cli.terminal.Version;
import hourglass.data.Rows;
import hourglass.data.TfIdf;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.objective.Corruption;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.persistence.FittedModel;
import hourglass.text.DocumentCounts;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Initialization;
import hourglass.train.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models of documents as experiments and {@code index} fit them. */
public final class CodedDocuments {
    private static final int PRETRAINING = 10;
    private static final int EPOCHS = 20;
    private static final int BATCH_SIZE = 128;
    /** With fewer, the noise wins, and all documents get one code. */
    private static final int FEWEST_STEPS = 500;

    private CodedDocuments() {}

    /**
     * As in the papers, but for Adam, and words left out of the input, without which it learns them by heart.
     *
     * @param binary whether codes are to become bits
     * @param documents how many there are to fit
     * @param epochs of each stage, or null for 10 in the pretraining and 20 in the fine-tuning, more of few documents
     * @param layers above the words, the code's last
     */
    public static AutoencoderTrainer trainer(
            boolean binary, int documents, @Nullable Integer epochs, long seed, Integer... layers) {
        int steps = EPOCHS * ((documents + BATCH_SIZE - 1) / BATCH_SIZE);
        int times = Math.max(1, (FEWEST_STEPS + steps - 1) / steps);
        Regularization regularization = Regularization.of(new Corruption.Masking(0.7));
        return AutoencoderTrainer.builder(layers)
                .likelihood(Likelihood.MULTINOMIAL)
                .activation(Activation.SIGMOID)
                .codeActivation(binary ? Activation.SIGMOID : Activation.LINEAR)
                .regularization(binary ? regularization.withCodeNoise(4) : regularization)
                .tied(false)
                .initialization(new Initialization.Rbms(epochs == null ? times * PRETRAINING : epochs, 100, 0.1, 0.01))
                .optimizer(Adam.of(1e-3))
                .epochs(epochs == null ? times * EPOCHS : epochs)
                .batchSize(BATCH_SIZE)
                .validationShare(0)
                .seed(seed)
                .build();
    }

    /** log(1 + count), times how rare a word is in the documents. */
    public static TfIdf weights(DocumentCounts training) {
        return TfIdf.fit(training.rows(), TfIdf.TermFrequency.LOG, TfIdf.DocumentFrequency.LOG);
    }

    /** Fits an autoencoder to weighted documents, complete with how texts become rows and codes binary. */
    public static FittedModel fit(
            DocumentCounts training, AutoencoderTrainer trainer, InterruptibleFit fit, ThreadTeam team) {
        TfIdf weights = weights(training);
        Rows rows = weights.view(training.rows());
        Outcome<Autoencoder> outcome =
                fit.run(rows.count(), (listener, checkpoint) -> trainer.fit(rows, listener, checkpoint, team));
        return outcome.withTransform(weights)
                .saved(
                        training.dataset(),
                        Map.of("trainer", trainer.toString()),
                        trainer.options().seed(),
                        Version.number(),
                        Instant.now())
                .withText(training.vocabulary().encoding())
                .binarized(training.rows(), team);
    }
}
