package hourglass.lucene;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;

/** Scores the documents that a search of codes found, in the order of their numbers. */
final class FoundCodes extends Scorer {
    private final DistanceWeight scoring;
    private final DocIterator documents;

    /**
     * @param keys of {@link #key}, ascending
     * @param base taken off each document's number
     */
    FoundCodes(DistanceWeight weight, long[] keys, int from, int to, int base) {
        super(weight);
        scoring = weight;
        this.documents = new DocIterator(keys, from, to, base);
    }

    /** A document and its distance as one number, in the order of documents. */
    static long key(int document, int distance) {
        return (long) document << 32 | distance;
    }

    static int document(long key) {
        return (int) (key >>> 32);
    }

    static int distance(long key) {
        return (int) key;
    }

    @Override
    public DocIdSetIterator iterator() {
        return documents;
    }

    @Override
    public int docID() {
        return documents.docID();
    }

    @Override
    public float score() {
        return scoring.score(distance(documents.keys[documents.at]));
    }

    @Override
    public float getMaxScore(int upTo) {
        return scoring.score(0);
    }

    private static final class DocIterator extends DocIdSetIterator {
        private final long[] keys;
        private final int from;
        private final int to;
        private final int base;
        private int at;

        DocIterator(long[] keys, int from, int to, int base) {
            this.keys = keys;
            this.from = from;
            this.to = to;
            this.base = base;
            this.at = from - 1;
        }

        @Override
        public int docID() {
            if (at < from) {
                return -1;
            }
            return at == to ? NO_MORE_DOCS : document(keys[at]) - base;
        }

        @Override
        public int nextDoc() {
            at++;
            return docID();
        }

        @Override
        public int advance(int target) {
            at = start(keys, Math.max(from, at + 1), to, (long) target + base);
            return docID();
        }

        @Override
        public long cost() {
            return (long) to - from;
        }
    }

    /** The index of the first key whose document is this one or a later one. */
    static int start(long[] keys, int from, int to, long document) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (document(keys[middle]) < document) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
