package hourglass.library;

import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import hourglass.library.LibraryFolder.StoredModel;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Writes a library, one writer at a time. Items are encoded in batches by all threads, in bounded memory. What {@link #commit}
 * has returned from survives the end of the process, however it comes; what came after it is dropped by {@link #close}, as
 * by a crash. For any number of threads.
 *
 * <p>Failures to read or write are {@link InputException}s that name the folder.
 */
public final class LibraryWriter implements Closeable {
    /** Items are encoded when so many are there, or so many characters and values. */
    private static final int BATCH = 512;

    private static final int BATCH_SIZE = 1 << 23;
    private static final double BUFFER_MEGABYTES = 64;

    private final LibraryFolder folder;
    private final Directory directory;
    private final IndexWriter index;
    private final Encoder encoder;
    private final Map<String, Item> waiting = new LinkedHashMap<>();
    private int waitingSize;

    private LibraryWriter(LibraryFolder folder, Directory directory, IndexWriter index, Encoder encoder) {
        this.folder = folder;
        this.directory = directory;
        this.index = index;
        this.encoder = encoder;
    }

    /**
     * Opens a library that exists.
     *
     * @throws InputException if there is no library, it is damaged, its model is not the one that made its codes, or it is being
     *     written to already
     */
    public static LibraryWriter open(Path folder) {
        LibraryFolder place = new LibraryFolder(folder);
        return place.attempt(() -> {
            place.requireLibrary();
            return open(place, null);
        });
    }

    /**
     * Refuses a folder that is neither a library nor fit for a new one, before long work for it begins.
     *
     * @throws InputException if it is a damaged library, or holds other files
     */
    public static void requirePlace(Path folder) {
        LibraryFolder place = new LibraryFolder(folder);
        place.run(() -> {
            if (place.hasIndex()) {
                place.requireLibrary();
            } else {
                place.requireEmpty();
            }
        });
    }

    /**
     * Opens a library, or makes it if it does not exist: in a new or empty folder, or one where that was interrupted before.
     *
     * @param model which makes the codes; stored in the folder
     * @throws InputException as above, if the library was made with another model, if the folder holds other files, or if
     *     the model has no thresholds
     */
    public static LibraryWriter open(Path folder, FittedModel model) {
        LibraryFolder place = new LibraryFolder(folder);
        Encoder.requireThresholds("the model", model);
        requirePlace(folder);
        return place.attempt(() -> {
            Files.createDirectories(folder);
            return open(place, model);
        });
    }

    private static LibraryWriter open(LibraryFolder folder, @Nullable FittedModel given) throws IOException {
        Directory directory = folder.directory();
        IndexWriter index = null;
        LibraryWriter writer = null;
        try {
            // From here on the lock of Lucene keeps all other writers away.
            index = new IndexWriter(directory, configuration());
            boolean isNew = !DirectoryReader.indexExists(directory);
            StoredModel model = isNew ? store(folder, Objects.requireNonNull(given)) : read(folder, directory, given);
            writer = new LibraryWriter(
                    folder, directory, index, new Encoder(folder.modelFile().toString(), model.saved()));
            if (isNew) {
                // All later commits keep it.
                index.setLiveCommitData(model.commitData().entrySet());
                index.commit();
            }
            return writer;
        } finally {
            if (writer == null) {
                IOUtils.closeWhileHandlingException(index, directory);
            }
        }
    }

    private static StoredModel store(LibraryFolder folder, FittedModel model) throws IOException {
        AtomicFile.removeLeftovers(folder.modelFile());
        ModelFile.write(folder.modelFile(), model);
        return folder.readModel();
    }

    private static StoredModel read(LibraryFolder folder, Directory directory, @Nullable FittedModel given)
            throws IOException {
        StoredModel stored = folder.readModel();
        folder.requireMadeBy(stored, SegmentInfos.readLatestCommit(directory).getUserData());
        if (given != null) {
            folder.requireSame(stored, given);
        }
        return stored;
    }

    private static IndexWriterConfig configuration() {
        return new IndexWriterConfig()
                .setSimilarity(Library.SIMILARITY)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setCommitOnClose(false);
    }

    /** The model that encodes the items. */
    public FittedModel model() {
        return encoder.saved();
    }

    /**
     * Adds an item; one of the same id is replaced, at once for all who read.
     *
     * @throws InputException if its values are not such as the model takes
     */
    public synchronized void put(Item item) {
        if (item.values() != null && !encoder.readsTexts()) {
            encoder.check("item " + Item.brief(item.id()), item.values());
        }
        waiting.remove(item.id());
        waiting.put(item.id(), item);
        waitingSize += item.text().length() + (item.values() == null ? 0 : item.values().length);
        if (waiting.size() >= BATCH || waitingSize >= BATCH_SIZE) {
            flush();
        }
    }

    /** Removes the item of an id, if there is one. */
    public synchronized void delete(String id) {
        waiting.remove(id);
        folder.run(() -> index.deleteDocuments(new Term(ItemDocument.ID, id)));
    }

    /** Removes the items that match a query, such as one of {@link ItemFilters}. */
    public synchronized void delete(Query query) {
        flush();
        folder.run(() -> index.deleteDocuments(query));
    }

    /** Encodes the items that wait for their batch to fill. */
    private void flush() {
        List<Encoder.Encoded> batch = encoder.encodeAll(List.copyOf(waiting.values()));
        folder.run(() -> {
            for (Encoder.Encoded item : batch) {
                index.updateDocument(
                        new Term(ItemDocument.ID, item.item().id()),
                        ItemDocument.of(item.item(), item.words(), item.code(), encoder.bits()));
            }
        });
        waiting.clear();
        waitingSize = 0;
    }

    /** Brings all that was put and deleted until now to disk, as one change. */
    public synchronized void commit() {
        flush();
        folder.run(index::commit);
    }

    /** A library that sees all that was put and deleted until now, committed or not; to be closed by the caller. */
    public synchronized Library library() {
        flush();
        return folder.attempt(() -> new Library(folder, encoder, DirectoryReader.open(index)));
    }

    /** Makes a library of this writer see all that was put and deleted until now. */
    public synchronized void refresh(Library library) {
        flush();
        library.refresh();
    }

    /** Ends writing. What was not committed is dropped. */
    @Override
    public synchronized void close() {
        waiting.clear();
        folder.run(() -> {
            index.close();
            directory.close();
        });
    }
}
