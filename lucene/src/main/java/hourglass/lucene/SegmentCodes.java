package hourglass.lucene;

import hourglass.codes.AddressTable;
import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.HammingIndex;
import hourglass.codes.LinearScan;
import hourglass.codes.MultiIndexHashing;
import hourglass.codes.Neighbors;
import hourglass.codes.Searcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The codes of one segment with the structure that searches them: made from the doc values when first used, kept as
 * long as the segment is open. Deleted documents are in it, since a segment never changes.
 */
final class SegmentCodes {
    /** Fewer codes are compared one by one, which takes microseconds. */
    private static final int FEWEST_INDEXED = 4096;

    /** Address tables of so many bits are small next to any segment worth one. */
    private static final int SMALL_ADDRESS = 20;

    private static final int MOST_KEPT = 100_000;

    private static final ConcurrentHashMap<Key, SegmentCodes> OF_OPEN_SEGMENTS = new ConcurrentHashMap<>();

    private final HammingIndex index;

    /** Searches that are not under way; their scratch memory takes longer to make than most searches. */
    private final ConcurrentLinkedQueue<Scratch> idle = new ConcurrentLinkedQueue<>();

    /** The document of each code, ascending; null where every document has one. */
    private final int @Nullable [] documents;

    private record Scratch(Searcher searcher, Neighbors found) {}

    private record Key(IndexReader.CacheKey segment, String field, int bits) {}

    private SegmentCodes(HammingIndex index, int @Nullable [] documents) {
        this.index = index;
        this.documents = documents;
    }

    /**
     * The codes of a segment, from memory if they are there.
     *
     * @throws IllegalArgumentException if the field's codes are not of so many bits
     */
    static SegmentCodes of(LeafReader segment, String field, int bits) throws IOException {
        IndexReader.CacheHelper cache = segment.getCoreCacheHelper();
        if (cache == null) {
            return build(segment, field, bits);
        }
        Key key = new Key(cache.getKey(), field, bits);
        SegmentCodes known = OF_OPEN_SEGMENTS.get(key);
        if (known != null) {
            return known;
        }
        try {
            return OF_OPEN_SEGMENTS.computeIfAbsent(key, absent -> {
                cache.addClosedListener(closed -> OF_OPEN_SEGMENTS.remove(key));
                return buildUnchecked(segment, field, bits);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static SegmentCodes buildUnchecked(LeafReader segment, String field, int bits) {
        try {
            return build(segment, field, bits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SegmentCodes build(LeafReader segment, String field, int bits) throws IOException {
        BinaryCodesBuilder codes = BinaryCodes.builder(bits);
        int[] documents = new int[segment.maxDoc()];
        BinaryDocValues values = segment.getBinaryDocValues(field);
        if (values != null) {
            long[] code = new long[(bits + 63) / 64];
            while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                documents[codes.count()] = values.docID();
                codes.add(CodeBytes.read(checked(values.binaryValue(), field, bits), code));
            }
        }
        int count = codes.count();
        return new SegmentCodes(
                index(codes.build()), count == documents.length ? null : Arrays.copyOf(documents, count));
    }

    private static BytesRef checked(BytesRef bytes, String field, int bits) {
        if (bytes.length != CodeBytes.length(bits)) {
            throw new IllegalArgumentException("the codes of '%s' have %d bytes, but codes of %d bits have %d"
                    .formatted(field, bytes.length, bits, CodeBytes.length(bits)));
        }
        return bytes;
    }

    private static HammingIndex index(BinaryCodes codes) {
        if (codes.count() < FEWEST_INDEXED) {
            return LinearScan.of(codes);
        }
        boolean table = codes.bits() <= SMALL_ADDRESS
                || (codes.bits() <= AddressTable.MAX_BITS && codes.count() >= 1 << (codes.bits() - 4));
        return table ? AddressTable.of(codes) : MultiIndexHashing.of(codes);
    }

    HammingIndex index() {
        return index;
    }

    /**
     * Finds the k nearest codes within a radius.
     *
     * @param wanted the documents that may be found, or null for all
     * @param result is given the answer, which is valid until it returns
     */
    void nearestWithin(long[] code, int k, int radius, @Nullable Bits wanted, Consumer<Neighbors> result) {
        Scratch scratch = idle.poll();
        if (scratch == null) {
            scratch = new Scratch(index.searcher(), new Neighbors());
        }
        scratch.searcher.accept(wanted == null ? null : item -> wanted.get(document(item)));
        scratch.searcher.nearestWithin(code, k, radius, scratch.found);
        result.accept(scratch.found);
        // Neither the documents of one search nor the memory of an exceptionally large answer is kept.
        scratch.searcher.accept(null);
        if (scratch.found.count() <= MOST_KEPT) {
            idle.offer(scratch);
        }
    }

    /** The document of a code. */
    int document(int item) {
        return documents == null ? item : documents[item];
    }

    /** The code of a document, or a negative number. */
    int item(int document) {
        return documents == null ? document : Arrays.binarySearch(documents, document);
    }

    /** How many segments have codes in memory. */
    static int inMemory() {
        return OF_OPEN_SEGMENTS.size();
    }
}
