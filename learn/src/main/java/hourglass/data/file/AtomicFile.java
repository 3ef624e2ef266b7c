package hourglass.data.file;

import hourglass.data.InputException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that appears complete or not at all: written under another name in the same folder, brought to disk, then
 * renamed over what was there. Until {@link #commit} the old file stays; closed without it, the new one is removed.
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.create(path)) {
 *     file.write(bytes);
 *     file.commit();
 * }
 * }</pre>
 *
 * <p>What goes wrong in writing (a full disk, a folder that may not be written) is an {@link InputException} that names
 * the file that was requested.
 */
public final class AtomicFile implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final String SUFFIX = ".tmp";

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private boolean committed;

    private AtomicFile(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
    }

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; the stream is buffered and need not be closed. */
        void writeTo(OutputStream stream) throws IOException;
    }

    /** Writes a whole file. */
    public static void write(Path target, Content content) {
        try (AtomicFile file = create(target)) {
            OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(file.channel), BUFFER);
            content.writeTo(stream);
            stream.flush();
            file.commit();
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** Begins a file; its folder must exist. */
    public static AtomicFile create(Path target) {
        if (Files.isDirectory(target)) {
            throw new InputException(target.toString(), "", "is a folder", "name a file to write");
        }
        String name = prefix(target) + UUID.randomUUID() + SUFFIX;
        Path temporary = target.resolveSibling(name);
        try {
            // Not Files.createTempFile, which lets nobody but the owner read.
            FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            return new AtomicFile(target, temporary, channel);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }

    /** Removes what processes that were killed while they wrote a file left. To be called while nobody writes it. */
    public static void removeLeftovers(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        String unique = Pattern.quote(prefix(target)) + "[0-9a-f-]{36}" + Pattern.quote(SUFFIX);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches(unique))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** Appends the bytes from position to limit. */
    public void write(ByteBuffer bytes) {
        try {
            writeFully(bytes);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** Overwrites bytes written before. */
    public void overwrite(long position, ByteBuffer bytes) {
        try {
            long end = channel.position();
            channel.position(position);
            writeFully(bytes);
            channel.position(end);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes the file appear under its name, replacing what was there; nothing may be written afterwards. */
    public void commit() {
        try {
            channel.force(true);
            channel.close();
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            committed = true;
            forceFolder();
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** Brings the new name itself to disk, where the system lets a folder be opened. */
    private void forceFolder() {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            // Windows does not; there renaming itself is durable.
        }
    }

    /** Removes what was written unless it was committed. */
    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    private static InputException failure(Path target, IOException e) {
        String reason;
        String remedy;
        if (e instanceof NoSuchFileException) {
            reason = "its folder does not exist";
            remedy = "make the folder first";
        } else if (e instanceof AccessDeniedException) {
            reason = "may not be written";
            remedy = "write to another folder, or check its permissions";
        } else {
            String known = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
            reason = "cannot be written (" + (known == null ? e : known) + ")";
            remedy = "make room or write to another folder";
        }
        return new InputException(target.toString(), "", reason, remedy, e);
    }
}
