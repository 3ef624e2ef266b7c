package hourglass.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the k documents whose binary codes are nearest, of those that are not deleted and match a filter, and scores them by
 * 1 / (1 + distance); of equally near ones those with the smaller numbers, or those that another order names first. It asks
 * all segments at once, so that a clause beside it takes away from the k, where a filter in it does not.
 */
public final class NearestQuery extends Query {
    private final String field;
    private final int bits;
    private final long[] code;
    private final int k;
    private final int radius;
    private final @Nullable Query filter;
    private final @Nullable SortField ties;

    /**
     * @param field that holds the codes, as {@link HammingQuery} reads them
     * @param bits of a code
     * @param code whose neighbours are wanted; copied
     * @param k 1 or more
     * @param radius the largest distance, 0 to {@code bits}
     * @param filter what the documents must match, or null for all
     */
    public NearestQuery(String field, int bits, long[] code, int k, int radius, @Nullable Query filter) {
        this(field, bits, code, k, radius, filter, null);
    }

    private NearestQuery(
            String field, int bits, long[] code, int k, int radius, @Nullable Query filter, @Nullable SortField ties) {
        if (k < 1) {
            throw new IllegalArgumentException("the number of neighbours must be 1 or more, but was " + k);
        }
        this.field = Objects.requireNonNull(field);
        this.bits = bits;
        this.code = HammingQuery.checked(bits, code, radius);
        this.k = k;
        this.radius = radius;
        this.filter = filter;
        this.ties = ties;
    }

    /**
     * The same, but of equally near documents those that come first in this order. Where it is one of unique keys, what is
     * found does not depend on how documents are spread over indexes.
     */
    public NearestQuery withTies(SortField order) {
        return new NearestQuery(field, bits, code, k, radius, filter, order);
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        DocAndDistanceQuery found = find(searcher);
        return found.count() == 0 ? new MatchNoDocsQuery("no codes within the radius") : found;
    }

    /** Finds the documents with their distances, for the reader of this searcher alone. */
    public DocAndDistanceQuery find(IndexSearcher searcher) throws IOException {
        Weight accepted = filter == null
                ? null
                : searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
        if (ties == null) {
            return found(searcher, nearest(searcher, accepted, k, radius));
        }
        int most = Math.min(k, Math.max(1, searcher.getIndexReader().maxDoc()));
        // One more shows whether the last of the k has equals that are left out.
        Nearest oneMore = nearest(searcher, accepted, most + 1, radius);
        if (oneMore.count() <= most) {
            return found(searcher, oneMore);
        }
        int last = oneMore.distance(most - 1);
        if (oneMore.distance(most) > last) {
            return found(searcher, nearest(searcher, accepted, most, last));
        }
        return first(searcher, found(searcher, nearest(searcher, accepted, Integer.MAX_VALUE, last)), most, ties);
    }

    private Nearest nearest(IndexSearcher searcher, @Nullable Weight accepted, int most, int within)
            throws IOException {
        Nearest nearest = new Nearest(most, within);
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            search(segment, accepted, nearest);
        }
        return nearest;
    }

    private DocAndDistanceQuery found(IndexSearcher searcher, Nearest nearest) {
        return new DocAndDistanceQuery(searcher.getIndexReader().getContext().id(), this, nearest.inOrderOfDocuments());
    }

    /** The first documents by distance, then by another order. */
    private DocAndDistanceQuery first(IndexSearcher searcher, DocAndDistanceQuery found, int most, SortField order)
            throws IOException {
        Sort nearestFirst = new Sort(SortField.FIELD_SCORE, order);
        long[] keys = Arrays.stream(searcher.search(found, most, nearestFirst).scoreDocs)
                .mapToLong(hit -> FoundCodes.key(hit.doc, found.distance(hit.doc)))
                .sorted()
                .toArray();
        return new DocAndDistanceQuery(searcher.getIndexReader().getContext().id(), this, keys);
    }

    private void search(LeafReaderContext segment, @Nullable Weight accepted, Nearest nearest) throws IOException {
        LeafReader reader = segment.reader();
        SegmentCodes codes = SegmentCodes.of(reader, field, bits);
        Bits live = reader.getLiveDocs();
        if (accepted == null) {
            search(segment, codes, live, nearest);
            return;
        }
        Scorer scorer = accepted.scorer(segment);
        if (scorer == null) {
            return;
        }
        DocIdSetIterator matching = scorer.iterator();
        if (matching.cost() < codes.index().count() / HammingQuery.CODES_PER_DOCUMENT) {
            compare(segment, codes, live, matching, nearest);
        } else {
            search(segment, codes, liveOf(matching, live, reader.maxDoc()), nearest);
        }
    }

    private void search(LeafReaderContext segment, SegmentCodes codes, @Nullable Bits wanted, Nearest nearest) {
        if (codes.index().count() > 0 && nearest.bound() >= 0) {
            codes.nearestWithin(
                    code,
                    nearest.most(),
                    nearest.bound(),
                    wanted,
                    found -> nearest.add(found, item -> segment.docBase + codes.document(item)));
        }
    }

    /** Looks at the few documents that match. */
    private void compare(
            LeafReaderContext segment,
            SegmentCodes codes,
            @Nullable Bits live,
            DocIdSetIterator matching,
            Nearest nearest)
            throws IOException {
        for (int document = matching.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = matching.nextDoc()) {
            int item = codes.item(document);
            if (item >= 0 && (live == null || live.get(document))) {
                nearest.append(segment.docBase + document, codes.index().codes().distance(item, code));
            }
        }
        nearest.cut();
    }

    private static Bits liveOf(DocIdSetIterator matching, @Nullable Bits live, int documents) throws IOException {
        FixedBitSet wanted = new FixedBitSet(documents);
        for (int document = matching.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = matching.nextDoc()) {
            if (live == null || live.get(document)) {
                wanted.set(document);
            }
        }
        return wanted;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(field)) {
            visitor.visitLeaf(this);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NearestQuery that
                && field.equals(that.field)
                && bits == that.bits
                && k == that.k
                && radius == that.radius
                && Arrays.equals(code, that.code)
                && Objects.equals(filter, that.filter)
                && Objects.equals(ties, that.ties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), field, bits, k, radius, Arrays.hashCode(code), filter, ties);
    }

    @Override
    public String toString(String defaultField) {
        return "%s%d nearest of %s within %d%s"
                .formatted(
                        field.equals(defaultField) ? "" : field + ":",
                        k,
                        HammingQuery.hexadecimal(code),
                        radius,
                        filter == null ? "" : " filtered by " + filter.toString(defaultField));
    }
}
