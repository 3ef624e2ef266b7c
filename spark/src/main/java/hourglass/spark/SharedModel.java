package hourglass.spark;

import hourglass.data.InputException;
import hourglass.persistence.FittedModel;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/** A fitted model as the bytes of its file, which travel; a process reads them once. */
final class SharedModel implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "model.safetensors";

    private final byte[] file;
    private transient @Nullable FittedModel model;

    private SharedModel(byte[] file, FittedModel model) {
        this.file = file;
        this.model = model;
    }

    static SharedModel of(FittedModel model) {
        return withLocalFile(path -> {
            model.save(path);
            return new SharedModel(Files.readAllBytes(path), model);
        });
    }

    /** The model itself. */
    synchronized FittedModel get() {
        FittedModel read = model;
        if (read == null) {
            read = withLocalFile(path -> {
                Files.write(path, file);
                return FittedModel.load(path);
            });
            model = read;
        }
        return read;
    }

    /** Writes it to a folder of any file system of Hadoop. */
    void write(String folder, Configuration configuration) throws IOException {
        org.apache.hadoop.fs.Path path = path(folder);
        try (FSDataOutputStream stream = path.getFileSystem(configuration).create(path, false)) {
            stream.write(file);
        }
    }

    /**
     * Reads what {@link #write} wrote, or any model file.
     *
     * @param path of the file, or of the folder that it is in
     * @throws InputException if it is not there, cannot be read, or is no model that this Hourglass reads
     */
    static SharedModel read(String path, Configuration configuration) {
        org.apache.hadoop.fs.Path given = new org.apache.hadoop.fs.Path(path);
        try {
            FileSystem files = given.getFileSystem(configuration);
            org.apache.hadoop.fs.Path file = files.getFileStatus(given).isDirectory() ? path(path) : given;
            byte[] bytes;
            try (FSDataInputStream stream = files.open(file)) {
                bytes = stream.readAllBytes();
            }
            return withLocalFile(local -> {
                Files.write(local, bytes);
                return new SharedModel(bytes, load(local, file.toString()));
            });
        } catch (IOException e) {
            throw new InputException(
                    path, "", "cannot be read (" + e.getMessage() + ")", "check the address and permissions", e);
        }
    }

    /** The message names the file that the user knows, not the copy of it. */
    private static FittedModel load(Path local, String name) {
        try {
            return FittedModel.load(local);
        } catch (InputException e) {
            String message = String.valueOf(e.getMessage()).replace(local + ": ", "");
            int remedy = message.lastIndexOf("; ");
            throw new InputException(name, "", message.substring(0, remedy), message.substring(remedy + 2), e);
        }
    }

    /** Whether a path is that of a file, and not of a folder. */
    static boolean isFile(String path, Configuration configuration) {
        org.apache.hadoop.fs.Path given = new org.apache.hadoop.fs.Path(path);
        try {
            return given.getFileSystem(configuration).getFileStatus(given).isFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static org.apache.hadoop.fs.Path path(String folder) {
        return new org.apache.hadoop.fs.Path(folder, NAME);
    }

    private interface Use<T> {
        T of(Path path) throws IOException;
    }

    private static <T> T withLocalFile(Use<T> use) {
        try {
            Path folder = Files.createTempDirectory("hourglass");
            Path path = folder.resolve(NAME);
            try {
                return use.of(path);
            } finally {
                Files.deleteIfExists(path);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
