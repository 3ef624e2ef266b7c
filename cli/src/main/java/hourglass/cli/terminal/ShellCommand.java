package hourglass.cli.terminal;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** A command as it can be typed again into a shell. */
public final class ShellCommand {
    /** What no shell changes. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:=,+@%-]+");

    private ShellCommand() {}

    /** The command line that a subcommand was called by. */
    public static String of(CommandSpec subcommand) {
        return of(subcommand.root().commandLine().getParseResult().originalArgs());
    }

    static String of(List<String> arguments) {
        return "hourglass " + arguments.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
