package hourglass.cli;

import hourglass.cli.output.Destination;
import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What becomes of the checkpoint of a run: a run either starts without one or goes on from one, and never destroys one
 * unasked.
 *
 * @param file that holds the state of an interrupted run
 * @param resume whether to go on from it
 * @param overwrite whether to start anew although it is there
 */
record Checkpointing(Path file, boolean resume, boolean overwrite) {
    /**
     * Settles what to do before a run.
     *
     * @throws InputException if there is a checkpoint and nobody said what to do with it, or none to go on from
     */
    void begin() {
        if (resume && overwrite) {
            throw new InputException("--overwrite", "", "contradicts --resume", "give one of them");
        }
        if (resume && !Files.exists(file)) {
            throw new InputException(
                    file.toString(), "", "there is no such checkpoint", "leave out --resume to start anew");
        }
        Destination.requireWritable(file);
        if (overwrite) {
            end();
        } else if (!resume && Files.exists(file)) {
            throw new InputException(
                    file.toString(),
                    "",
                    "is the checkpoint of an interrupted run",
                    "add --resume to go on from it, or --overwrite to start anew");
        }
    }

    /** Removes the checkpoint of a run that is over. */
    void end() {
        AtomicFile.removeLeftovers(file);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "", "cannot be deleted (%s)".formatted(e), "delete it yourself", e);
        }
    }
}
