package hourglass.spark.codes;

import hourglass.codes.CodeFileException;
import hourglass.codes.id.IdIndex;
import hourglass.data.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * The index files that this process has opened, each once: files of the local file system are mapped where they are, others
 * are copied to a temporary file. All are held against their checksums when they are opened.
 */
final class HammingIndexCache {
    /** An open file, and what it was like. */
    private record Opened(IdIndex<?> index, long length, long modified) {}

    private static final Map<String, Opened> OPEN = new ConcurrentHashMap<>();

    private HammingIndexCache() {}

    /** Opens a file, or finds it open; notices if it is no longer what it was. */
    static IdIndex<?> open(HammingIndexFiles files, HammingIndexFiles.File file, Configuration hadoop) {
        org.apache.hadoop.fs.Path path = files.path(file);
        try {
            FileSystem system = path.getFileSystem(hadoop);
            FileStatus status = system.getFileStatus(path);
            Opened opened =
                    OPEN.computeIfAbsent(path + " " + file.checksum(), key -> open(files, file, system, status));
            if (opened.length != status.getLen() || opened.modified != status.getModificationTime()) {
                throw changed(path);
            }
            return opened.index;
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(path, e);
        }
    }

    private static Opened open(
            HammingIndexFiles files, HammingIndexFiles.File file, FileSystem system, FileStatus status) {
        org.apache.hadoop.fs.Path path = files.path(file);
        try {
            boolean here = "file".equals(system.getUri().getScheme());
            Path local = here
                    ? Path.of(system.makeQualified(path).toUri().getPath())
                    : Files.createTempFile("hourglass", ".index");
            if (!here) {
                local.toFile().deleteOnExit();
            }
            CRC32C checksum = new CRC32C();
            try (InputStream from = new CheckedInputStream(system.open(path), checksum);
                    OutputStream to = here ? OutputStream.nullOutputStream() : Files.newOutputStream(local)) {
                from.transferTo(to);
            }
            if (status.getLen() != file.length() || checksum.getValue() != file.checksum()) {
                throw changed(path);
            }
            IdIndex<?> index = files.isText() ? IdIndex.openStrings(local) : IdIndex.openLongs(local);
            return new Opened(index, status.getLen(), status.getModificationTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CodeFileException e) {
            throw new InputException(
                    path.toString(), "on host " + host(), String.valueOf(e.getMessage()), "fit the index again", e);
        }
    }

    private static InputException changed(org.apache.hadoop.fs.Path path) {
        return new InputException(
                path.toString(),
                "on host " + host(),
                "is not the file that was written with the index, or has changed since it was opened",
                "fit the index again, or put back the file and start the executors anew");
    }

    private static InputException unreadable(org.apache.hadoop.fs.Path path, Exception e) {
        return new InputException(
                path.toString(),
                "on host " + host(),
                "cannot be read (" + e.getMessage() + ")",
                "put the index where every executor can read it, such as on hdfs: or s3a:, and fit it again",
                e);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "of unknown name";
        }
    }
}
