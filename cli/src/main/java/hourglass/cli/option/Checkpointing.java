package hourglass.cli.option;

import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import hourglass.train.Checkpoint;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What becomes of the checkpoint of a run: a run either starts without one or continues from one, and deletes one only
 * with --overwrite.
 *
 * @param file that holds the state of an interrupted run
 * @param resume whether to continue from it
 * @param overwrite whether to delete it and start again
 */
public record Checkpointing(Path file, boolean resume, boolean overwrite) {
    /**
     * Settles what to do before a run.
     *
     * @throws InputException if there is a checkpoint and neither option is given, or none to continue from
     */
    public void begin() {
        if (resume && overwrite) {
            throw new InputException("--overwrite", "", "contradicts --resume", "give one of them");
        }
        if (resume && !Files.exists(file)) {
            throw new InputException(
                    file.toString(), "", "there is no such checkpoint", "leave out --resume to start a new run");
        }
        if (overwrite) {
            end();
        } else if (!resume && Files.exists(file)) {
            throw new InputException(
                    file.toString(),
                    "",
                    "is the checkpoint of an interrupted run",
                    "add --resume to continue from it, or --overwrite to start again");
        }
    }

    /**
     * Refuses a checkpoint for which its disk has no room.
     *
     * @param bytes to be written
     */
    public void requireRoom(long bytes) {
        try {
            FileStore store = Files.getFileStore(file.toAbsolutePath().getParent());
            // Some file systems don't report their size.
            if (store.getTotalSpace() > 0 && store.getUsableSpace() < bytes) {
                throw new InputException(
                        file.toString(),
                        "",
                        "takes %,d bytes, but its disk has room for %,d".formatted(bytes, store.getUsableSpace()),
                        "make room, write to another folder, or take smaller layers");
            }
        } catch (IOException e) {
            throw new InputException(
                    file.toString(),
                    "",
                    "the free space of its disk is unknown (%s)".formatted(e),
                    "check the disk",
                    e);
        }
    }

    /** Removes the checkpoint of a run that is over; a file that is none stays. */
    public void end() {
        AtomicFile.removeLeftovers(file);
        if (!Checkpoint.isCheckpoint(file)) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "", "cannot be deleted (%s)".formatted(e), "delete it yourself", e);
        }
    }
}
