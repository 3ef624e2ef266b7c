package hourglass.lucene;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Counts documents by the distance of their codes from one code: how many a ball of each radius holds. */
public final class DistanceCounts {
    private final long[] code;
    private final int[] counts;

    private DistanceCounts(int bits, long[] code) {
        this.code = CodeBytes.checked(bits, code);
        this.counts = new int[bits + 1];
    }

    /**
     * Counts the documents that are not deleted.
     *
     * @param field that holds the codes, as {@link HammingQuery} reads them
     * @param filter what the documents must match, or null for all
     * @return the number of documents at each distance, from 0 to {@code bits}
     */
    public static int[] of(IndexSearcher searcher, String field, int bits, long[] code, @Nullable Query filter)
            throws IOException {
        DistanceCounts counted = new DistanceCounts(bits, code);
        Weight accepted = filter == null
                ? null
                : searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            SegmentCodes codes = SegmentCodes.of(segment.reader(), field, bits);
            Bits live = segment.reader().getLiveDocs();
            if (accepted == null) {
                counted.addAll(codes, live);
            } else {
                counted.addMatching(codes, live, accepted.scorer(segment));
            }
        }
        return counted.counts;
    }

    private void addAll(SegmentCodes codes, @Nullable Bits live) {
        for (int item = 0; item < codes.index().count(); item++) {
            if (live == null || live.get(codes.document(item))) {
                counts[codes.index().codes().distance(item, code)]++;
            }
        }
    }

    private void addMatching(SegmentCodes codes, @Nullable Bits live, @Nullable Scorer matching) throws IOException {
        if (matching == null) {
            return;
        }
        DocIdSetIterator documents = matching.iterator();
        for (int document = documents.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = documents.nextDoc()) {
            int item = codes.item(document);
            if (item >= 0 && (live == null || live.get(document))) {
                counts[codes.index().codes().distance(item, code)]++;
            }
        }
    }
}
