package hourglass.library;

import hourglass.data.InputException;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/** The folder of a library: the model that makes its codes, and the index of Lucene. */
record LibraryFolder(Path path) {
    private static final String MODEL = "model.safetensors";
    private static final String INDEX = "index";

    /** Keys of the data that a commit holds beside its items. */
    private static final String FINGERPRINT = "hourglass.model";

    private static final String FORMAT = "hourglass.format";
    private static final String CURRENT_FORMAT = "2";

    Path modelFile() {
        return path.resolve(MODEL);
    }

    Path indexFolder() {
        return path.resolve(INDEX);
    }

    /** Makes the folder if it is not there, and leads to its index. */
    Directory directory() throws IOException {
        return FSDirectory.open(indexFolder());
    }

    /** Whether anything was ever committed. */
    boolean hasIndex() throws IOException {
        if (!Files.isDirectory(indexFolder())) {
            return false;
        }
        try (Directory directory = directory()) {
            return DirectoryReader.indexExists(directory);
        }
    }

    /** Refuses a folder that holds no library. */
    void requireLibrary() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new InputException(
                    path.toString(),
                    "",
                    Files.exists(path) ? "is not a folder" : "there is no such folder",
                    "give the folder of a library");
        }
        if (!hasIndex()) {
            throw notALibrary("it has no index");
        }
        if (!Files.exists(modelFile())) {
            throw new InputException(
                    modelFile().toString(),
                    "",
                    "is missing, and the codes of the library mean nothing without it",
                    "put back the model that the library was made with, or index the items again");
        }
    }

    /** Refuses a folder that holds anything but the beginnings of a library. */
    void requireEmpty() throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new InputException(path.toString(), "", "is not a folder", "name a new folder");
        }
        for (Path file : Stream.concat(files(path), files(indexFolder())).toList()) {
            String name = file.getFileName().toString();
            // The folder of the index is made first; without it, a model of this name belongs to somebody else.
            boolean ours = file.equals(indexFolder())
                    || (file.equals(modelFile()) && Files.isDirectory(indexFolder()))
                    || (name.startsWith("." + MODEL) && name.endsWith(".tmp"))
                    || name.equals(IndexWriter.WRITE_LOCK_NAME);
            if (!ours) {
                throw notALibrary("it has no index, but holds " + path.relativize(file));
            }
        }
    }

    /** Deletes the beginnings of a library that came to nothing; for a writer that has held the lock until now. */
    void deleteUnusedIndex() throws IOException {
        if (!hasIndex() && !Files.exists(modelFile())) {
            Files.deleteIfExists(indexFolder().resolve(IndexWriter.WRITE_LOCK_NAME));
            deleteIfEmpty(indexFolder());
        }
    }

    static void deleteIfEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder) && files(folder).findAny().isEmpty()) {
            Files.delete(folder);
        }
    }

    private static Stream<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    private InputException notALibrary(String reason) {
        return new InputException(
                path.toString(),
                "",
                "is not a library, or a damaged one: " + reason,
                "give the folder of a library, or a new one to make it in");
    }

    /** The model, with the data that identify it in a commit. */
    record StoredModel(FittedModel saved, Map<String, String> commitData) {}

    /**
     * Reads the model.
     *
     * @throws InputException if it is damaged
     */
    StoredModel readModel() {
        FittedModel saved = ModelFile.read(modelFile());
        return new StoredModel(saved, Map.of(FINGERPRINT, ModelFile.fingerprint(saved), FORMAT, CURRENT_FORMAT));
    }

    /** Refuses a model that did not make the codes of a commit. */
    void requireMadeBy(StoredModel model, Map<String, String> committed) {
        String format = committed.get(FORMAT);
        if (format == null) {
            throw notALibrary("its index was not made by Hourglass");
        }
        if (!format.equals(CURRENT_FORMAT)) {
            throw new InputException(
                    path.toString(),
                    "",
                    "has format %s, but this Hourglass reads %s".formatted(format, CURRENT_FORMAT),
                    "use a newer Hourglass, or index the items again");
        }
        if (!model.commitData().equals(committed)) {
            throw new InputException(
                    modelFile().toString(),
                    "",
                    "is not the model that made the codes of the library",
                    "put back the model that the library was made with, or index the items again");
        }
    }

    /** Refuses to continue with a model other than that of the library. */
    void requireSame(StoredModel stored, FittedModel given) {
        if (!ModelFile.fingerprint(given).equals(stored.commitData().get(FINGERPRINT))) {
            throw new InputException(
                    path.toString(),
                    "",
                    "was made with another model than the one given, and codes of two models do not compare",
                    "leave the model out, to continue with the library's own, or name a new folder");
        }
    }

    /** Access to the index that returns a result. */
    @FunctionalInterface
    interface Access<T> {
        T run() throws IOException;
    }

    /** Access to the index without a result. */
    @FunctionalInterface
    interface Change {
        void run() throws IOException;
    }

    /** Turns failures of Lucene into messages for the user. */
    <T> T attempt(Access<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw failure(e);
        } catch (UncheckedIOException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            // After a failure the writer of Lucene is closed, and each later call throws this with the failure as the
            // cause.
            if (e instanceof IllegalStateException && e.getCause() instanceof IOException cause) {
                throw failure(cause);
            }
            requireIntact();
            throw e;
        }
    }

    /**
     * Refuses an index whose files are not those that were written. Lucene compares its large files with their checksums
     * only on request, and what it reads from damaged ones fails in many ways.
     */
    private void requireIntact() {
        if (!Files.isDirectory(indexFolder())) {
            return;
        }
        try (Directory directory = directory();
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext segment : reader.leaves()) {
                segment.reader().checkIntegrity();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    void run(Change change) {
        attempt(() -> {
            change.run();
            return this;
        });
    }

    private InputException failure(IOException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ");
        if (e instanceof LockObtainFailedException) {
            return new InputException(
                    path.toString(),
                    "",
                    "is being written to already, by this process or another",
                    "wait until that is done, or end it; searching is possible meanwhile",
                    e);
        }
        boolean damaged = Stream.of(
                        CorruptIndexException.class,
                        EOFException.class,
                        FileNotFoundException.class,
                        NoSuchFileException.class,
                        IndexNotFoundException.class,
                        IndexFormatTooNewException.class,
                        IndexFormatTooOldException.class)
                .anyMatch(kind -> kind.isInstance(e));
        return damaged
                ? new InputException(
                        indexFolder().toString(),
                        "",
                        "the index is damaged: " + message,
                        "put back a copy of the folder, or index the items again in a new one",
                        e)
                : new InputException(
                        path.toString(),
                        "",
                        "cannot be read or written: " + e.getClass().getSimpleName() + ": " + message,
                        "check permissions and free space; all that was committed is safe",
                        e);
    }
}
