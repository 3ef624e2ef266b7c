package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.library.query.CodeBytes;
import hourglass.library.query.NearestQuery;
import hourglass.text.Corpus;
import hourglass.text.CorpusOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.junit.jupiter.api.io.TempDir;

/** The example in the description of the package, between two marks, runs. */
class PackageExampleTest {
    @TempDir
    private Path temporary;

    @Test
    void findsTheDocumentOfTheseWords() throws IOException {
        Path documents = Files.createDirectory(temporary.resolve("documents"));
        Files.writeString(documents.resolve("sea.txt"), "The captain steered the ship through the storm.");
        Files.writeString(documents.resolve("kitchen.txt"), "Knead the dough, then bake the bread.");
        Path folder = temporary.resolve("library");
        // library
        Corpus corpus = Corpus.open(documents, CorpusOptions.DEFAULT);
        try (LibraryWriter writer = LibraryWriter.open(folder, () -> SemanticHashing.fit(corpus, 32))) {
            corpus.forEach(document -> writer.put(Item.of(document)));
            writer.commit();
        }
        List<Hit> hits;
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            hits = items.search(Search.words("a ship in the storm").withTop(3)).hits();
        }
        String best = hits.get(0).id();
        // end
        assertThat(best).isEqualTo("sea.txt");
    }

    @Test
    void findsTheNearestCodesOfAnIndex() throws IOException {
        TopDocs found;
        // library.query
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
