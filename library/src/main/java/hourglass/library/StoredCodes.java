package hourglass.library;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.data.Matrix;
import hourglass.lucene.CodeBytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * The codes of many items at once.
 *
 * @param ids of the items, in index order; not to be changed
 * @param topics the number of each item's first topic in {@code topicNames}, or -1; not to be changed
 * @param topicNames in alphabetic order
 * @param binary the binary codes
 * @param real the real codes, a row an item; of no rows if they were not asked for
 */
public record StoredCodes(String[] ids, int[] topics, List<String> topicNames, BinaryCodes binary, Matrix real) {
    /** The number of items. */
    public int count() {
        return ids.length;
    }

    /** Collects the codes of some documents, from what the index holds by columns: the stored items are not read. */
    static final class Reading {
        private final List<String> topicNames;
        private final int bits;
        /** Every which item with a code is taken. */
        private final double step;

        private final String[] ids;
        private final int[] topics;
        private final BinaryCodesBuilder binary;
        private final float[] real;
        private int taken;
        private int met;

        private Reading(List<String> topicNames, int bits, int coded, int most, boolean withReal) {
            int count = Math.min(coded, most);
            this.topicNames = topicNames;
            this.bits = bits;
            this.step = count == 0 ? 1 : (double) coded / count;
            this.ids = new String[count];
            this.topics = new int[count];
            this.binary = BinaryCodes.builder(bits);
            this.real = new float[withReal ? count * bits : 0];
        }

        static StoredCodes of(
                IndexReader reader, List<String> topicNames, int bits, int coded, int most, boolean withReal)
                throws IOException {
            Reading reading = new Reading(topicNames, bits, coded, most, withReal);
            for (LeafReaderContext segment : reader.leaves()) {
                reading.add(segment.reader());
            }
            return reading.result();
        }

        private StoredCodes result() {
            return new StoredCodes(
                    taken == ids.length ? ids : Arrays.copyOf(ids, taken),
                    taken == topics.length ? topics : Arrays.copyOf(topics, taken),
                    topicNames,
                    binary.build(),
                    new Matrix(real.length == taken * bits ? real : Arrays.copyOf(real, taken * bits), bits));
        }

        private void add(LeafReader segment) throws IOException {
            BinaryDocValues codes = segment.getBinaryDocValues(ItemDocument.BINARY_CODE);
            if (codes == null) {
                return;
            }
            BinaryDocValues reals = real.length == 0 ? null : segment.getBinaryDocValues(ItemDocument.REAL_CODE);
            Bits live = segment.getLiveDocs();
            int[] places = new int[segment.maxDoc()];
            Arrays.fill(places, -1);
            long[] code = new long[(bits + 63) / 64];
            float[] row = new float[bits];
            for (int document = codes.nextDoc();
                    document != DocIdSetIterator.NO_MORE_DOCS && taken < ids.length;
                    document = codes.nextDoc()) {
                if ((live != null && !live.get(document)) || met++ < (long) (taken * step)) {
                    continue;
                }
                places[document] = taken;
                binary.add(CodeBytes.read(codes.binaryValue(), code));
                if (reals != null && reals.advanceExact(document)) {
                    System.arraycopy(CodeBytes.read(reals.binaryValue(), row), 0, real, taken * bits, bits);
                }
                topics[taken++] = -1;
            }
            nameAll(segment, places);
        }

        /** Reads ids and topics from the terms of the index, which are much faster than the stored items. */
        private void nameAll(LeafReader segment, int[] places) throws IOException {
            forEachTerm(segment, ItemDocument.ID, places, (place, id) -> ids[place] = id);
            forEachTerm(segment, ItemDocument.TOPIC, places, (place, topic) -> {
                if (topics[place] < 0) {
                    topics[place] = Math.max(-1, java.util.Collections.binarySearch(topicNames, topic));
                }
            });
        }

        private interface Named {
            void name(int place, String name);
        }

        private static void forEachTerm(LeafReader segment, String field, int[] places, Named named)
                throws IOException {
            Terms terms = segment.terms(field);
            if (terms == null) {
                return;
            }
            TermsEnum all = terms.iterator();
            PostingsEnum postings = null;
            for (BytesRef term = all.next(); term != null; term = all.next()) {
                postings = all.postings(postings, PostingsEnum.NONE);
                String name = null;
                for (int document = postings.nextDoc();
                        document != DocIdSetIterator.NO_MORE_DOCS;
                        document = postings.nextDoc()) {
                    if (places[document] >= 0) {
                        name = name == null ? term.utf8ToString() : name;
                        named.name(places[document], name);
                    }
                }
            }
        }
    }
}
