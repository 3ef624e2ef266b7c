package hourglass.lucene;

import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** The documents that {@link NearestQuery} found in one reader, with their distances. */
public final class DocAndDistanceQuery extends Query {
    private final Object reader;
    private final Query original;
    private final long[] keys;

    /** Takes keys of {@link FoundCodes}, ascending, of documents of the whole reader. */
    DocAndDistanceQuery(Object reader, Query original, long[] keys) {
        this.reader = reader;
        this.original = original;
        this.keys = keys;
    }

    int count() {
        return keys.length;
    }

    /** The distance of a document that was found. */
    public int distance(int document) {
        return FoundCodes.distance(keys[FoundCodes.start(keys, 0, keys.length, document)]);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        if (searcher.getIndexReader().getContext().id() != reader) {
            throw new IllegalStateException("these neighbours were found in another reader");
        }
        return new DistanceWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) {
                int base = segment.docBase;
                int from = FoundCodes.start(keys, 0, keys.length, base);
                int to = FoundCodes.start(
                        keys, from, keys.length, (long) base + segment.reader().maxDoc());
                return from == to ? null : supplier(new FoundCodes(this, keys, from, to, base), to - from);
            }

            @Override
            public boolean isCacheable(LeafReaderContext segment) {
                return true;
            }
        };
    }

    private static ScorerSupplier supplier(Scorer scorer, int count) {
        return new ScorerSupplier() {
            @Override
            public Scorer get(long leadCost) {
                return scorer;
            }

            @Override
            public long cost() {
                return count;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocAndDistanceQuery that && reader == that.reader && Arrays.equals(keys, that.keys);
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + Arrays.hashCode(keys);
    }

    @Override
    public String toString(String field) {
        return keys.length + " found by " + original.toString(field);
    }
}
