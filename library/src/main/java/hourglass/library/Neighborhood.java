package hourglass.library;

import hourglass.lucene.DocAndDistanceQuery;
import hourglass.lucene.NearestQuery;
import hourglass.matrix.Metric;
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
 * The items near an example that has a code: a Hamming ball, ordered by distance, or reordered by words or by real codes as in R.
 * Salakhutdinov and G. Hinton, <i>Semantic hashing</i>, Int. J. Approximate Reasoning 50, 2009, section 5.
 */
final class Neighborhood {
    private final StoredItems items;
    private final ResolvedQuery query;
    private final @Nullable Highlighter highlighter;
    private final long[] code;

    /** Hits show such highlighter of their texts. */
    Neighborhood(StoredItems items, ResolvedQuery query, @Nullable Highlighter highlighter) {
        this.items = items;
        this.query = query;
        this.highlighter = highlighter;
        this.code = Objects.requireNonNull(query.binary());
    }

    List<Hit> hits(Search search) throws IOException {
        IndexSearcher searcher = items.searcher();
        DocAndDistanceQuery near = near(search);
        Query others = withoutItself(near);
        TopDocs found =
                switch (ranking(search)) {
                    case DISTANCE ->
                        search.metric() == null
                                ? searcher.search(others, search.most())
                                : searcher.search(others, search.most(), byVectors(search.metric()));
                    case TF_IDF -> searcher.search(tfIdf(others), search.most());
                    case COSINE -> searcher.search(others, search.most(), byCosine());
                };
        return items.hits(found, near::distance, highlighter);
    }

    private static Ranking ranking(Search search) {
        return Objects.requireNonNullElse(search.ranking(), Ranking.DISTANCE);
    }

    /** If there is a radius, all items within it are reordered. */
    private static int candidates(Search search) {
        return search.radius() == null ? search.candidates() : Integer.MAX_VALUE;
    }

    private DocAndDistanceQuery near(Search search) throws IOException {
        int radius = search.radius() == null ? items.bits() : search.radius();
        int most = ranking(search) == Ranking.DISTANCE && search.metric() == null ? search.most() : candidates(search);
        // One more is cheap, where a filter for all but one would look at every item.
        int k = query.itself() == null || most == Integer.MAX_VALUE ? most : most + 1;
        return new NearestQuery(ItemDocument.BINARY_CODE, items.bits(), code, k, radius, search.filter())
                .find(items.searcher());
    }

    private Query withoutItself(Query near) {
        return query.itself() == null
                ? near
                : new BooleanQuery.Builder()
                        .add(near, Occur.MUST)
                        .add(ItemFilters.id(query.itself()), Occur.MUST_NOT)
                        .build();
    }

    private Query tfIdf(Query neighbors) throws IOException {
        return new BooleanQuery.Builder()
                .add(neighbors, Occur.FILTER)
                .add(WordsQuery.of(query.requireWords(), items.searcher().getIndexReader()), Occur.SHOULD)
                .build();
    }

    private Sort byCosine() {
        return new StoredSimilarity(ItemDocument.REAL_CODE, Metric.COSINE, query.requireReal()).sort();
    }

    private Sort byVectors(Metric metric) {
        return new StoredSimilarity(ItemDocument.VECTOR, metric, query.requireVector()).sort();
    }
}
