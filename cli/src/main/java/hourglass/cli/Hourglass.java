package hourglass.cli;

import hourglass.cli.anomaly.AnomaliesCommand;
import hourglass.cli.anomaly.ImputeCommand;
import hourglass.cli.codes.ConvertCommand;
import hourglass.cli.codes.NeighborsCommand;
import hourglass.cli.duplicates.DuplicatesCommand;
import hourglass.cli.help.GroupedHelp;
import hourglass.cli.index.IndexCommand;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Failures;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.training.TrainCommand;
import hourglass.persistence.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code hourglass} command: what is done is in one class for each of its subcommands, which are listed here. */
@Command(
        name = "hourglass",
        description =
                "Learns codes: trains autoencoders on images, documents or tables, and turns items into short codes.",
        mixinStandardHelpOptions = true,
        versionProvider = Hourglass.VersionLine.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 unexpected failure, 2 bad input or options, 130 stopped by Ctrl-C, 143 killed.",
            "",
            "Example: hourglass train --data folder/ --layers 1000-500-250-30 -o model.safetensors"
        })
public final class Hourglass implements Runnable, Interruption.Source {
    /**
     * What libraries log of their inner life is nothing that the user of a command can act on: on newer JDKs Lucene logs which of
     * their facilities it uses. Kept here, since a logger without a reference loses its level.
     */
    private static final Map<Logger, Level> LEVELS = Map.of(
            Logger.getLogger("org.apache.lucene"), Level.SEVERE,
            Logger.getLogger("org.apache.parquet"), Level.OFF,
            Logger.getLogger("org.eclipse.jetty"), Level.SEVERE,
            Logger.getLogger("io.javalin"), Level.OFF,
            Logger.getLogger("io.micrometer"), Level.SEVERE);

    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            DataCommand.class,
            TrainCommand.class,
            InfoCommand.class,
            ExportCommand.class,
            EncodeCommand.class,
            DecodeCommand.class,
            EmbedCommand.class,
            ConvertCommand.class,
            NeighborsCommand.class,
            ReconstructCommand.class,
            SampleCommand.class,
            TraverseCommand.class,
            MapCommand.class,
            PicturesCommand.class,
            ClassifyCommand.class,
            AnomaliesCommand.class,
            ImputeCommand.class,
            DuplicatesCommand.class,
            IndexCommand.class,
            SearchCommand.class,
            ServeCommand.class,
            VerifyCommand.class,
            EvaluateCommand.class,
            ExperimentCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            HelpCommand.class);

    private static final Set<String> VERSION = Set.of("-V", "--version");
    /** Those that say something about all others. */
    private static final Set<String> NEEDING_ALL = Set.of("help", "completion");

    private final Interruption interruption;

    @Spec
    private CommandSpec spec;

    private Hourglass(Interruption interruption) {
        this.interruption = interruption;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        LEVELS.forEach(Logger::setLevel);
        // What the library logs is one line on the error stream, as everything else that goes there.
        System.setProperty("java.util.logging.SimpleFormatter.format", "hourglass: %5$s%6$s%n");
        int exit;
        try (Interruption interruption = new Interruption()) {
            CommandLine commandLine = commandLine(interruption, args);
            if (List.of(args).contains(Console.JSON_OPTION)) {
                // JSON is UTF-8, whatever the terminal's locale is.
                commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            }
            exit = execute(commandLine, args);
        }
        System.exit(exit);
    }

    /** Runs a command within this process, and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        try (Interruption interruption = new Interruption()) {
            return execute(commandLine(interruption, args).setOut(out).setErr(err), args);
        }
    }

    /** The command with all its subcommands. */
    public static CommandLine commandLine(Interruption interruption) {
        return commandLine(interruption, COMMANDS);
    }

    /** The command with the subcommands that these arguments need: reading the options of all takes most of a short run. */
    private static CommandLine commandLine(Interruption interruption, String... args) {
        String first = args.length == 0 ? "" : args[0];
        if (VERSION.contains(first)) {
            return commandLine(interruption, List.of());
        }
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> command.getAnnotation(Command.class).name().equals(first))
                .toList();
        return commandLine(interruption, named.isEmpty() || NEEDING_ALL.contains(first) ? COMMANDS : named);
    }

    private static CommandLine commandLine(Interruption interruption, List<Class<?>> commands) {
        CommandLine root = new CommandLine(new Hourglass(interruption));
        commands.forEach(root::addSubcommand);
        Failures failures = new Failures();
        return GroupedHelp.install(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    private static int execute(CommandLine commandLine, String... args) {
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            return Failures.report(e, commandLine, args);
        } finally {
            commandLine.getOut().flush();
            commandLine.getErr().flush();
        }
    }

    /** Ctrl-C, for commands that can stop cleanly. */
    @Override
    public Interruption interruption() {
        return interruption;
    }

    /** What {@code --version} prints. */
    static final class VersionLine implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"hourglass " + Version.number()};
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
