package hourglass.cli;

import hourglass.cli.index.DigitLibrary;
import hourglass.cli.option.InputPath;
import hourglass.cli.option.ReadingOptions;
import hourglass.cli.terminal.Console;
import hourglass.data.InputException;
import hourglass.server.HourglassServer;
import hourglass.server.api.Served;
import hourglass.server.http.WebOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Serves a library or a model over HTTP, with a page to search, see and turn codes. */
@Command(
        name = "serve",
        description = "Serve a library or a model: a page in the browser, and an HTTP API.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass serve library/"})
final class ServeCommand implements Runnable {
    private static final String TOKEN = "HOURGLASS_TOKEN";
    private static final Path DEMO = Path.of("hourglass-demo", "digits");

    @Parameters(
            paramLabel = "LIBRARY-OR-MODEL",
            arity = "0..1",
            description =
                    "Folder of a library, or model file (default: a library of generated digits in hourglass-demo, made on"
                            + " first use).")
    private @Nullable Path path;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            converter = InputPath.class,
            description =
                    "Items like those that the model was fitted to, by which it is shown (default: the library's).")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7878",
            description = "Port to listen at, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen at; others than this machine's own loopback need a token (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name by which clients call the server, beside its addresses and localhost; may be repeated.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the token that clients must send to write (default: the variable " + TOKEN
                    + "; without either, nothing can be written).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description =
                    "File to which a line is appended for each request, - for the standard error (default: none).")
    private @Nullable Path accessLog;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private Console console;

    @ParentCommand
    private Hourglass hourglass;

    /** What is printed as JSON. */
    private record Result(String address, String served) {}

    @Override
    public void run() {
        WebOptions options =
                WebOptions.loopback(port).withHost(host, names, token()).withAccessLog(accessLog);
        Served served = served();
        try (HourglassServer server = HourglassServer.start(served, options)) {
            console.print(
                    new Result(server.address().toString(), served.name()),
                    "%s is served at %s (Ctrl-C ends it)".formatted(served.name(), server.address()));
            hourglass.interruption().await();
        }
    }

    private Served served() {
        if (path != null) {
            Served served = Served.of(path);
            return data == null ? served : served.withExamples(reading.open(data, served.model()));
        }
        if (data != null) {
            throw new InputException("--data", "", "goes with a library or a model", "name one");
        }
        DigitLibrary.make(DEMO, console, hourglass.interruption());
        return Served.of(DEMO);
    }

    private @Nullable String token() {
        if (tokenFile == null) {
            return System.getenv(TOKEN);
        }
        try {
            return Files.readString(tokenFile, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new InputException(
                    tokenFile.toString(),
                    "",
                    "cannot be read: " + e.getMessage(),
                    "give the file that holds the token",
                    e);
        }
    }
}
