package hourglass.library;

import hourglass.data.InputException;
import hourglass.library.LibraryFolder.StoredModel;
import hourglass.lucene.HammingQuery;
import hourglass.persistence.FittedModel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.ClassicSimilarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * A library to search in, while it may be written to. It stands at one state, its last commit when it was opened, until
 * {@link #refresh}. For any number of threads, each with its own {@link Snapshot}s.
 *
 * <p>Failures to read are {@link InputException}s that name the folder.
 */
public final class Library implements Closeable {
    static final Similarity SIMILARITY = new ClassicSimilarity();

    private final LibraryFolder folder;
    private final Encoder encoder;
    private final SearcherManager searchers;
    private final IndexThread thread;

    /**
     * Takes the reader, and closes it in the end.
     *
     * @param thread of the writer, if it is the library of one, since a refresh then makes the writer write
     */
    Library(LibraryFolder folder, Encoder encoder, DirectoryReader reader, IndexThread thread) throws IOException {
        this.folder = folder;
        this.encoder = encoder;
        this.thread = thread;
        this.searchers = new SearcherManager(reader, new Searchers());
    }

    private final class Searchers extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) throws IOException {
            if (previous != null) {
                // Searches go on with the state before while the codes of new segments are made ready.
                HammingQuery.prepare(reader, ItemDocument.BINARY_CODE, encoder.bits());
            }
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(SIMILARITY);
            return searcher;
        }
    }

    /**
     * Opens a library at its last commit.
     *
     * @throws InputException if there is no library, it is damaged, or its model is not the one that made its codes
     */
    public static Library open(Path folder) {
        LibraryFolder place = new LibraryFolder(folder);
        return place.attempt(() -> {
            place.requireLibrary();
            StoredModel model = place.readModel();
            Directory directory = place.directory();
            DirectoryReader reader = DirectoryReader.open(directory);
            try {
                place.requireMadeBy(model, reader.getIndexCommit().getUserData());
                return new Library(
                        place, new Encoder(place.modelFile().toString(), model.saved()), reader, new IndexThread());
            } catch (InputException e) {
                reader.close();
                throw e;
            }
        });
    }

    /**
     * Reads a whole library and checks it: that its files are as they were written, that its model is the one that made its
     * codes, and that every item has both codes, which agree, or none. Opening a library reads only the beginnings and ends
     * of its files.
     *
     * @throws InputException if the library is damaged, or is being written to; the message names the damage
     */
    public static void verify(Path folder) {
        new LibraryCheck(new LibraryFolder(folder)).run();
    }

    /** Whether a folder holds a library. */
    public static boolean exists(Path folder) {
        LibraryFolder place = new LibraryFolder(folder);
        return place.attempt(place::hasIndex);
    }

    /** The folder of the library. */
    public Path folder() {
        return folder.path();
    }

    /** The model that encodes the items. */
    public FittedModel model() {
        return encoder.saved();
    }

    /** The length of a binary code. */
    public int bits() {
        return encoder.bits();
    }

    /** Those words of a text, as they were given, that the model does not know, and that are no stop words; none for models of numbers. */
    public List<String> unknownWords(String text) {
        return encoder.unknownWords(text);
    }

    /** Moves to the last commit, or, if it is the library of a writer, to all that the writer was given. */
    public void refresh() {
        folder.attempt(() -> thread.call(() -> {
            searchers.maybeRefreshBlocking();
            return this;
        }));
    }

    /** The items as they are now, until the snapshot is closed. */
    public Snapshot snapshot() {
        return folder.attempt(() -> new Snapshot(folder, encoder, searchers));
    }

    @Override
    public void close() {
        folder.run(searchers::close);
    }
}
