package hourglass.cli.option;

import hourglass.cli.terminal.Console;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.model.Classifier;
import hourglass.persistence.FittedModel;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** A model, and how data for it are read. */
public final class ModelOptions {
    @Mixin
    private ModelOption model;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private DocumentOptions documents;

    public Path path() {
        return model.path();
    }

    public FittedModel read() {
        return model.read();
    }

    /** A model that leads from codes back to items. */
    public FittedModel readWithDecoder() {
        FittedModel saved = read();
        if (saved.encoderDecoder().isEmpty()) {
            throw new InputException(
                    path().toString(),
                    "",
                    "only encodes: it has no decoder",
                    "give an autoencoder, or train with --mix below 1 so that there is one");
        }
        return saved;
    }

    /** A classifier with all that it needs. */
    public FittedModel readClassifier() {
        FittedModel saved = read();
        if (!(saved.bareModel() instanceof Classifier)) {
            throw new InputException(
                    path().toString(), "", "is not a classifier", "fit one by train --model classifier, or use encode");
        }
        return saved;
    }

    /** Opens data for a model, read as its training data were; the console notes what was not read as it is. */
    public Dataset open(Path data, FittedModel saved, Console console) {
        if (saved.text() == null) {
            return reading.open(data, saved);
        }
        DocumentCounts counts = DocumentCounts.of(documents.open(data, reading.split()), Vocabulary.of(saved.text()));
        console.note(counts.remarks());
        return counts.dataset();
    }
}
