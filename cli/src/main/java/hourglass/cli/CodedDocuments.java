package hourglass.cli;

import hourglass.data.Rows;
import hourglass.data.TfIdf;
import hourglass.model.Autoencoder;
import hourglass.model.SavedModel;
import hourglass.text.DocumentCounts;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Outcome;
import java.time.Instant;
import java.util.Map;

/** Models of documents as experiments fit them. */
final class CodedDocuments {
    private CodedDocuments() {}

    /** log(1 + count), times how rare a word is in the documents. */
    static TfIdf weights(DocumentCounts training) {
        return TfIdf.fit(training.rows(), TfIdf.TermFrequency.LOG, TfIdf.DocumentFrequency.LOG);
    }

    /**
     * Fits an autoencoder to weighted documents, complete with how texts become rows and codes binary.
     *
     * @param part which of an experiment's fits it is
     */
    static SavedModel fit(
            DocumentCounts training, AutoencoderTrainer trainer, Experiment.Setting setting, String part) {
        TfIdf weights = weights(training);
        Rows rows = weights.weighted(training.rows());
        Outcome<Autoencoder> outcome = setting.watched(
                part, rows.count(), (listener, checkpoint) -> trainer.fit(rows, listener, checkpoint, setting.team()));
        return outcome.withTransform(weights)
                .saved(
                        training.dataset(),
                        Map.of("trainer", trainer.toString()),
                        trainer.options().seed(),
                        Version.number(),
                        Instant.now())
                .withText(training.vocabulary().encoding())
                .binarized(training.rows(), setting.team());
    }
}
