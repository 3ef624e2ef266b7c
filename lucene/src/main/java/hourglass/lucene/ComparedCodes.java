package hourglass.lucene;

import hourglass.codes.BinaryCodes;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;

/** Compares the code of each document that another query leads to, where these are few. */
final class ComparedCodes extends Scorer {
    private final DistanceWeight scoring;
    private final SegmentCodes segment;
    private final BinaryCodes codes;
    private final long[] query;
    private final int radius;
    private final DocIdSetIterator all;
    private int distance;

    ComparedCodes(DistanceWeight weight, SegmentCodes segment, int documents, long[] query, int radius) {
        super(weight);
        scoring = weight;
        this.segment = segment;
        this.codes = segment.index().codes();
        this.query = query;
        this.radius = radius;
        this.all = DocIdSetIterator.all(documents);
    }

    @Override
    public TwoPhaseIterator twoPhaseIterator() {
        return new TwoPhaseIterator(all) {
            @Override
            public boolean matches() {
                int item = segment.item(all.docID());
                distance = item < 0 ? Integer.MAX_VALUE : codes.distance(item, query);
                return distance <= radius;
            }

            @Override
            public float matchCost() {
                return 2 * query.length;
            }
        };
    }

    @Override
    public DocIdSetIterator iterator() {
        return TwoPhaseIterator.asDocIdSetIterator(twoPhaseIterator());
    }

    @Override
    public int docID() {
        return all.docID();
    }

    @Override
    public float score() {
        return scoring.score(distance);
    }

    @Override
    public float getMaxScore(int upTo) {
        return scoring.score(0);
    }
}
