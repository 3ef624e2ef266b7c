package hourglass.cli.output;

import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Places to write to, looked at before long work begins and not after it. */
public final class Destination {
    private Destination() {}

    /**
     * Refuses a file that could not be written.
     *
     * @throws InputException if its folder does not exist or may not be written, or the name is that of a folder or device
     */
    public static void requireWritable(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new InputException(file.toString(), "", "is no regular file", "name another file to write");
        }
        AtomicFile.create(file).close();
    }

    /**
     * Refuses a file for which its disk has no room.
     *
     * @param bytes to be written
     */
    public static void requireRoom(Path file, long bytes) {
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

    /** The name of a file beside another: the same but for what follows the last dot. */
    public static Path beside(Path file, String extension) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + extension);
    }
}
