package hourglass.server.api;

import hourglass.server.http.ProblemException;
import java.io.Closeable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Results that take long to compute: one after the other, each once, and kept for the next who asks. Who asks before a result
 * is there waits a little, and is then told to come again.
 */
final class Computations implements Closeable {
    private static final int MOST_KEPT = 16;
    private static final int MOST_WAITING = 16;
    private static final long PATIENCE_MILLIS = 1500;
    private static final int RETRY_AFTER = 1;

    private final ExecutorService worker;

    /** The oldest first. */
    private final Map<Object, CompletableFuture<?>> results = new LinkedHashMap<>();

    Computations() {
        worker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
            Thread thread = new Thread(task, "hourglass-computation");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * A result.
     *
     * @param key of it and of what it was computed from; equal for equal results
     * @throws ProblemException if it is not there yet
     */
    <T> T get(Object key, Supplier<T> computation) {
        CompletableFuture<T> result = begin(key, computation);
        try {
            return result.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw ProblemException.computing(RETRY_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.busy("the server is stopping", RETRY_AFTER);
        } catch (ExecutionException e) {
            forget(key);
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Begins what someone will ask for, unless it is there. */
    void prepare(Object key, Supplier<?> computation) {
        if (begin(key, computation).isCompletedExceptionally()) {
            forget(key);
        }
    }

    // Every key comes with a computation of one type.
    @SuppressWarnings("unchecked")
    private synchronized <T> CompletableFuture<T> begin(Object key, Supplier<T> computation) {
        CompletableFuture<?> known = results.get(key);
        if (known != null) {
            return (CompletableFuture<T>) known;
        }
        try {
            CompletableFuture<T> begun = CompletableFuture.supplyAsync(computation, worker);
            results.put(key, begun);
            if (results.size() > MOST_KEPT) {
                results.remove(results.keySet().iterator().next());
            }
            return begun;
        } catch (RejectedExecutionException e) {
            throw ProblemException.busy("too much is being computed", RETRY_AFTER);
        }
    }

    private synchronized void forget(Object key) {
        results.remove(key);
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
