package hourglass.lucene;

import hourglass.codes.Hamming;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;

/** An index of random codes, some of them near each other, with some documents that have none. */
final class CodeIndex implements Closeable {
    private final int bits;
    private final SplittableRandom random;
    private final Directory directory;
    private final IndexWriter writer;

    /** An index in memory. */
    CodeIndex(int bits, long seed) throws IOException {
        this(bits, seed, new ByteBuffersDirectory(), new IndexWriterConfig());
    }

    /** An index in a directory, which is closed with it. */
    CodeIndex(int bits, long seed, Directory directory, IndexWriterConfig configuration) throws IOException {
        this.bits = bits;
        this.random = new SplittableRandom(seed);
        this.directory = directory;
        this.writer = new IndexWriter(directory, configuration);
    }

    /** Adds so many documents, some in place of earlier ones; every hundredth has group "few". */
    CodeIndex add(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int id = random.nextInt(4) == 0 ? random.nextInt(i + 1) : i;
            writer.updateDocument(new Term("id", "" + id), document(id, i));
        }
        return this;
    }

    /** Adds so many documents, and deletes none. */
    CodeIndex append(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            writer.addDocument(document(i, i));
        }
        return this;
    }

    private Document document(int id, int number) {
        Document document = new Document();
        document.add(new StringField("id", "" + id, Store.NO));
        document.add(new StringField("group", number % 100 == 0 ? "few" : "many", Store.NO));
        if (random.nextInt(10) > 0) {
            document.add(new BinaryDocValuesField("code", CodeBytes.of(bits, code())));
        }
        return document;
    }

    CodeIndex deleteSome() throws IOException {
        writer.deleteDocuments(new Term("id", "" + random.nextInt(50)), new Term("id", "" + random.nextInt(50)));
        return this;
    }

    /** Ends a segment. */
    CodeIndex flush() throws IOException {
        writer.flush();
        return this;
    }

    CodeIndex merge() throws IOException {
        writer.forceMerge(1);
        return this;
    }

    /** One bit in eight is 1, so that balls are not empty. */
    long[] code() {
        long[] code = new long[(bits + 63) / 64];
        for (int bit = 0; bit < bits; bit++) {
            code[bit >> 6] |= random.nextInt(8) == 0 ? 1L << bit : 0;
        }
        return code;
    }

    IndexSearcher searcher() throws IOException {
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(writer));
        // Else frequent queries are answered by what they found before.
        searcher.setQueryCache(null);
        return searcher;
    }

    @Override
    public void close() throws IOException {
        writer.close();
        directory.close();
    }

    /** The distances of all live documents within a radius, found by looking at each. */
    static Map<Integer, Integer> scan(IndexSearcher searcher, long[] code, int radius) throws IOException {
        Map<Integer, Integer> found = new TreeMap<>();
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            BinaryDocValues values = segment.reader().getBinaryDocValues("code");
            Bits live = segment.reader().getLiveDocs();
            while (values != null && values.nextDoc() != BinaryDocValues.NO_MORE_DOCS) {
                int distance = Hamming.distance(CodeBytes.read(values.binaryValue(), new long[code.length]), code);
                if (distance <= radius && (live == null || live.get(values.docID()))) {
                    found.put(segment.docBase + values.docID(), distance);
                }
            }
        }
        return found;
    }

    /** The distances of what a query finds, recovered from their scores. */
    static Map<Integer, Integer> distances(IndexSearcher searcher, Query query) throws IOException {
        Map<Integer, Integer> found = new TreeMap<>();
        int most = Math.max(1, searcher.getIndexReader().maxDoc());
        for (ScoreDoc hit : searcher.search(query, most).scoreDocs) {
            found.put(hit.doc, Math.round(1 / hit.score) - 1);
        }
        return found;
    }
}
