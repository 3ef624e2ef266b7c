package hourglass.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import hourglass.data.InputException;
import hourglass.data.file.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    private static final CorpusOptions ALL = CorpusOptions.DEFAULT;

    @TempDir
    private Path folder;

    static List<Document> documents(Path path, CorpusOptions options) {
        List<Document> documents = new ArrayList<>();
        Corpus.open(path, options).forEach(documents::add);
        return documents;
    }

    @Test
    void readsTheSameFromFolderTarAndZip() throws IOException {
        List<Document> expected = documents(Tree.newsgroups().folder(folder.resolve("tree")), ALL);
        assertThat(expected).hasSize(4);
        assertThat(documents(Tree.newsgroups().tarGz(folder.resolve("news.tar.gz")), ALL))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(documents(Tree.newsgroups().zip(folder.resolve("news.zip")), ALL))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void takesFoldersAsPartsAndTopics() throws IOException {
        Path archive = Tree.newsgroups().tarGz(folder.resolve("news.tar.gz"));
        assertThat(documents(archive, ALL.withSplit(Split.TEST)))
                .extracting(Document::id, Document::title, Document::topics)
                .containsExactly(
                        tuple("news-test/rec.autos/102", "Wheels", List.of("rec.autos")),
                        tuple("news-test/sci.space/202", "Moons", List.of("sci.space")));
    }

    @Test
    void takesAllOfACorpusWithoutPartsForTraining() throws IOException {
        Path root = new Tree().with("a/1.txt", "one").with("a/b/2.txt", "two").folder(folder);
        assertThat(documents(root, ALL.withSplit(Split.TRAIN)))
                .extracting(Document::topics)
                .containsExactly(List.of("a"), List.of("a/b"));
    }

    @Test
    void refusesATestPartThatIsNotThere() throws IOException {
        Path root = new Tree().with("a/1.txt", "one").folder(folder);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Corpus.open(root, ALL.withSplit(Split.TEST)))
                .withMessageContaining("has no test part");
    }

    @Test
    void leavesHeadersOutWhenAsked() throws IOException {
        Path archive = Tree.newsgroups().tarGz(folder.resolve("news.tar.gz"));
        assertThat(documents(archive, ALL.withHeaders(false)).get(0).text()).isEqualTo("The engine of my car runs.\n");
    }

    @Test
    void refusesAnArchiveThatIsCutOffAnywhere() throws IOException {
        Path archive = Tree.newsgroups().tarGz(folder.resolve("news.tar.gz"));
        byte[] whole = Files.readAllBytes(archive);
        for (int length = 40; length < whole.length; length += 7) {
            Files.write(archive, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(InputException.class)
                    .as("cut off at byte " + length)
                    .isThrownBy(() -> documents(archive, ALL))
                    .withMessageStartingWith(archive.toString());
        }
    }

    @Test
    void refusesAFolderWithoutDocuments() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> documents(folder, ALL))
                .withMessageContaining("holds no documents");
    }

    @Test
    void refusesAFileThatIsMissing() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Corpus.open(folder.resolve("missing"), ALL))
                .withMessageContaining("there is no such file");
    }

    @Test
    void refusesAFileThatIsNoText() throws IOException {
        Path file = Files.write(folder.resolve("picture"), new byte[] {1, 2, 0, 4});
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Corpus.open(file, ALL))
                .withMessageContaining("is neither text nor");
    }
}
