package hourglass.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

/** The example in the description of the package, between two marks, runs. */
class PackageExampleTest {
    @Test
    void findsTheNearestCodesOfAnIndex() throws IOException {
        TopDocs found;
        // lucene
        Directory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (long code = 0; code < 100; code++) {
                Document document = new Document();
                document.add(new BinaryDocValuesField("code", CodeBytes.of(64, new long[] {code})));
                writer.addDocument(document);
            }
        }
        try (IndexReader reader = DirectoryReader.open(directory)) {
            Query nearest = new NearestQuery("code", 64, new long[] {7}, 4, 64, null);
            found = new IndexSearcher(reader).search(nearest, 4);
        }
        // end
        // 7 itself, and what differs from it in one of its three lowest bits.
        assertThat(found.scoreDocs).extracting(hit -> hit.doc).containsExactly(7, 3, 5, 6);
    }
}
