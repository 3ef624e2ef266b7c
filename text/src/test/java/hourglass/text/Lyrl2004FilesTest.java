package hourglass.text;

import static hourglass.text.CorpusTest.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import hourglass.data.InputException;
import hourglass.data.file.Split;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Lyrl2004FilesTest {
    private static final CorpusOptions OPTIONS = CorpusOptions.DEFAULT;

    @TempDir
    private Path folder;

    private static Tree collection() throws IOException {
        return new Tree()
                .with("lyrl2004_tokens_train.dat", ".I 2286\n.W\nrecov recov econom\nexpect\n\n.I 2287\n.W\n\n")
                .with("lyrl2004_tokens_test_pt0.dat.gz", gzip(".I 26151\n.W\ntok yo\n\n"))
                .with("lyrl2004_tokens_test_pt1.dat", ".I 26152\n.W\nbond\n")
                .with("lyrl2004_vectors_train.dat", "2286 1:0.5\n")
                .with("rcv1-v2.topics.qrels", "E11 2286 1\nECAT 2286 1\nMCAT 26152 1\n");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream stream = new GZIPOutputStream(bytes)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void readsTokensAndTopics() throws IOException {
        List<Document> training = documents(collection().folder(folder), OPTIONS.withSplit(Split.TRAIN));
        assertThat(training)
                .containsExactly(
                        new Document("2286", "", "recov recov econom\nexpect\n\n", List.of("E11", "ECAT")),
                        new Document("2287", "", "\n", List.of()));
    }

    @Test
    void readsAllFilesOfTheTestPart() throws IOException {
        assertThat(documents(collection().folder(folder), OPTIONS.withSplit(Split.TEST)))
                .extracting(Document::id, Document::topics)
                .containsExactly(tuple("26151", List.of()), tuple("26152", List.of("MCAT")));
    }

    @Test
    void refusesTextBeforeTheFirstDocument() throws IOException {
        refuses("lyrl2004_tokens_train.dat", "some\n.I 1\n", "line 1: a document begins by '.I number', not by 'some'");
    }

    @Test
    void refusesANumberThatIsNone() throws IOException {
        refuses("lyrl2004_tokens_train.dat", ".I 1x\n.W\n", "line 1: the number of a document has 1 to 9 digits");
    }

    @Test
    void refusesTopicsOfAnotherForm() throws IOException {
        refuses("rcv1-v2.topics.qrels", "E11 2286 1\nE12\n", "line 2: a line is 'topic number 1', not 'E12'");
    }

    private void refuses(String name, String content, String reason) throws IOException {
        Path root = collection().with(name, content).folder(folder);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> documents(root, OPTIONS))
                .withMessageStartingWith(root + ": " + name)
                .withMessageContaining(reason);
    }
}
