package hourglass.cli.terminal;

import hourglass.train.Listener;
import hourglass.train.Step;
import hourglass.train.StoppedException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C (SIGINT) and kill (SIGTERM) into a request to stop, for work that looks at it now and then: the process
 * does not end before that work has come to a clean stop and {@link #close} was called.
 *
 * <p>The virtual machine answers both signals by running its shutdown hooks, and ends with 128 plus the signal's number
 * as exit code; so one hook that waits is all it takes, on every system.
 */
public final class Interruption implements AutoCloseable {
    /** The command that Ctrl-C reaches first. */
    public interface Source {
        Interruption interruption();
    }

    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch signalled = new CountDownLatch(1);
    private volatile boolean interrupted;
    private @Nullable Thread hook;

    /** From now on the process waits for {@link #close}; a second call changes nothing. */
    public void watch() {
        if (hook != null) {
            return;
        }
        hook = new Thread(this::holdProcess, "hourglass-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void holdProcess() {
        interrupted = true;
        signalled.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether Ctrl-C was pressed, or the process was killed. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** Waits for Ctrl-C or kill, for work that goes on in other threads. */
    public void await() {
        watch();
        try {
            signalled.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs a training that Ctrl-C stops after the current batch.
     *
     * @param progress shows the steps
     * @param continuation how to continue, as the message then ends
     * @throws Stopped if it was stopped
     */
    public <T> T run(Progress progress, Function<Listener, T> training, String continuation) {
        watch();
        LastStep last = new LastStep(progress);
        try {
            return training.apply(last);
        } catch (StoppedException e) {
            progress.end();
            throw new Stopped("stopped in %s; %s".formatted(last, continuation));
        }
    }

    /** Passes steps on to the progress bar, and the interruption back. */
    private final class LastStep implements Listener {
        private final Progress progress;
        private @Nullable Step step;

        LastStep(Progress progress) {
            this.progress = progress;
        }

        @Override
        public boolean onStep(Step now) {
            step = now;
            return progress.onStep(now) && !interrupted;
        }

        @Override
        public String toString() {
            return step == null
                    ? "the beginning"
                    : "%s, epoch %d of %d, batch %d of %d"
                            .formatted(step.stage(), step.epoch(), step.epochs(), step.batch(), step.batches());
        }
    }

    /** Lets the process end. */
    @Override
    public void close() {
        closed.countDown();
        if (hook != null && !interrupted) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending just now, and the hook lets it.
            }
        }
    }
}
