package hourglass.data.file;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import hourglass.data.InputException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that appears complete or not at all: written under another name in the same folder, brought to disk, then
 * renamed over what was there. Until {@link #commit} the old file stays; closed without it, the new one is removed. A file
 * that is replaced keeps its permissions, and a symbolic link still leads to it.
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.create(path)) {
 *     file.write(bytes);
 *     file.commit();
 * }
 * }</pre>
 *
 * <p>Devices, pipes and standard output are never replaced: what was written is appended to them when it is complete.
 *
 * <p>What goes wrong in writing (a full disk, a folder that may not be written) is an {@link InputException} that names
 * the file that was requested.
 */
public final class AtomicFile implements Closeable {
    /** Standard output, on every system. */
    public static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

    private static final int BUFFER = 1 << 16;
    private static final String SUFFIX = ".tmp";
    /** More links than this in a row lead nowhere, as the system has it. */
    private static final int MOST_LINKS = 40;
    /** Those of this process, which must not open them again: closing any channel to a file releases its locks. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

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
        try {
            Path end = resolve(target);
            if (Files.exists(end) && !Files.isWritable(end)) {
                throw new AccessDeniedException(end.toString());
            }
            return isSpecial(end) ? spooled(end) : beside(end);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    private static AtomicFile spooled(Path target) throws IOException {
        Path temporary = Files.createTempFile("hourglass", SUFFIX);
        return new AtomicFile(target, temporary, FileChannel.open(temporary, READ, WRITE));
    }

    private static AtomicFile beside(Path target) throws IOException {
        Path temporary = target.resolveSibling(prefix(target) + UUID.randomUUID() + SUFFIX);
        boolean replaces = Files.exists(target) && Files.getFileStore(target).supportsFileAttributeView("posix");
        Set<PosixFilePermission> permissions = replaces ? Files.getPosixFilePermissions(target) : Set.of();
        // Not Files.createTempFile, which lets nobody but the owner read.
        FileAttribute<?>[] attributes = replaces
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
        FileChannel channel = FileChannel.open(temporary, Set.of(WRITE, CREATE_NEW), attributes);
        OPEN.add(temporary.toAbsolutePath());
        AtomicFile file = new AtomicFile(target, temporary, channel);
        try {
            if (replaces) {
                // Of those given on creation, the process's mask takes some away.
                Files.setPosixFilePermissions(temporary, permissions);
            }
            lock(channel);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Marks a file as being written, until it is closed; file systems without locks are left without. */
    private static void lock(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException e) {
            // Then what a killed process leaves is not removed there.
        }
    }

    /**
     * Where the symbolic links of a file lead, whether there is a file or not.
     *
     * @throws InputException if they lead in a circle
     */
    public static Path resolve(Path path) {
        Path end = path;
        for (int i = 0; i < MOST_LINKS; i++) {
            if (isSpecial(end) || !Files.isSymbolicLink(end)) {
                return end;
            }
            try {
                end = end.resolveSibling(Files.readSymbolicLink(end));
            } catch (IOException e) {
                throw failure(path, e);
            }
        }
        throw new InputException(path.toString(), "", "is a symbolic link that leads in a circle", "name another file");
    }

    /** Whether a file is written to but never replaced: a device, a pipe, or an open file under its number. */
    public static boolean isSpecial(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return whole.equals(STANDARD_OUTPUT)
                || whole.startsWith("/proc")
                || whole.startsWith("/dev/fd")
                || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }

    /**
     * Removes what processes that were killed while they wrote a file left. What another process writes at the time stays,
     * where the file system has locks.
     */
    public static void removeLeftovers(Path target) {
        try {
            Path end = resolve(target);
            Path folder = end.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder) || isSpecial(end)) {
                return;
            }
            String unique = Pattern.quote(prefix(end)) + "[0-9a-f-]{36}" + Pattern.quote(SUFFIX);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(
                                file -> file.getFileName().toString().matches(unique))
                        .filter(Files::isRegularFile)
                        .toList()) {
                    removeUnlessOpen(file);
                }
            }
        } catch (AccessDeniedException e) {
            // Others' leftovers; writing fails or not for reasons of its own.
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    private static void removeUnlessOpen(Path file) throws IOException {
        if (OPEN.contains(file.toAbsolutePath())) {
            return;
        }
        boolean abandoned;
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            abandoned = channel.tryLock() != null;
        } catch (NoSuchFileException e) {
            return;
        }
        if (abandoned) {
            Files.deleteIfExists(file);
        }
    }

    /** Appends the bytes from position to limit. */
    public void write(ByteBuffer bytes) {
        try {
            writeFully(channel, bytes);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** Overwrites bytes written before. */
    public void overwrite(long position, ByteBuffer bytes) {
        try {
            long end = channel.position();
            channel.position(position);
            writeFully(channel, bytes);
            channel.position(end);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes the file appear under its name, replacing what was there; nothing may be written afterwards. */
    public void commit() {
        try {
            if (isSpecial(target)) {
                append();
                close();
            } else {
                channel.force(true);
                channel.close();
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                OPEN.remove(temporary.toAbsolutePath());
            }
            committed = true;
            if (!isSpecial(target)) {
                forceFolder();
            }
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** Copies what was written to the end of a device or pipe. */
    private void append() throws IOException {
        channel.position(0);
        if (target.toAbsolutePath().equals(STANDARD_OUTPUT)) {
            // Not opened by its name, since that would begin at the start of a file that it was redirected to.
            copyTo(new FileOutputStream(FileDescriptor.out).getChannel());
        } else {
            try (FileChannel end = FileChannel.open(target, WRITE, APPEND)) {
                copyTo(end);
            }
        }
    }

    private void copyTo(WritableByteChannel end) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer.clear()) >= 0) {
            writeFully(end, buffer.flip());
        }
    }

    /** Brings the new name itself to disk, where the system lets a folder be opened. */
    private void forceFolder() {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel names = FileChannel.open(folder, READ)) {
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
        } finally {
            OPEN.remove(temporary.toAbsolutePath());
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
