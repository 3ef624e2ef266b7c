package hourglass.cli.duplicates;

import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.cli.terminal.Stopped;

/** A pass over items that shows how far it is, and that Ctrl-C stops. */
record Reading(Progress progress, Interruption interruption) {
    /** Takes note that so many are read. */
    void show(long done) {
        if (interruption.isInterrupted()) {
            throw new Stopped("stopped after %,d items were read; nothing was written".formatted(done));
        }
        progress.show("reading", done);
    }
}
