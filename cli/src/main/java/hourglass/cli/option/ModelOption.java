package hourglass.cli.option;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The model that a command applies. */
@Group(Heading.MODEL)
public final class ModelOption {
    @Option(names = "--model", required = true, paramLabel = "FILE", description = "Model file that train wrote.")
    private Path path;

    public Path path() {
        return path;
    }

    public FittedModel read() {
        return ModelFile.read(path);
    }
}
