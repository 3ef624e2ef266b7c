package hourglass.server.browser;

import hourglass.server.HourglassServer;
import hourglass.server.api.Served;
import hourglass.server.http.WebOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A server of a library of its own. */
class Site implements AutoCloseable {
    private final Path folder;
    private final HourglassServer server;

    /** Starts it on a library, which is made in the folder that is given. */
    Site(String name, UnaryOperator<Path> library) {
        this(name, library, WebOptions.loopback(0));
    }

    Site(String name, UnaryOperator<Path> library, WebOptions options) {
        try {
            folder = Files.createTempDirectory("hourglass-page");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = HourglassServer.start(Served.of(library.apply(folder.resolve(name))), options);
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
