package hourglass.library;

import static org.apache.lucene.search.DocIdSetIterator.NO_MORE_DOCS;

import hourglass.lucene.CodeBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Reads items and their codes by the numbers of their documents. */
record StoredItems(IndexSearcher searcher, int bits) {
    /** The document of an id, or -1. */
    int document(String id) throws IOException {
        Term term = new Term(ItemDocument.ID, id);
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            PostingsEnum documents = segment.reader().postings(term, PostingsEnum.NONE);
            Bits live = segment.reader().getLiveDocs();
            for (int document = documents == null ? NO_MORE_DOCS : documents.nextDoc();
                    document != NO_MORE_DOCS;
                    document = documents.nextDoc()) {
                if (live == null || live.get(document)) {
                    return segment.docBase + document;
                }
            }
        }
        return -1;
    }

    Item item(int document) throws IOException {
        return ItemDocument.item(searcher.storedFields().document(document));
    }

    @Nullable
    Code code(int document) throws IOException {
        long[] binary = binary(document);
        BytesRef real = value(document, ItemDocument.REAL_CODE);
        return binary == null || real == null ? null : new Code(CodeBytes.read(real, new float[bits]), binary);
    }

    /** The values of an item as they came; null where they are not kept. */
    float @Nullable [] vector(int document, int length) throws IOException {
        BytesRef bytes = value(document, ItemDocument.VECTOR);
        return bytes == null ? null : CodeBytes.read(bytes, new float[length]);
    }

    /** Whether the values of any item are kept. */
    boolean holdVectors() {
        return searcher.getIndexReader().leaves().stream()
                .anyMatch(segment -> segment.reader().getFieldInfos().fieldInfo(ItemDocument.VECTOR) != null);
    }

    /** The documents that match a query; null for null, by which all do. */
    @Nullable
    Bits matching(@Nullable Query query) throws IOException {
        if (query == null) {
            return null;
        }
        FixedBitSet matching =
                new FixedBitSet(Math.max(1, searcher.getIndexReader().maxDoc()));
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(segment);
            if (scorer != null) {
                DocIdSetIterator documents = scorer.iterator();
                for (int document = documents.nextDoc(); document != NO_MORE_DOCS; document = documents.nextDoc()) {
                    matching.set(segment.docBase + document);
                }
            }
        }
        return matching;
    }

    private long @Nullable [] binary(int document) throws IOException {
        BytesRef bytes = value(document, ItemDocument.BINARY_CODE);
        return bytes == null ? null : CodeBytes.read(bytes, new long[(bits + 63) / 64]);
    }

    private @Nullable BytesRef value(int document, String field) throws IOException {
        List<LeafReaderContext> segments = searcher.getIndexReader().leaves();
        LeafReaderContext segment = segments.get(ReaderUtil.subIndex(document, segments));
        BinaryDocValues values = DocValues.getBinary(segment.reader(), field);
        return values.advanceExact(document - segment.docBase) ? values.binaryValue() : null;
    }

    /**
     * The hits to show for the documents found.
     *
     * @param distance of a document's code, or {@link Hit#NO_DISTANCE}
     * @param highlighter chooses the snippets of their texts; or null to read no texts, nor titles
     */
    List<Hit> hits(TopDocs found, IntUnaryOperator distance, @Nullable Highlighter highlighter) throws IOException {
        List<Hit> hits = new ArrayList<>(found.scoreDocs.length);
        for (ScoreDoc place : found.scoreDocs) {
            BytesRef id = highlighter == null ? value(place.doc, ItemDocument.ID_VALUE) : null;
            if (highlighter == null && id != null) {
                hits.add(new Hit(id.utf8ToString(), "", distance.applyAsInt(place.doc), score(place), ""));
                continue;
            }
            Document document = searcher.storedFields().document(place.doc, ItemDocument.SHOWN);
            hits.add(new Hit(
                    document.get(ItemDocument.ID),
                    document.get(ItemDocument.TITLE),
                    distance.applyAsInt(place.doc),
                    score(place),
                    highlighter == null ? "" : highlighter.of(document.get(ItemDocument.TEXT))));
        }
        return hits;
    }

    private static float score(ScoreDoc place) {
        return place instanceof FieldDoc sorted ? ((Double) sorted.fields[0]).floatValue() : place.score;
    }
}
