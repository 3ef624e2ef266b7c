package hourglass.text;

import static hourglass.text.CorpusTest.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives as programs make them, and damaged ones. */
class ArchiveTest {
    private static final int BLOCK = 512;
    private static final String LONG = "a-long-name-of-a-folder-as-programs-make-them/".repeat(6) + "1.txt";

    private static Path fuzzed;

    @TempDir
    private Path folder;

    @BeforeContainer
    static void makeFileForProperties() throws IOException {
        fuzzed = Files.createTempFile("archive", "");
        fuzzed.toFile().deleteOnExit();
    }

    private static List<String> ids(Path archive) {
        return documents(archive, CorpusOptions.DEFAULT).stream()
                .map(Document::id)
                .toList();
    }

    private static ReadReport report(Path corpus) {
        return Corpus.open(corpus, CorpusOptions.DEFAULT).forEach(document -> {});
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("archive"), content);
    }

    private static void assertRefused(Path archive, String reason) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> documents(archive, CorpusOptions.DEFAULT))
                .withMessageStartingWith(archive.toString())
                .withMessageContaining(reason);
    }

    @Test
    void tarIsRefusedWhereverItIsCut() throws IOException {
        byte[] whole = Tree.newsgroups().tar();
        // One block of zeros is enough of an end.
        for (int length = BLOCK; length <= whole.length - 2 * BLOCK; length += BLOCK / 2) {
            assertRefused(file(Arrays.copyOf(whole, length)), "");
        }
        assertRefused(file(Arrays.copyOf(whole, whole.length - 2 * BLOCK)), "the archive is cut off");
        assertThat(ids(file(Arrays.copyOf(whole, whole.length - BLOCK)))).hasSize(4);
    }

    @Property(tries = 300)
    void tarIsRefusedForAnyBitOfAHeader(
            @ForAll @IntRange(min = 0, max = 3) int header,
            @ForAll @IntRange(min = 0, max = BLOCK - 1) int at,
            @ForAll @IntRange(min = 0, max = 7) int bit)
            throws IOException {
        byte[] archive = Tree.newsgroups().tar();
        int place = header * 2 * BLOCK + at;
        byte flipped = (byte) (archive[place] ^ 1 << bit);
        // The last two bytes of the check sum are only its end, and a blank before its digits is as good as a zero.
        if (at != 154 && at != 155 && !(at == 148 && flipped == ' ')) {
            archive[place] = flipped;
            Files.write(fuzzed, archive);
            assertRefused(fuzzed, "");
        }
    }

    @Test
    void tarIsRefusedWhereAnotherFollows() throws IOException {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.write(Tree.newsgroups().tar());
        two.write(new Tree().with("lost.txt", "text").tar());
        assertRefused(file(two.toByteArray()), "another archive follows");
    }

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void tarKeepsLongNames(int longNames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(longNames);
            for (String name : List.of("./a.txt", "./" + LONG)) {
                TarArchiveEntry entry = new TarArchiveEntry(name, true);
                entry.setSize(4);
                tar.putArchiveEntry(entry);
                tar.write("text".getBytes(StandardCharsets.UTF_8));
                tar.closeArchiveEntry();
            }
        }
        assertThat(ids(file(bytes.toByteArray()))).containsExactly("a.txt", LONG);
    }

    @Test
    void tarOf1979IsRead() throws IOException {
        byte[] archive = new Tree().with("./sea/a.txt", "text").tar();
        Arrays.fill(archive, 257, 265, (byte) 0);
        int sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? 0 : archive[i] & 0xFF;
        }
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(StandardCharsets.UTF_8), 0, archive, 148, 8);
        assertThat(ids(file(archive))).containsExactly("sea/a.txt");
    }

    @Test
    void linksAreCounted() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry file = new TarArchiveEntry("a.txt");
            tar.putArchiveEntry(file);
            tar.closeArchiveEntry();
            TarArchiveEntry link = new TarArchiveEntry("b.txt", TarConstants.LF_LINK);
            link.setLinkName("a.txt");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        assertThat(report(file(bytes.toByteArray())).remarks())
                .singleElement()
                .asString()
                .contains("link: 1", "b.txt");
    }

    @Test
    void archivesWithinArchivesAreCounted() throws IOException {
        byte[] inner = Files.readAllBytes(Tree.newsgroups().zip(folder.resolve("inner.zip")));
        Path outer = new Tree()
                .with("a.txt", "text")
                .with("inner.zip", inner)
                .with("inner.tar", Tree.newsgroups().tar())
                .zip(folder.resolve("outer.zip"));
        ReadReport report = report(outer);
        assertThat(report.documents()).isEqualTo(1);
        assertThat(report.remarks())
                .singleElement()
                .asString()
                .contains("passed over", "tar archive: 1", "zip archive or office document: 1", "first: inner.zip");
    }

    @ParameterizedTest
    @CsvSource({"IBM437, caf\u00E9", "UTF-8, caf\u00E9", "UTF-8, \u0431\u043E\u0440\u0449"})
    void zipNamesAreReadInTheirCharset(String charset, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream stream = new ZipOutputStream(bytes, Charset.forName(charset))) {
            stream.putNextEntry(new ZipEntry(name + ".txt"));
            stream.write("text".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(ids(file(bytes.toByteArray()))).containsExactly(name + ".txt");
    }

    @ParameterizedTest
    @CsvSource({
        "sea\\0.txt, sea/0.txt",
        "./a/./b//c.txt, a/b/c.txt",
        "../up.txt, up.txt",
        "/root/a.txt, root/a.txt",
        "C:\\a\\b.txt, a/b.txt"
    })
    void namesAreBroughtToOneForm(String name, String id) throws IOException {
        assertThat(ids(new Tree().with(name, "text").zip(folder.resolve("names.zip"))))
                .containsExactly(id);
    }

    @Test
    void zipIsRefusedWhereAFileIsDamaged() throws IOException {
        Path archive = folder.resolve("stored.zip");
        byte[] text = "The moon has an orbit.".getBytes(StandardCharsets.UTF_8);
        try (OutputStream stream = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            ZipEntry entry = new ZipEntry("a.txt");
            zip.setLevel(0);
            zip.putNextEntry(entry);
            zip.write(text);
        }
        byte[] damaged = Files.readAllBytes(archive);
        damaged[new String(damaged, StandardCharsets.ISO_8859_1).indexOf("moon")] = 'n';
        assertRefused(file(damaged), "the check sum of the file is wrong");
    }

    @Property(tries = 300)
    void damagedBytesEndInARefusalOrInDocuments(
            @ForAll @IntRange(min = 0, max = 10_000) int at, @ForAll byte value, @ForAll boolean zip)
            throws IOException {
        if (zip) {
            Tree.newsgroups().zip(fuzzed);
        } else {
            Tree.newsgroups().tarGz(fuzzed);
        }
        byte[] bytes = Files.readAllBytes(fuzzed);
        bytes[at % bytes.length] = value;
        Files.write(fuzzed, bytes);
        List<String> texts;
        try {
            texts = documents(fuzzed, CorpusOptions.DEFAULT).stream()
                    .map(Document::text)
                    .toList();
        } catch (InputException e) {
            assertThat(e).hasMessageStartingWith(fuzzed.toString());
            return;
        }
        // What is read in spite of a changed byte, such as one of a time, is read whole.
        assertThat(texts).allMatch(text -> text.endsWith(".\n"));
    }
}
