package hourglass.cli.terminal;

import hourglass.codes.CodeFileException;
import hourglass.data.InputException;
import hourglass.train.DivergenceException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one line on the error stream (with --json also a document) and an exit code. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final int UNEXPECTED = 1;
    private static final int BAD_INPUT = 2;
    private static final int STOPPED = 130;
    /** The longest line; a message may quote a cell or a name of any length. */
    private static final int LONGEST = 1000;
    /** What is kept of the end of a longer one: the remedy is there. */
    private static final int END = 300;

    /** One line, and the exit code. */
    private record Failure(String line, int exit) {}

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        return report(e, e.getCommandLine(), args);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        return report(e, commandLine, parsed.originalArgs().toArray(String[]::new));
    }

    /** Prints the message of a failure, and returns the exit code. */
    public static int report(Throwable e, CommandLine commandLine, String... args) {
        List<String> given = Arrays.asList(args);
        Failure failure = failure(e);
        PrintWriter err = commandLine.getErr();
        err.println("hourglass: " + failure.line());
        if (given.contains(Console.DEBUG_OPTION)) {
            e.printStackTrace(err);
        }
        err.flush();
        if (given.contains(Console.JSON_OPTION)) {
            commandLine.getOut().println(Console.json(Map.of("error", failure.line())));
        }
        return failure.exit();
    }

    private static Failure failure(Throwable e) {
        if (e instanceof ParameterException wrong) {
            return new Failure(usage(wrong), BAD_INPUT);
        }
        if (e instanceof InputException || e instanceof CodeFileException || e instanceof DivergenceException) {
            return new Failure(line(e), BAD_INPUT);
        }
        if (e instanceof Stopped) {
            return new Failure(line(e), STOPPED);
        }
        if (e instanceof OutOfMemoryError) {
            return new Failure(
                    "the memory of %d MB is too small; give more by HOURGLASS_JAVA_OPTS=-Xmx8g, or take smaller layers or batches"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20),
                    BAD_INPUT);
        }
        return new Failure(
                "unexpected failure, %s: %s; run again with --debug to see where"
                        .formatted(e.getClass().getSimpleName(), line(e)),
                UNEXPECTED);
    }

    private static String usage(ParameterException e) {
        CommandLine commandLine = e.getCommandLine();
        List<String> unknown = commandLine.getUnmatchedArguments();
        // A misspelt option is reported as missing, too; the misspelling is the more helpful message.
        ParameterException cause =
                unknown.isEmpty() ? e : new UnmatchedArgumentException(commandLine, List.copyOf(unknown));
        String suggestion = unknown.stream()
                .flatMap(word -> Spelling.nearest(word, words(commandLine, word)).stream())
                .findFirst()
                .map("did you mean %s? "::formatted)
                .orElse("");
        return "%s; %ssee '%s --help'"
                .formatted(line(cause), suggestion, commandLine.getCommandSpec().qualifiedName());
    }

    private static Set<String> words(CommandLine commandLine, String typed) {
        return typed.startsWith("-")
                ? commandLine.getCommandSpec().optionsMap().keySet()
                : commandLine.getSubcommands().keySet();
    }

    private static String line(Throwable e) {
        String line = PrintableText.line(String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "));
        return line.length() <= LONGEST
                ? line
                : line.substring(0, LONGEST - END) + " ... " + line.substring(line.length() - END);
    }
}
