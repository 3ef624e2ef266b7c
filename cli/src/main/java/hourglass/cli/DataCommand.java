package hourglass.cli;

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
        description = "Generate data, or show what a data file contains.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataInfoCommand.class, DocumentsCommand.class, TreesCommand.class},
        footer = {"", "Example: hourglass data digits --count 1000 -o digits.idx.gz"})
final class DataCommand implements Runnable {
    @ParentCommand
    private Hourglass hourglass;

    @Spec
    private CommandSpec spec;

    @Command(
            description = "Generate curves: grey images of 28x28 without classes.",
            footer = {"", "Example: hourglass data curves --count 1000 -o curves.npy"},
            mixinStandardHelpOptions = true)
    void curves(@Mixin GenerationOptions options, @Mixin Console console) {
        options.generate(Curves::of, console, hourglass.interruption());
    }

    @Command(
            description = "Generate handwritten digits: grey images of 28x28 with classes.",
            footer = {"", "Example: hourglass data digits --count 1000 -o digits.idx.gz"},
            mixinStandardHelpOptions = true)
    void digits(@Mixin GenerationOptions options, @Mixin Console console) {
        options.generate(PenDigits::of, console, hourglass.interruption());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
