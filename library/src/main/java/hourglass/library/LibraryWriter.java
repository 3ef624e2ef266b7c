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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
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
    private static final long POLL_MILLIS = 20;
    private static final double BUFFER_MEGABYTES = 64;
    /** Fewer than Lucene's 10, since a search looks into the codes of each segment. */
    private static final double SEGMENTS_PER_TIER = 3;

    private final LibraryFolder folder;
    private final Directory directory;
    private final IndexWriter index;
    private final IndexThread thread;
    private final Encoder encoder;
    private final Map<String, Item> waiting = new LinkedHashMap<>();
    private int waitingSize;

    private LibraryWriter(
            LibraryFolder folder, Directory directory, IndexWriter index, IndexThread thread, Encoder encoder) {
        this.folder = folder;
        this.directory = directory;
        this.index = index;
        this.thread = thread;
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
            return open(place, place.directory(), null, LibraryWriter::noModel);
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
        model.requireThresholds("the model");
        return open(folder, model, () -> model);
    }

    /**
     * Opens a library with its own model, or makes it if it does not exist, with a model that is fitted then. Meanwhile all
     * other writers are refused.
     *
     * @param fitting gives the model of a new library; not called if the library exists
     * @throws InputException as above; what {@code fitting} throws comes through, and leaves no library
     */
    public static LibraryWriter open(Path folder, Supplier<FittedModel> fitting) {
        return open(folder, null, fitting);
    }

    private static LibraryWriter open(Path folder, @Nullable FittedModel given, Supplier<FittedModel> fitting) {
        requirePlace(folder);
        LibraryFolder place = new LibraryFolder(folder);
        return place.attempt(() -> {
            boolean isThere = Files.exists(folder);
            Files.createDirectories(folder);
            try {
                return open(place, place.directory(), given, fitting);
            } finally {
                if (!isThere) {
                    LibraryFolder.deleteIfEmpty(folder);
                }
            }
        });
    }

    private static FittedModel noModel() {
        throw new IllegalStateException("the index of the library has vanished");
    }

    /**
     * Opens a library in a directory of Lucene, which is closed with the writer.
     *
     * @param given what the model of a library that exists must be, or null for any
     */
    static LibraryWriter open(
            LibraryFolder folder, Directory directory, @Nullable FittedModel given, Supplier<FittedModel> fitting)
            throws IOException {
        IndexThread thread = new IndexThread();
        IndexWriter index = null;
        LibraryWriter writer = null;
        try {
            // From here on the lock of Lucene keeps all other writers away.
            index = thread.call(() -> new IndexWriter(directory, configuration()));
            boolean isNew = !DirectoryReader.indexExists(directory);
            StoredModel model = isNew ? store(folder, fitting.get()) : read(folder, directory, given);
            Encoder encoder = new Encoder(folder.modelFile().toString(), model.saved());
            LibraryWriter opened = new LibraryWriter(folder, directory, index, thread, encoder);
            if (isNew) {
                // All later commits keep it.
                index.setLiveCommitData(model.commitData().entrySet());
                thread.call(index::commit);
            }
            writer = opened;
            return writer;
        } finally {
            if (writer == null) {
                IOUtils.closeWhileHandlingException(index, directory);
                if (index != null) {
                    folder.deleteUnusedIndex();
                }
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
        TieredMergePolicy merges = new TieredMergePolicy();
        merges.setSegmentsPerTier(SEGMENTS_PER_TIER);
        return new IndexWriterConfig()
                .setMergePolicy(merges)
                .setSimilarity(Library.SIMILARITY)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setMergeScheduler(new BackgroundMerges())
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
        write(() -> index.deleteDocuments(new Term(ItemDocument.ID, id)));
    }

    /** Removes the items that match a query, such as one of {@link ItemFilters}. */
    public synchronized void delete(Query query) {
        flush();
        write(() -> index.deleteDocuments(query));
    }

    /** Encodes the items that wait for their batch to fill. */
    private void flush() {
        List<Encoder.Encoded> batch = encoder.encodeAll(List.copyOf(waiting.values()));
        write(() -> {
            for (Encoder.Encoded item : batch) {
                index.updateDocument(
                        new Term(ItemDocument.ID, item.item().id()),
                        ItemDocument.of(
                                item.item(), item.words(), item.code(), encoder.bits(), encoder.keepsVectors()));
            }
        });
        waiting.clear();
        waitingSize = 0;
    }

    private void write(LibraryFolder.Change change) {
        folder.attempt(() -> thread.call(() -> {
            change.run();
            return this;
        }));
    }

    /** Brings all that was put and deleted until now to disk, as one change. */
    public synchronized void commit() {
        flush();
        write(index::commit);
    }

    /**
     * Merges what was committed in many parts into one, so that searches are as fast as they can be: worth it after changes to
     * a good part of a large library, which it reads and writes once more. The changes until now are committed first.
     *
     * @param continues asked now and then; once it is false, the parts are left as they are
     */
    public void compact(BooleanSupplier continues) {
        commit();
        write(() -> index.forceMerge(1, false));
        while (isMerging() && continues.getAsBoolean()) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (!isMerging()) {
            commit();
        }
    }

    private boolean isMerging() {
        return folder.attempt(() -> thread.call(
                () -> index.hasPendingMerges() || !index.getMergingSegments().isEmpty()));
    }

    /** A library that sees all that was put and deleted until now, committed or not; to be closed by the caller. */
    public synchronized Library library() {
        flush();
        return folder.attempt(
                () -> thread.call(() -> new Library(folder, encoder, DirectoryReader.open(index), thread)));
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
        write(() -> {
            index.close();
            directory.close();
        });
    }
}
