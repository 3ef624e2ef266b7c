package hourglass.cli;

import hourglass.cli.help.Output;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.output.Content;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Listing;
import hourglass.data.InputException;
import hourglass.onnx.OnnxModel;
import hourglass.persistence.ModelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model as ONNX. */
@Command(
        name = "export",
        description = "Write a model as ONNX, which other programs run, with its preprocessing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass export model.safetensors -o model.onnx"})
final class ExportCommand implements Runnable {
    @Parameters(paramLabel = "MODEL", description = "Model file that train wrote.")
    private Path path;

    @Mixin
    @Output("Output file, .onnx.")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "all",
            description = "Part of the model: all, encoder or decoder (default: ${DEFAULT-VALUE}).")
    private OnnxModel.Part part;

    @Mixin
    private Console console;

    /** The result as JSON. */
    private record Result(String output, int opset, OnnxModel.Value input, List<OnnxModel.Value> outputs) {}

    @Override
    public void run() {
        if (!output.path().toString().endsWith(".onnx")) {
            throw new InputException(output.path().toString(), "", "unknown file extension", "end its name in .onnx");
        }
        overwrite.targets().reading(path).writing(output.path(), Content.ONNX).check();
        OnnxModel model = new OnnxModel(ModelFile.read(path), part);
        model.write(output.path());
        console.print(
                new Result(output.path().toString(), OnnxModel.OPSET, model.input(), model.outputs()),
                new Listing()
                        .add("model", "%s, opset %d".formatted(output.path(), OnnxModel.OPSET))
                        .add("input", text(model.input()))
                        .add(
                                "output",
                                model.outputs().stream()
                                        .map(ExportCommand::text)
                                        .collect(Collectors.joining(", "))));
    }

    private static String text(OnnxModel.Value value) {
        return "%s (rows x %d)".formatted(value.name(), value.columns());
    }
}
