package hourglass.cli.terminal;

import hourglass.train.Listener;
import java.nio.file.Path;

/**
 * A fit with progress on the terminal. Ctrl-C stops it after the current batch; the same command then continues from there.
 *
 * @param console shows progress
 * @param interruption Ctrl-C
 * @param checkpoint keeps the state, finished or not, until it is deleted
 */
public record InterruptibleFit(Console console, Interruption interruption, Path checkpoint) {
    /** A training that can be stopped and continued. */
    @FunctionalInterface
    public interface Fit<T> {
        /**
         * Runs it, or what remains of it.
         *
         * @param listener may stop it
         * @param checkpoint keeps the state
         */
        public T run(Listener listener, Path checkpoint);
    }

    /**
     * Does the fit.
     *
     * @param rows it goes over
     */
    public <T> T run(long rows, Fit<T> fit) {
        try (Progress progress = console.progress(rows)) {
            return interruption.run(
                    progress, listener -> fit.run(listener, checkpoint), "run the same command again to continue");
        }
    }
}
