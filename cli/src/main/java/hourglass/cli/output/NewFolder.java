package hourglass.cli.output;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder that appears under its name when it is complete, or not at all. */
public final class NewFolder implements AutoCloseable {
    private static final String SUFFIX = ".tmp";
    /** Held while the folder is being written. */
    private static final String LOCK = ".lock";

    private final Path folder;
    private final String prefix;
    private final Path temporary;
    private final FileChannel lock;

    /**
     * Begins a folder.
     *
     * @throws InputException if it exists and has something in it, or cannot be made
     */
    public NewFolder(Path folder) {
        this.folder = AtomicFile.resolve(folder.toAbsolutePath().normalize());
        this.prefix = "." + this.folder.getFileName() + ".";
        this.temporary = this.folder.resolveSibling(prefix + UUID.randomUUID() + SUFFIX);
        requireEmpty();
        removeLeftovers();
        try {
            Files.createDirectory(temporary);
            lock = FileChannel.open(temporary.resolve(LOCK), WRITE, CREATE_NEW);
            lock.tryLock();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void requireEmpty() {
        if (folder.equals(Path.of("").toAbsolutePath())) {
            throw new InputException(folder.toString(), "", "is the current folder", "name a new folder");
        }
        if (!Files.isDirectory(folder)) {
            if (Files.exists(folder)) {
                throw new InputException(
                        folder.toString(), "", "exists and is not a folder", "name a new folder, or remove the file");
            }
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

    /** Removes what killed processes left of this folder: those whose lock nobody holds. */
    private void removeLeftovers() {
        String unique = Pattern.quote(prefix) + "[0-9a-f-]{36}" + Pattern.quote(SUFFIX);
        try (Stream<Path> files = Files.list(folder.resolveSibling(""))) {
            for (Path left : files.filter(file -> file.getFileName().toString().matches(unique))
                    .filter(file -> Files.isRegularFile(file.resolve(LOCK)))
                    .toList()) {
                try (FileChannel channel = FileChannel.open(left.resolve(LOCK), WRITE)) {
                    if (channel.tryLock() == null) {
                        continue;
                    }
                }
                delete(left);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes a file, its sub-folders with it.
     *
     * @throws IllegalArgumentException if the name leads out of the folder
     */
    public void write(String name, byte[] content) {
        try {
            Path file = temporary.resolve(name).normalize();
            if (!file.startsWith(temporary)) {
                throw new IllegalArgumentException(name + " leads out of the folder");
            }
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Gives it its name. */
    public void commit() {
        try {
            lock.close();
            Files.delete(temporary.resolve(LOCK));
            if (Files.isDirectory(folder)) {
                if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(folder));
                }
                // Only an empty one is deleted.
                Files.delete(folder);
            }
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
        try {
            lock.close();
            delete(temporary);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    private InputException unwritable(IOException e) {
        return new InputException(
                folder.toString(), "", "cannot be written (%s)".formatted(e), "check the place and its permissions", e);
    }
}
