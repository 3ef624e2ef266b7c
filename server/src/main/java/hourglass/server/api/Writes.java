package hourglass.server.api;

import hourglass.data.InputException;
import hourglass.library.Item;
import hourglass.library.LibraryWriter;
import hourglass.server.http.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the library. Those that come at about the same time share one commit, and each is acknowledged after it: what was
 * acknowledged is on disk. The library is open for writing only while there is something to write, so that other processes can
 * write to it in between.
 */
final class Writes implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Writes.class);
    private static final int MOST_WAITING = 4096;
    private static final int MOST_IN_COMMIT = 1024;
    private static final int ACKNOWLEDGING = 2;
    private static final int RETRY_AFTER = 1;
    /** A commit takes some milliseconds and leaves a segment behind, however little it holds. */
    private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long RELEASED_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long POLL_MILLIS = 50;

    private final Path folder;
    private final Runnable committed;
    private final BlockingQueue<Write> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    /** Tells those who wait, while the next commit is under way. */
    private final ExecutorService acknowledging = Executors.newFixedThreadPool(ACKNOWLEDGING);

    private final Thread worker = new Thread(this::run, "hourglass-writes");
    private volatile boolean closed;
    private @Nullable LibraryWriter writer;

    /** One change, and who waits for it. */
    private record Write(Consumer<LibraryWriter> change, CompletableFuture<Void> done) {}

    /**
     * @param folder of the library
     * @param committed run after each commit, before it is acknowledged
     */
    Writes(Path folder, Runnable committed) {
        this.folder = folder;
        this.committed = committed;
        worker.start();
    }

    /** Adds or replaces an item; done when it is on disk. */
    CompletableFuture<Void> put(Item item) {
        return add(writer -> writer.put(item));
    }

    /** Removes an item. */
    CompletableFuture<Void> delete(String id) {
        return add(writer -> writer.delete(id));
    }

    /** Removes all items that match a query. */
    CompletableFuture<Void> delete(Query query) {
        return add(writer -> writer.delete(query));
    }

    private CompletableFuture<Void> add(Consumer<LibraryWriter> change) {
        Write write = new Write(change, new CompletableFuture<>());
        if (closed || !waiting.offer(write)) {
            throw ProblemException.busy(closed ? "the server is stopping" : "too many writes are waiting", RETRY_AFTER);
        }
        return write.done;
    }

    /**
     * Waits for a write.
     *
     * @throws ProblemException if it failed
     */
    static void await(CompletableFuture<Void> write) {
        try {
            write.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.busy("the server is stopping", RETRY_AFTER);
        } catch (ExecutionException e) {
            throw problem(e.getCause());
        }
    }

    /** What the client hears of a failure. */
    static ProblemException problem(@Nullable Throwable cause) {
        if (cause instanceof ProblemException problem) {
            return problem;
        }
        // A full disk is no fault of what the client sent, though the library names it in one line as well.
        if (cause instanceof InputException && !(cause.getCause() instanceof IOException)) {
            return ProblemException.badRequest(String.valueOf(cause.getMessage()), "");
        }
        LOG.error("writing to the library", cause);
        return new ProblemException(500, "the library cannot be written", "see the server's log");
    }

    private void run() {
        long last = System.nanoTime() - COMMIT_EVERY_NANOS;
        try {
            while (!closed || !waiting.isEmpty()) {
                Write first = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (System.nanoTime() - last > RELEASED_AFTER_NANOS) {
                        release();
                    }
                    continue;
                }
                long pause = COMMIT_EVERY_NANOS - (System.nanoTime() - last);
                if (pause > 0 && !closed) {
                    TimeUnit.NANOSECONDS.sleep(pause);
                }
                List<Write> together = new ArrayList<>(List.of(first));
                waiting.drainTo(together, MOST_IN_COMMIT - 1);
                commit(together);
                last = System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            release();
            acknowledging.shutdown();
        }
    }

    private void commit(List<Write> writes) {
        try {
            tryCommit(writes);
            acknowledging.execute(() -> writes.forEach(write -> write.done.complete(null)));
        } catch (RuntimeException e) {
            // What was not committed is dropped with the writer.
            release();
            if (writes.size() == 1) {
                writes.get(0).done.completeExceptionally(e);
            } else if (e instanceof ProblemException) {
                writes.forEach(write -> write.done.completeExceptionally(e));
            } else {
                writes.forEach(write -> commit(List.of(write)));
            }
        }
    }

    private void tryCommit(List<Write> writes) {
        LibraryWriter open = open();
        writes.forEach(write -> write.change.accept(open));
        open.commit();
        committed.run();
    }

    private LibraryWriter open() {
        if (writer == null) {
            try {
                writer = LibraryWriter.open(folder);
            } catch (InputException e) {
                if (e.getCause() instanceof LockObtainFailedException) {
                    throw ProblemException.busy("another process writes to the library", RETRY_AFTER);
                }
                throw new IllegalStateException(e);
            }
        }
        return writer;
    }

    private void release() {
        LibraryWriter open = writer;
        writer = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                LOG.error("closing the library", e);
            }
        }
    }

    /** Brings what waits to disk, and ends. */
    @Override
    public void close() {
        closed = true;
        try {
            worker.join();
            if (!acknowledging.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("not all who wait for a write could be told of it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
