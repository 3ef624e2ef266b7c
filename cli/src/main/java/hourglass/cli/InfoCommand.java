package hourglass.cli;

import hourglass.cli.output.DataText;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Listing;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.ModelDescription;
import hourglass.persistence.ModelFile;
import hourglass.persistence.ModelText;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a model file says of its model; its numbers are not read. */
@Command(
        name = "info",
        description = "Show the architecture and the training of a model.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: hourglass info model.safetensors"})
final class InfoCommand implements Runnable {
    @Parameters(paramLabel = "MODEL", description = "Model file.")
    private Path path;

    @Mixin
    private Console console;

    /** The result as JSON. */
    private record Result(String model, ModelDescription description, int parameters) {}

    @Override
    public void run() {
        ModelDescription description = ModelFile.describe(path);
        DataDescription data = description.data();
        FitDescription fit = description.fit();
        int parameters = description.model().dimension();
        Listing text = new Listing()
                .add("model", path)
                .add("kind", ModelText.of(description.model()))
                .add("code size", description.model().codeSize())
                .add("parameters", "%,d".formatted(parameters))
                .add("data", "%s, %,d rows".formatted(data.name(), data.rows()))
                .add("columns", columns(description.model().visible(), data))
                .add("likelihood", "%s, after %s".formatted(fit.likelihood(), description.transform()));
        fit.stages().forEach(stage -> text.add(stage.name(), ModelText.of(stage)));
        text.add(
                "options",
                fit.options().entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining(" ")));
        text.add("fitted by", "Hourglass %s on %s, seed %d".formatted(fit.version(), fit.date(), fit.seed()));
        console.print(new Result(path.toString(), description, parameters), text);
    }

    private static String columns(int count, DataDescription data) {
        return count + DataText.images(data.imageShape()) + DataText.names(data.columnNames());
    }
}
