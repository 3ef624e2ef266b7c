package hourglass.text;

import static hourglass.text.CorpusTest.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFilesTest {
    @TempDir
    private Path folder;

    private Document only(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
        List<Document> all = documents(folder, CorpusOptions.DEFAULT);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private Document only(String name, String content) throws IOException {
        return only(name, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesTheFirstLineAsTitle() throws IOException {
        assertThat(only("a.txt", "\n  The title \nand text"))
                .isEqualTo(new Document("a.txt", "The title", "\n  The title \nand text", List.of()));
    }

    @Test
    void readsAnEmptyFile() throws IOException {
        assertThat(only("a.txt", "")).isEqualTo(new Document("a.txt", "a.txt", "", List.of()));
    }

    @Test
    void readsTheTextOfHtml() throws IOException {
        Document page = only(
                "page.html",
                "<html><head><title>A &amp; B</title><style>p{}</style></head><body><p>One<p>two<script>x</script>");
        assertThat(page.title()).isEqualTo("A & B");
        assertThat(page.text()).isEqualTo("A & B\nOne two");
    }

    @Test
    void knowsHtmlByItsFirstWords() throws IOException {
        assertThat(only("page", "\n<!DOCTYPE html><p>One</p>").text()).isEqualTo("\nOne");
    }

    @Test
    void readsDeeplyNestedHtml() throws IOException {
        assertThat(only("page.html", "<div>".repeat(20_000) + "deep").text()).contains("deep");
    }

    @Test
    void readsHtmlInTheCharsetThatItDeclares() throws IOException {
        String page =
                "<html><head><meta charset=\"iso-8859-2\"><title>\u017Ceglarz</title></head><body>\u0142\u00F3d\u017A</body></html>";
        assertThat(only("page.html", page.getBytes(Charset.forName("ISO-8859-2")))
                        .text())
                .isEqualTo("\u017Ceglarz\n\u0142\u00F3d\u017A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- a note --> <HTML><BODY><P>ship</BODY></HTML>",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html><body>ship</body></html>",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>ship</body></html>",
                "Server: example/1.0\nContent-type: text/html\n\n<html><body>ship</body></html>",
                "Date: Mon, 06 Jan 2020\nServer: x\nContent-type: text/html\n\n<b>ship</b>"
            })
    void knowsHtmlBehindWhatStandsBeforeIt(String page) throws IOException {
        assertThat(only("page", page).text()).isEqualTo("\nship");
    }

    @Test
    void readsAMillionNestedTablesInBoundedTime() {
        String page = "<html>" + "<table>".repeat(1_000_000) + "deep";
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(only("page.html", page).text()).contains("deep"));
    }

    @Test
    void keepsTheHeadersOfAMessage() throws IOException {
        String text = "From: me@here\r\nSubject: Re: Moon\r\n\r\nBody\r\n";
        assertThat(only("1234", text)).isEqualTo(new Document("1234", "Re: Moon", text, List.of()));
    }

    @Test
    void takesNoTextWithAColonForAMessage() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "Note: this is text\n\nall of it");
        assertThat(documents(folder, CorpusOptions.DEFAULT.withHeaders(false))
                        .get(0)
                        .text())
                .startsWith("Note");
    }

    @Test
    void readsLatin1() throws IOException {
        assertThat(only("a.txt", "caf\u00E9 cr\u00E8me".getBytes(StandardCharsets.ISO_8859_1))
                        .text())
                .isEqualTo("caf\u00E9 cr\u00E8me");
    }

    @Test
    void countsFilesThatAreNotText() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "seen");
        Files.write(folder.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0});
        Files.writeString(folder.resolve("paper"), "%PDF-1.4 no zero byte");
        Files.write(folder.resolve("table.csv"), new byte[] {1, 2, 0, 4});
        ReadReport report = Corpus.open(folder, CorpusOptions.DEFAULT).forEach(document -> {});
        assertThat(report.documents()).isEqualTo(1);
        assertThat(report.remarks())
                .singleElement()
                .asString()
                .contains("PDF: 1", "image: 1", "binary: 1", "first: paper");
    }

    @Test
    void saysWhichCharsetsItGuesses() throws IOException {
        Files.write(folder.resolve("a.txt"), "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
        ReadReport report = Corpus.open(folder, CorpusOptions.DEFAULT).forEach(document -> {});
        assertThat(report.remarks()).singleElement().asString().contains("windows-1252: 1", "first: a.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "\u8239\u957F\u628A\u8239\u5F00\u8FDB\u4E86\u6E2F\u53E3, cjk",
        "\u6E2F\u306B\u7740\u3044\u305F\u8239\u306F, cjk",
        "\u0E40\u0E23\u0E37\u0E2D\u0E43\u0E2B\u0E0D\u0E48, thai",
        "a ship,"
    })
    void suggestsALanguageForScriptsWithoutSpaces(String text, String language) throws IOException {
        Files.writeString(folder.resolve("a.txt"), text);
        assertThat(Corpus.open(folder, CorpusOptions.DEFAULT)
                        .forEach(document -> {})
                        .language())
                .isEqualTo(language);
    }

    @Test
    void leavesHiddenFilesOut() throws IOException {
        Files.writeString(folder.resolve(".hidden"), "text");
        Files.writeString(Files.createDirectories(folder.resolve(".git")).resolve("config"), "text");
        assertThat(only("a.txt", "seen").text()).isEqualTo("seen");
    }

    @Test
    void readsOnlyTheStartOfAGiantFile() throws IOException {
        Path file = folder.resolve("giant.txt");
        byte[] start = new byte[1 << 14];
        Arrays.fill(start, (byte) 'a');
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(start);
            sparse.setLength(100 << 20);
        }
        assertThat(documents(file, CorpusOptions.DEFAULT).get(0).text()).hasSize(Corpus.LONGEST_TEXT);
        ReadReport report = Corpus.open(file, CorpusOptions.DEFAULT).forEach(document -> {});
        assertThat(report.remarks()).singleElement().asString().contains("first 16,777,216 characters");
    }
}
