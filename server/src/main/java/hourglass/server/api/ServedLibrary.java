package hourglass.server.api;

import hourglass.data.InputException;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import hourglass.server.http.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The library that is served, which follows what this server or another process commits to it. */
final class ServedLibrary implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedLibrary.class);
    private static final long REFRESH_MILLIS = 250;

    private final Library library;
    private final ScheduledExecutorService refresher;
    private final Future<?> refreshing;
    private volatile String failure = "";

    ServedLibrary(Path folder) {
        library = Library.open(folder);
        refresher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "hourglass-refresh");
            thread.setDaemon(true);
            return thread;
        });
        refreshing = refresher.scheduleWithFixedDelay(this::refreshQuietly, 0, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    Library library() {
        return library;
    }

    /** Moves to what was committed last. */
    void refresh() {
        library.refresh();
    }

    private void refreshQuietly() {
        try {
            library.refresh();
            failure = "";
        } catch (RuntimeException e) {
            if (failure.isEmpty()) {
                LOG.error("the library cannot be read again", e);
            }
            failure = "the library cannot be read again; the state before is served";
        }
    }

    /** Why it no longer follows what is committed, or empty. */
    String failure() {
        return failure;
    }

    /**
     * Does something with the items as they are now.
     *
     * @throws ProblemException if the request does not suit the library, or the library cannot be read
     */
    <T> T read(Function<Snapshot, T> action) {
        try (Snapshot items = library.snapshot()) {
            return action.apply(items);
        } catch (InputException e) {
            String message = String.valueOf(e.getMessage());
            if (e.getCause() instanceof IOException) {
                LOG.error("reading the library", e);
                throw new ProblemException(500, "the library cannot be read", "see the server's log");
            }
            if (message.startsWith("item ") && message.contains("is not in the library")) {
                throw ProblemException.notFound(message, "");
            }
            throw ProblemException.badRequest(message, "");
        }
    }

    @Override
    public void close() {
        refreshing.cancel(false);
        refresher.shutdown();
        try {
            if (!refresher.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("a refresh of the library did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        library.close();
    }
}
