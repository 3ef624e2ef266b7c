package hourglass.cli;

import hourglass.cli.option.GenerationOptions;
import hourglass.cli.terminal.Console;
import hourglass.data.generated.Curves;
import hourglass.data.generated.PenDigits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Generates data, and shows what data hold. */
@Command(
        name = "data",
        description = "Generates data, and shows what data hold.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataInfoCommand.class, DocumentsCommand.class, TreesCommand.class})
final class DataCommand implements Runnable {
    static final String WHAT_DATA_ARE =
            "A file (IDX, npy, CSV or SVMlight, plain or gzip), a folder of images, or a folder of train and test parts.";

    @ParentCommand
    private Hourglass hourglass;

    @Spec
    private CommandSpec spec;

    @Command(
            description = "Draws random curves, grey images of 28x28 without classes.",
            mixinStandardHelpOptions = true)
    void curves(@Mixin GenerationOptions options, @Mixin Console console) {
        options.generate(Curves::of, console, hourglass.interruption());
    }

    @Command(
            description = "Draws random handwritten digits, grey images of 28x28 with their classes.",
            mixinStandardHelpOptions = true)
    void digits(@Mixin GenerationOptions options, @Mixin Console console) {
        options.generate(PenDigits::of, console, hourglass.interruption());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
