package hourglass.text;

import static hourglass.text.CorpusTest.documents;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of e-mail. */
class MailTest {
    private static final CorpusOptions BODIES = CorpusOptions.DEFAULT.withHeaders(false);

    @TempDir
    private Path folder;

    private List<Document> read(String name, String content) throws IOException {
        return documents(Files.writeString(folder.resolve(name), content), BODIES);
    }

    private Document only(String content) throws IOException {
        List<Document> all = read("mail", content);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void decodesQuotedPrintable() throws IOException {
        Document mail = only("""
                Subject: A ship
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                A cap=
                tain drinks caf=C3=A9.
                """);
        assertThat(mail.title()).isEqualTo("A ship");
        assertThat(mail.text()).isEqualToIgnoringNewLines("A captain drinks caf\u00E9.\n");
    }

    @Test
    void decodesBase64InAnotherCharset() throws IOException {
        String koi8 = Base64.getEncoder()
                .encodeToString("\u043A\u043E\u0440\u0430\u0431\u043B\u044C".getBytes(Charset.forName("KOI8-R")));
        assertThat(only("""
                From: a@example.org
                Content-Type: text/plain; charset=koi8-r
                Content-Transfer-Encoding: base64

                %s
                """.formatted(koi8)).text()).isEqualTo("\u043A\u043E\u0440\u0430\u0431\u043B\u044C");
    }

    @Test
    void decodesTheSubject() throws IOException {
        assertThat(only("Subject: =?utf-8?Q?caf=C3=A9?=\n\nA body.\n").title()).isEqualTo("caf\u00E9");
    }

    @Test
    void takesPlainPartsAndCountsAttachments() throws IOException {
        String mail = """
                From: a@example.org
                Content-Type: multipart/mixed; boundary=x

                --x
                Content-Type: text/plain

                The text.
                --x
                Content-Type: application/pdf
                Content-Disposition: attachment

                %PDF-1.4
                --x--
                """;
        assertThat(only(mail).text().strip()).isEqualTo("The text.");
        ReadReport report = Corpus.open(folder.resolve("mail"), BODIES).forEach(document -> {});
        assertThat(report.remarks()).singleElement().asString().contains("attachment: 1");
    }

    @Test
    void takesTheTextOfHtmlWhereThereIsNoOther() throws IOException {
        assertThat(only("Subject: x\nContent-Type: text/html\n\n<p>One <b>two</b></p>\n")
                        .text()
                        .strip())
                .isEqualTo("One two");
    }

    @Test
    void readsEachMessageOfAMailbox() throws IOException {
        String mailbox = """
                From a@example.org Mon Jan  6 10:00:00 2020
                Subject: One

                From here on, text.

                From b@example.org Tue Jan  7 11:00:00 2020
                Subject: Two

                More.
                """;
        assertThat(read("box", mailbox))
                .containsExactly(
                        new Document("box:1", "One", "From here on, text.\n\n", List.of()),
                        new Document("box:2", "Two", "More.\n", List.of()));
    }

    @Test
    void callsTheOnlyMessageOfAMailboxByItsFile() throws IOException {
        assertThat(only("From a@example.org  Mon Jan  6 10:00:00 2020\nSubject: One\n\nText.\n"))
                .isEqualTo(new Document("mail", "One", "Text.\n", List.of()));
    }

    @Property(tries = 200)
    void readsAnyBody(
            @ForAll @CharRange(from = '\t', to = '\r') @CharRange(from = ' ', to = '\u00FF') String body,
            @ForAll boolean parts)
            throws IOException {
        Path file = Files.createTempFile("mail", "");
        String type = parts ? "multipart/mixed; boundary=\"0\"" : "text/html";
        Files.write(
                file,
                "From: a\nContent-Type: %s\nContent-Transfer-Encoding: base64\n\n--0\n\n%s"
                        .formatted(type, body)
                        .getBytes(StandardCharsets.ISO_8859_1));
        try {
            assertThat(Corpus.open(file, BODIES).forEach(document -> {}).documents())
                    .isEqualTo(1);
        } finally {
            Files.delete(file);
        }
    }
}
