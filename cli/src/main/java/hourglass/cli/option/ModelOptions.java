package hourglass.cli.option;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.terminal.Console;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.model.Classifier;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A model, and how data for it are read. */
@Group(Heading.MODEL)
public final class ModelOptions {
    @Option(names = "--model", required = true, paramLabel = "FILE", description = "Model file that train wrote.")
    private Path path;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private DocumentOptions documents;

    public Path path() {
        return path;
    }

    public FittedModel read() {
        return ModelFile.read(path);
    }

    /** A model that leads from codes back to items. */
    public FittedModel readWithDecoder() {
        FittedModel saved = read();
        if (saved.encoderDecoder().isEmpty()) {
            throw new InputException(
                    path.toString(),
                    "",
                    "is a classifier, which has no decoder",
                    "give an autoencoder, or use classify");
        }
        return saved;
    }

    /** A classifier with all that it needs. */
    public FittedModel readClassifier() {
        FittedModel saved = read();
        if (!(saved.bareModel() instanceof Classifier)) {
            throw new InputException(
                    path.toString(), "", "is not a classifier", "fit one by train --model classifier, or use encode");
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
