package hourglass.text;

import static hourglass.text.CorpusTest.documents;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void leavesHiddenAndBinaryFilesOut() throws IOException {
        Files.write(folder.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0});
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
    }
}
