package hourglass.library;

import hourglass.library.LibraryFolder.Access;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which a writer uses Lucene. A channel closes when a thread that uses it is interrupted, and Lucene's writer
 * ends when one of its files does; so interrupted callers would end it for all others. Nothing interrupts this thread.
 */
final class IndexThread {
    private final ThreadPoolExecutor thread;

    IndexThread() {
        thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread named = new Thread(task, "hourglass-index");
            named.setDaemon(true);
            return named;
        });
        // An idle thread ends, so that there is nothing to close.
        thread.allowCoreThreadTimeOut(true);
    }

    /** Runs something on the thread, and waits for its end even if the caller is interrupted. */
    <T> T call(Access<T> access) throws IOException {
        Future<T> result = thread.submit(access::run);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException rethrown(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return cause instanceof IOException e ? e : new IOException(cause);
    }
}
