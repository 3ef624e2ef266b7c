package hourglass.cli.anomaly;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.output.Content;
import hourglass.cli.output.OutputTargets;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A model that is fitted to the data unless one is given, and kept for other data if a file is named for it. */
final class ReusedModelOptions {
    @Group(Heading.MODEL)
    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Model to use, such as one that --save-model wrote (default: one is fitted to the data).")
    private @Nullable Path given;

    @Group(Heading.OUTPUT)
    @Option(
            names = "--save-model",
            paramLabel = "FILE",
            description = "File to save the model in, to use it with other data.")
    private @Nullable Path saved;

    /** The file of a given model, or null. */
    @Nullable
    public Path given() {
        return given;
    }

    /** Adds the files to those of a command. */
    public OutputTargets addTo(OutputTargets targets) {
        if (given != null) {
            targets.reading(given);
        }
        return saved == null ? targets : targets.writing(saved, Content.MODEL);
    }

    /** Writes the model if a file was named for it. */
    public void save(FittedModel model) {
        if (saved != null) {
            ModelFile.write(saved, model);
        }
    }

    /** The name of the file that the model is saved in, or null. */
    @Nullable
    public String savedName() {
        return saved == null ? null : saved.toString();
    }
}
