package hourglass.cli.terminal;

import hourglass.train.Listener;
import hourglass.train.Step;
import hourglass.train.StoppedException;
import java.nio.file.Path;

/**
 * A fit with progress on the terminal. Ctrl-C stops it after the batch at hand; the same command then goes on from there.
 *
 * @param console shows progress
 * @param interruption Ctrl-C
 * @param checkpoint keeps the state, finished or not, until somebody deletes it
 */
public record InterruptibleFit(Console console, Interruption interruption, Path checkpoint) {
    /** A training that can be stopped and gone on with. */
    @FunctionalInterface
    public interface Fit<T> {
        /**
         * Runs it, or what remains of it.
         *
         * @param listener may ask to stop
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
        interruption.watch();
        try (Progress progress = console.progress(rows)) {
            Listener stoppable = new Listener() {
                @Override
                public boolean onStep(Step step) {
                    return progress.onStep(step) && !interruption.isAsked();
                }
            };
            return fit.run(stoppable, checkpoint);
        } catch (StoppedException e) {
            throw new Stopped("%s; the same command goes on from there".formatted(e.getMessage()));
        }
    }
}
