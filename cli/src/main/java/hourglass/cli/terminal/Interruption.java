package hourglass.cli.terminal;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C (SIGINT) and kill (SIGTERM) into a request to stop, for work that looks at it now and then: the process
 * does not end before that work has come to a clean stop and {@link #close} was called.
 *
 * <p>The virtual machine answers both signals by running its shutdown hooks, and ends with 128 plus the signal's number
 * as exit code; so one hook that waits is all it takes, on every system.
 */
public final class Interruption implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean asked;
    private @Nullable Thread hook;

    /** From now on the process waits for {@link #close}; to be told so twice changes nothing. */
    public void watch() {
        if (hook != null) {
            return;
        }
        hook = new Thread(this::await, "hourglass-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        asked = true;
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process has been asked to stop. */
    public boolean isAsked() {
        return asked;
    }

    /** Lets the process end. */
    @Override
    public void close() {
        closed.countDown();
        if (hook != null && !asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending just now, and the hook lets it.
            }
        }
    }
}
