package hourglass.library;

import hourglass.data.InputException;
import hourglass.lucene.DistanceCounts;
import hourglass.lucene.HammingQuery;
import hourglass.matrix.Metric;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The items of a library at one moment, whatever is written meanwhile. For any number of threads. */
public final class Snapshot implements Closeable {
    /** With fewer documents, words find similar ones better than codes do. */
    private static final int FEW = 1000;
    /** So many of the nearest codes are put in the order of their vectors. */
    private static final int RESCORED = 100;

    private final LibraryFolder folder;
    private final Encoder encoder;
    private final SearcherManager searchers;
    private final IndexSearcher searcher;
    private final StoredItems items;

    Snapshot(LibraryFolder folder, Encoder encoder, SearcherManager searchers) throws IOException {
        this.folder = folder;
        this.encoder = encoder;
        this.searchers = searchers;
        this.searcher = searchers.acquire();
        this.items = new StoredItems(searcher, encoder.bits());
    }

    /** A number that is another after each change of the items. */
    public long version() {
        return ((DirectoryReader) searcher.getIndexReader()).getVersion();
    }

    /** The length of a binary code. */
    public int bits() {
        return encoder.bits();
    }

    /** The names of the fields that items have and that say something to people, in alphabetic order. */
    public List<String> fields() {
        return FieldInfos.getIndexedFields(searcher.getIndexReader()).stream()
                .filter(name -> name.startsWith(ItemDocument.FIELD))
                .map(name -> name.substring(ItemDocument.FIELD.length()))
                .filter(name -> !name.equals(Item.CONTENT_FIELD))
                .sorted()
                .toList();
    }

    /** The number of items. */
    public int count() {
        return searcher.getIndexReader().numDocs();
    }

    /** Whether there is an item of an id. */
    public boolean contains(String id) {
        return folder.attempt(() -> items.document(id) >= 0);
    }

    /** How many of them match a query of Lucene, such as one of {@link ItemFilters}. */
    public int count(Query query) {
        return folder.attempt(() -> searcher.count(query));
    }

    /** How many of them have a code. */
    public int coded() {
        return count(new FieldExistsQuery(ItemDocument.BINARY_CODE));
    }

    /** The item of an id, without its values. */
    public Optional<Item> item(String id) {
        return folder.attempt(() -> {
            int document = items.document(id);
            return document < 0 ? Optional.empty() : Optional.of(items.item(document));
        });
    }

    /** The codes of an item; empty if it has no known words or values, or there is no such item. */
    public Optional<Code> code(String id) {
        return folder.attempt(() -> {
            int document = items.document(id);
            return document < 0 ? Optional.empty() : Optional.ofNullable(items.code(document));
        });
    }

    /** Whether it keeps the values of items, so that searches can be rescored by them. */
    public boolean keepsVectors() {
        return items.holdVectors();
    }

    /** The values of an item as they came, which a library of vectors keeps; empty if it keeps none, or there is no such item. */
    public Optional<float[]> vector(String id) {
        return folder.attempt(() -> {
            int document = items.document(id);
            return document < 0 ? Optional.empty() : Optional.ofNullable(items.vector(document, encoder.values()));
        });
    }

    /** All items, one by one, without their values. */
    public void forEach(Consumer<Item> action) {
        folder.run(() -> {
            Bits live = MultiBits.getLiveDocs(searcher.getIndexReader());
            for (int document = 0; document < searcher.getIndexReader().maxDoc(); document++) {
                if (live == null || live.get(document)) {
                    action.accept(items.item(document));
                }
            }
        });
    }

    /**
     * Some items in the order of their ids (of their UTF-8), without their values.
     *
     * @param after the id that the last page ended with, or empty to begin
     * @param count 1 or more
     * @param filter what they must match, or null for all
     */
    public List<Item> page(String after, int count, @Nullable Query filter) {
        return folder.attempt(() -> {
            List<Item> page = new ArrayList<>();
            for (int document : ItemPage.of(searcher.getIndexReader(), after, count, items.matching(filter))) {
                page.add(items.item(document));
            }
            return page;
        });
    }

    /**
     * The codes of many items at once: of all that have one, or as many as are wanted, evenly chosen.
     *
     * @param most of them, 1 or more
     * @param withReal whether the real codes are wanted, too, which take 4 bytes a unit
     */
    public StoredCodes codes(int most, boolean withReal) {
        return folder.attempt(() ->
                StoredCodes.Reading.of(searcher.getIndexReader(), topics(), encoder.bits(), coded(), most, withReal));
    }

    /**
     * How many items lie at each distance from an example's code, from 0 to the length of the codes; all 0 if it has no code.
     *
     * @param filter what they must match, or null for all
     * @throws InputException as {@link #search} does
     */
    public int[] distances(Example example, @Nullable Query filter) {
        return folder.attempt(() -> {
            long[] code = ResolvedQuery.of(example, items, encoder).binary();
            return code == null
                    ? new int[encoder.bits() + 1]
                    : DistanceCounts.of(searcher, ItemDocument.BINARY_CODE, encoder.bits(), code, filter);
        });
    }

    /** Where a text contains words of another, or forms of them, as begin and end: what to highlight in it. */
    public List<int[]> marks(String words, String text) {
        return folder.attempt(() -> Highlighter.marks(Set.copyOf(encoder.words(words)), text, encoder.analysis()));
    }

    /** The topics of all items, in alphabetic order. */
    public List<String> topics() {
        return folder.attempt(() -> {
            Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), ItemDocument.TOPIC);
            List<String> topics = new ArrayList<>();
            TermsEnum all = terms == null ? TermsEnum.EMPTY : terms.iterator();
            for (BytesRef topic = all.next(); topic != null; topic = all.next()) {
                // The terms of deleted items stay in the index until a merge.
                if (searcher.count(ItemFilters.topic(topic.utf8ToString())) > 0) {
                    topics.add(topic.utf8ToString());
                }
            }
            return topics;
        });
    }

    /**
     * Finds the items whose codes are near that of an example. Codes that are learnt from few documents say little, so
     * fewer than 1,000 documents are ranked by TF-IDF of their words instead, unless the search has a ranking or a
     * radius; the result says so. Where the vectors of the items are kept, the nearest 100 are likewise ordered by the cosine of
     * these.
     *
     * @throws InputException if there is no such item or file, the model does not make codes of such examples, the code or
     *     the radius does not fit the library, or the example lacks what the ranking needs
     */
    public SearchResult search(Search search) {
        Integer radius = search.radius();
        if (radius != null && radius > encoder.bits()) {
            throw new InputException(
                    "radius",
                    "",
                    "%d is larger than the %d bits of a code".formatted(radius, encoder.bits()),
                    "give 0 to " + encoder.bits());
        }
        return folder.attempt(() -> {
            ResolvedQuery query = ResolvedQuery.of(search.example(), items, encoder);
            boolean open = search.ranking() == null && search.metric() == null && radius == null;
            if (open && isSmall() && !query.words().isEmpty()) {
                return byWords(search, query);
            }
            if (query.binary() == null) {
                return new SearchResult(List.of(), query.remark(), null);
            }
            Neighborhood neighborhood = new Neighborhood(items, query, highlighter(search, query));
            return open && query.vector() != null
                    ? rescored(search, query, neighborhood)
                    : new SearchResult(neighborhood.hits(search), "", query.code());
        });
    }

    private static SearchResult rescored(Search search, ResolvedQuery query, Neighborhood neighborhood)
            throws IOException {
        int candidates = Math.max(RESCORED, search.most());
        return new SearchResult(
                neighborhood.hits(search.withRescoring(candidates, Metric.COSINE)),
                "the %,d items of the nearest codes, in the order of the cosine of their vectors".formatted(candidates),
                query.code());
    }

    private boolean isSmall() {
        return encoder.readsTexts() && count() < FEW;
    }

    private SearchResult byWords(Search search, ResolvedQuery query) throws IOException {
        BooleanQuery.Builder all =
                new BooleanQuery.Builder().add(WordsQuery.of(query.words(), searcher.getIndexReader()), Occur.MUST);
        if (search.filter() != null) {
            all.add(search.filter(), Occur.FILTER);
        }
        if (query.itself() != null) {
            all.add(ItemFilters.id(query.itself()), Occur.MUST_NOT);
        }
        TopDocs found = searcher.search(all.build(), search.most());
        String remark = found.scoreDocs.length == 0
                ? "no item contains any of these words"
                : "ranked by TF-IDF, since the library has fewer than %,d items; rank by distance to compare their codes"
                        .formatted(FEW);
        return new SearchResult(
                items.hits(found, document -> Hit.NO_DISTANCE, highlighter(search, query)), remark, query.code());
    }

    private @Nullable Highlighter highlighter(Search search, ResolvedQuery query) throws IOException {
        if (!search.withTexts()) {
            return null;
        }
        return search.example() instanceof Example.Words
                ? Highlighter.of(WordsQuery.of(query.words(), searcher.getIndexReader()), encoder.analysis())
                : Highlighter.BEGINNINGS;
    }

    /** The items that match any query of Lucene, with or without a code, as it ranks them. */
    public List<Hit> matching(Query query, int top) {
        return folder.attempt(() -> items.hits(
                searcher.search(query, top), document -> Hit.NO_DISTANCE, Highlighter.of(query, encoder.analysis())));
    }

    /** Any word of a text, as a query of Lucene that ranks by TF-IDF. */
    public Query words(String text) {
        return folder.attempt(() -> WordsQuery.of(encoder.words(text), searcher.getIndexReader()));
    }

    /** The items whose binary codes lie in a ball, as a query of Lucene. */
    public Query within(long[] code, int radius) {
        return new HammingQuery(ItemDocument.BINARY_CODE, encoder.bits(), code, radius);
    }

    /**
     * Reads all files and compares them with the checksums that were written with them. Opening a library reads only their
     * beginnings and ends.
     *
     * @throws InputException if one is not as it was written
     */
    public void verify() {
        folder.run(() -> {
            for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
                segment.reader().checkIntegrity();
            }
        });
    }

    /** Lucene's searcher of the items, for any other query; not to be used after this snapshot is closed. */
    public IndexSearcher searcher() {
        return searcher;
    }

    @Override
    public void close() {
        folder.run(() -> searchers.release(searcher));
    }
}
