package hourglass.cli.output;

import hourglass.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder that appears under its name when it is complete, or not at all. */
public final class NewFolder implements AutoCloseable {
    private final Path folder;
    private final Path temporary;

    /**
     * Begins a folder.
     *
     * @throws InputException if it exists and has something in it, or cannot be made
     */
    public NewFolder(Path folder) {
        this.folder = folder;
        this.temporary = folder.resolveSibling(".%s.%s.tmp".formatted(folder.getFileName(), UUID.randomUUID()));
        requireEmpty();
        try {
            Files.createDirectory(temporary);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void requireEmpty() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new InputException(
                        folder.toString(), "", "is a folder with something in it", "name a new or an empty folder");
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Writes a file, its sub-folders with it. */
    public void write(String name, byte[] content) {
        try {
            Path file = temporary.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Gives it its name. */
    public void commit() {
        try {
            Files.deleteIfExists(folder);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        if (!Files.exists(temporary)) {
            return;
        }
        try (Stream<Path> all = Files.walk(temporary)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private InputException unwritable(IOException e) {
        return new InputException(
                folder.toString(), "", "cannot be written (%s)".formatted(e), "check the place and its permissions", e);
    }
}
