package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.text.Corpus;
import hourglass.text.CorpusOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
