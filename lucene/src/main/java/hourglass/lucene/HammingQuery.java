package hourglass.lucene;

import hourglass.codes.Neighbors;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Finds the documents whose binary codes lie within a Hamming ball, and scores them by 1 / (1 + distance). Codes are binary
 * doc values as {@link CodeBytes} makes them. Each segment's are searched by their own structure: a linear scan for few, an
 * address table for short ones, multi-index hashing for the others; where another query leads to few documents, only their
 * codes are compared.
 */
public final class HammingQuery extends Query {
    /** Looking at a document that another query leads to takes as long as so many codes of a search. */
    static final int CODES_PER_DOCUMENT = 16;

    private final String field;
    private final int bits;
    private final long[] code;
    private final int radius;

    /**
     * @param field that holds the codes
     * @param bits of a code
     * @param code the middle of the ball; copied
     * @param radius the largest distance, 0 to {@code bits}
     */
    public HammingQuery(String field, int bits, long[] code, int radius) {
        this.field = Objects.requireNonNull(field);
        this.bits = bits;
        this.code = checked(bits, code, radius);
        this.radius = radius;
    }

    /** Makes the structures that search the codes of all segments, which the first search would else wait for. */
    public static void prepare(IndexReader reader, String field, int bits) throws IOException {
        for (LeafReaderContext segment : reader.leaves()) {
            SegmentCodes.of(segment.reader(), field, bits);
        }
    }

    static long[] checked(int bits, long[] code, int radius) {
        if (radius < 0 || radius > bits) {
            throw new IllegalArgumentException(
                    "the radius must lie in 0..%d, the length of the codes, but was %d".formatted(bits, radius));
        }
        return CodeBytes.checked(bits, code);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new DistanceWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) throws IOException {
                SegmentCodes codes = SegmentCodes.of(segment.reader(), field, bits);
                return codes.index().count() == 0
                        ? null
                        : new Ball(this, codes, segment.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext segment) {
                return true;
            }
        };
    }

    private final class Ball extends ScorerSupplier {
        private final DistanceWeight weight;
        private final SegmentCodes codes;
        private final int documents;

        Ball(DistanceWeight weight, SegmentCodes codes, int documents) {
            this.weight = weight;
            this.codes = codes;
            this.documents = documents;
        }

        @Override
        public Scorer get(long leadCost) {
            if (leadCost < cost() / CODES_PER_DOCUMENT) {
                return new ComparedCodes(weight, codes, documents, code, radius);
            }
            long[][] held = {{}};
            codes.nearestWithin(code, Integer.MAX_VALUE, radius, null, found -> held[0] = keys(found));
            long[] keys = held[0];
            Arrays.sort(keys);
            return new FoundCodes(weight, keys, 0, keys.length, 0);
        }

        private long[] keys(Neighbors found) {
            long[] keys = new long[found.count()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = FoundCodes.key(codes.document(found.item(i)), found.distance(i));
            }
            return keys;
        }

        @Override
        public long cost() {
            return codes.index().count();
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(field)) {
            visitor.visitLeaf(this);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HammingQuery that
                && field.equals(that.field)
                && bits == that.bits
                && radius == that.radius
                && Arrays.equals(code, that.code);
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), field, bits, radius, Arrays.hashCode(code));
    }

    @Override
    public String toString(String defaultField) {
        return (field.equals(defaultField) ? "" : field + ":") + "within " + radius + " of " + hexadecimal(code);
    }

    static String hexadecimal(long[] code) {
        StringBuilder text = new StringBuilder("0x");
        for (int i = code.length - 1; i >= 0; i--) {
            text.append("%016x".formatted(code[i]));
        }
        return text.toString();
    }
}
