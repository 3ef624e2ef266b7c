package hourglass.text;

import static hourglass.text.CorpusTest.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import hourglass.data.file.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReutersFilesTest {
    private static final String HEAD = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n";

    @TempDir
    private Path folder;

    private static String element(int number, String topics, String split, String inner) {
        return "<REUTERS TOPICS=\"%s\" LEWISSPLIT=\"%s\" CGISPLIT=\"X\" OLDID=\"9\" NEWID=\"%d\">\n%s\n</REUTERS>\n"
                .formatted(topics, split, number, inner);
    }

    private static String text(String title, String body) {
        return "<TOPICS><D>grain</D><D>corn</D></TOPICS>\n<PLACES><D>usa</D></PLACES>\n<TEXT>&#2;\n<TITLE>%s</TITLE>\n"
                        .formatted(title)
                + "<DATELINE> OMAHA, Feb 26 - </DATELINE><BODY>%s\n&#3;</BODY></TEXT>".formatted(body);
    }

    private static Tree collection() {
        return new Tree()
                .with("README.txt", "About it")
                .with(
                        "reut2-000.sgm",
                        HEAD
                                + element(1, "YES", "TRAIN", text("CORN &lt;CRN> UP", "Corn rose\n5 &amp; more."))
                                + element(2, "NO", "TRAIN", text("NOT JUDGED", "None."))
                                + element(3, "YES", "NOT-USED", text("NOT USED", "None.")))
                .with(
                        "reut2-001.sgm",
                        HEAD
                                + element(4, "YES", "TEST", text("TESTED", "Test."))
                                + element(
                                        5,
                                        "YES",
                                        "TEST",
                                        "<TOPICS></TOPICS><TEXT TYPE=\"UNPROC\">&#2;\nRAW text\n&#3;</TEXT>"));
    }

    @Test
    void readsTitleBodyAndTopics() throws IOException {
        Document first = documents(collection().zip(folder.resolve("r.zip")), CorpusOptions.DEFAULT)
                .get(0);
        assertThat(first.id()).isEqualTo("1");
        assertThat(first.title()).isEqualTo("CORN <CRN> UP");
        assertThat(first.text()).isEqualTo("CORN <CRN> UP\nCorn rose\n5 & more.\n\u0003");
        assertThat(first.topics()).containsExactly("grain", "corn");
    }

    @Test
    void readsTextWithoutMarkup() throws IOException {
        List<Document> all = documents(collection().folder(folder), CorpusOptions.DEFAULT);
        assertThat(all.get(4).text()).contains("RAW text");
        assertThat(all.get(4).topics()).isEmpty();
    }

    @Test
    void splitsAsModApteDoes() throws IOException {
        Path archive = collection().tarGz(folder.resolve("r.tar.gz"));
        CorpusOptions options = CorpusOptions.DEFAULT;
        assertThat(documents(archive, options.withSplit(Split.TRAIN)))
                .extracting(Document::id)
                .containsExactly("1");
        assertThat(documents(archive, options.withSplit(Split.TEST)))
                .extracting(Document::id)
                .containsExactly("4", "5");
        assertThat(documents(archive, options)).hasSize(5);
    }

    @Test
    void refusesADocumentThatDoesNotEnd() throws IOException {
        String element = element(7, "YES", "TEST", text("A", "B"));
        refuses(HEAD + element.replace("</REUTERS>", ""), "a.sgm, line 2: the document that begins here has no");
        refuses(element.replace("</REUTERS>", "") + element, "a.sgm, line 1: the document that begins here has no");
    }

    @Test
    void refusesADocumentWithoutNumber() throws IOException {
        refuses(element(7, "YES", "TEST", "").replace("NEWID", "ID"), "a.sgm, line 1: the document has no NEWID");
    }

    @Test
    void refusesFilesWithoutDocuments() throws IOException {
        refuses("", "a.sgm: the file is empty");
        refuses(HEAD, "holds no documents");
    }

    private void refuses(String sgml, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("a.sgm"), sgml);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> documents(file, CorpusOptions.DEFAULT))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(reason);
    }
}
