package hourglass.lucene;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** Scores documents by their distance d from a code: boost / (1 + d). */
abstract class DistanceWeight extends Weight {
    private final float boost;

    DistanceWeight(Query query, float boost) {
        super(query);
        this.boost = boost;
    }

    float score(int distance) {
        return boost / (1 + distance);
    }

    @Override
    public abstract @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) throws IOException;

    @Override
    public @Nullable Scorer scorer(LeafReaderContext segment) throws IOException {
        ScorerSupplier supplier = scorerSupplier(segment);
        return supplier == null ? null : supplier.get(Long.MAX_VALUE);
    }

    @Override
    public Explanation explain(LeafReaderContext segment, int document) throws IOException {
        Scorer scorer = scorer(segment);
        if (scorer == null || !matches(scorer, document)) {
            return Explanation.noMatch("not among the codes of " + parentQuery);
        }
        int distance = Math.round(boost / scorer.score()) - 1;
        return Explanation.match(scorer.score(), "boost / (1 + d), of Hamming distance d = " + distance);
    }

    private static boolean matches(Scorer scorer, int document) throws IOException {
        TwoPhaseIterator verified = scorer.twoPhaseIterator();
        return verified == null
                ? scorer.iterator().advance(document) == document
                : verified.approximation().advance(document) == document && verified.matches();
    }
}
