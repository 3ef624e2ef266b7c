package hourglass.library;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopDocs;
import org.jspecify.annotations.Nullable;

/**
 * The items near an example that has a code: a Hamming ball, ordered by distance, or anew by words or by real codes as in R.
 * Salakhutdinov and G. Hinton, <i>Semantic hashing</i>, Int. J. Approximate Reasoning 50, 2009, section 5.
 */
final class Neighborhood {
    private final StoredItems items;
    private final ResolvedQuery probe;
    private final Highlighter passages;
    private final long[] code;

    /** Hits show such passages of their texts. */
    Neighborhood(StoredItems items, ResolvedQuery probe, Highlighter passages) {
        this.items = items;
        this.probe = probe;
        this.passages = passages;
        this.code = Objects.requireNonNull(probe.binary());
    }

    List<Hit> hits(Search search) throws IOException {
        IndexSearcher searcher = items.searcher();
        TopDocs found =
                switch (search.ranking()) {
                    case DISTANCE -> searcher.search(near(search, search.top()), search.top());
                    case TF_IDF -> searcher.search(tfIdf(near(search, candidates(search))), search.top());
                    case COSINE -> searcher.search(near(search, candidates(search)), search.top(), byCosine());
                };
        return items.hits(found, code, passages);
    }

    /** All in the ball are to be ordered anew, if there is one. */
    private static int candidates(Search search) {
        return search.radius() == null ? search.candidates() : Integer.MAX_VALUE;
    }

    private Query near(Search search, int most) {
        int radius = search.radius() == null ? items.bits() : search.radius();
        String itself = probe.itself();
        if (itself == null) {
            return nearest(most, radius, search.filter());
        }
        // One more is cheap, where a filter for all but one would look at every item.
        int withItself = most == Integer.MAX_VALUE ? most : most + 1;
        return new BooleanQuery.Builder()
                .add(nearest(withItself, radius, search.filter()), Occur.MUST)
                .add(ItemFilters.id(itself), Occur.MUST_NOT)
                .build();
    }

    private Query nearest(int k, int radius, @Nullable Query filter) {
        return new NearestQuery(ItemDocument.BINARY_CODE, items.bits(), code, k, radius, filter);
    }

    private Query tfIdf(Query near) throws IOException {
        return new BooleanQuery.Builder()
                .add(near, Occur.FILTER)
                .add(WordsQuery.of(probe.requireWords(), items.searcher().getIndexReader()), Occur.SHOULD)
                .build();
    }

    private Sort byCosine() {
        return new Sort(new Cosine(probe.requireReal()).getSortField(true));
    }
}
