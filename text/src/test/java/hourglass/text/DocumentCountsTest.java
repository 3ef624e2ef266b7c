package hourglass.text;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.file.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentCountsTest {
    private static Document document(String id, String text, String... topics) {
        return new Document(id, "title " + id, text, List.of(topics));
    }

    private final Corpus corpus = Corpus.of(
            "three",
            List.of(
                    document("a", "moons and moon", "space"),
                    document("b", "", "space", "cars"),
                    document("c", "a car, the moon", "cars")));
    private final Vocabulary vocabulary = Vocabulary.of(corpus, Analysis.ENGLISH, 10);

    @Test
    void countsTheWordsOfEachDocument() {
        assertThat(vocabulary.words()).containsExactly("moon", "car");
        assertThat(DocumentCounts.of(corpus, vocabulary).rows().toArray()).containsExactly(2, 0, 0, 0, 1, 1);
    }

    @Test
    void keepsAnEmptyRowForADocumentWithoutKnownWords() {
        assertThat(DocumentCounts.of(corpus, vocabulary).empty()).isEqualTo(1);
    }

    @Test
    void labelsDocumentsOfOneTopic() {
        assertThat(DocumentCounts.of(corpus, vocabulary).dataset().labels().classes())
                .containsExactly(1, -1, 0);
    }

    @Test
    void keepsAllTopics() {
        assertThat(DocumentCounts.of(corpus, vocabulary).topics().sets()).isDeepEqualTo(new int[][] {{1}, {0, 1}, {0}});
    }

    @Test
    void describesTestDocumentsByTheWordsOfTheTrainingPart(@TempDir Path folder) throws IOException {
        Path tree = Tree.newsgroups().folder(folder);
        CorpusOptions options = CorpusOptions.DEFAULT.withHeaders(false);
        Vocabulary words = Vocabulary.of(Corpus.open(tree, options.withSplit(Split.TRAIN)), Analysis.ENGLISH, 100);
        assertThat(words.words()).containsExactly("car", "engin", "moon", "orbit", "run");
        DocumentCounts test = DocumentCounts.of(Corpus.open(tree, options.withSplit(Split.TEST)), words);
        assertThat(test.rows().toArray()).containsExactly(1, 0, 0, 0, 0, 0, 0, 1, 1, 0);
    }
}
