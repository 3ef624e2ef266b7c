package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.InputException;
import hourglass.persistence.FittedModel;
import hourglass.text.Corpus;
import hourglass.text.Document;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SemanticHashingTest {
    @TempDir
    private Path folder;

    @Test
    void fitsTheModelOfALibraryThatFindsDocumentsOfTheSameTopic() {
        List<Document> documents = IntStream.range(0, 40)
                .mapToObj(i -> new Document(
                        "d" + i, "", i % 2 == 0 ? "harbour ship sail storm" : "bread flour oven yeast", List.of()))
                .toList();
        Corpus corpus = Corpus.of("topics", documents);
        FittedModel model = SemanticHashing.fit(corpus, 8);
        assertThat(model.bareModel().codeSize()).isEqualTo(8);
        try (LibraryWriter writer = LibraryWriter.open(folder.resolve("library"), model)) {
            corpus.forEach(document -> writer.put(Item.of(document)));
            writer.commit();
        }
        try (Library library = Library.open(folder.resolve("library"));
                Snapshot items = library.snapshot()) {
            List<Hit> hits = items.search(Search.like("d0").withTop(19).withRanking(Ranking.DISTANCE))
                    .hits();
            assertThat(hits)
                    .hasSize(19)
                    .allMatch(hit -> Integer.parseInt(hit.id().substring(1)) % 2 == 0);
        }
    }

    @Test
    void refusesDocumentsThatDoNotDiffer() {
        Document document = new Document("a", "", "harbour ship", List.of());
        Corpus corpus = Corpus.of("one", List.of(document));
        assertThatThrownBy(() -> SemanticHashing.fit(corpus, 8))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nothing to learn from");
    }
}
