package hourglass.text;

import static hourglass.text.CorpusTest.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import hourglass.data.file.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents in CSV and JSON. */
class TableFilesTest {
    private static final CorpusOptions OPTIONS = CorpusOptions.DEFAULT;
    private static final List<Document> TWO = List.of(
            new Document("a1", "First", "Some text, \"quoted\"", List.of("x", "y")),
            new Document("docs:2", "", "", List.of()));

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static List<Document> named(List<Document> documents, String file) {
        return documents.stream()
                .map(one -> new Document(one.id().replace("docs", file), one.title(), one.text(), one.topics()))
                .toList();
    }

    @Test
    void readsColumnsOfCsv() throws IOException {
        Path path = file("docs.csv", "id,topics,title,text\na1,x; y,First,\"Some text, \"\"quoted\"\"\"\n,,,\n");
        assertThat(documents(path, OPTIONS)).isEqualTo(named(TWO, "docs.csv"));
    }

    @Test
    void readsTabs() throws IOException {
        assertThat(documents(file("docs.tsv", "id\ttext\n1\ta, b\n"), OPTIONS))
                .containsExactly(new Document("1", "", "a, b", List.of()));
    }

    @Test
    void readsColumnsByOtherNames() throws IOException {
        CorpusOptions options = OPTIONS.withColumns(new CorpusOptions.Columns("body", "nr", "head", "label"));
        assertThat(documents(file("docs.csv", "nr,label,head,body\n1,l,h,b\n"), options))
                .containsExactly(new Document("1", "h", "b", List.of("l")));
    }

    @Test
    void readsColumnsBesideUnnamedAndEqualOnes() throws IOException {
        CorpusOptions options = OPTIONS.withColumns(new CorpusOptions.Columns("v2", "id", "title", "v1"));
        assertThat(documents(file("docs.csv", "v1,v2,,,\ngood,sail,,,\n"), options))
                .containsExactly(new Document("docs.csv:1", "", "sail", List.of("good")));
    }

    @ParameterizedTest
    @CsvSource({"'1,a long text here\n2,more\n', 2, a document", "'v1,v2\n1,text\n', 1, names of columns"})
    void findsColumnsByNumberAndGuessesTheFirstLine(String table, int documents, String guess) throws IOException {
        CorpusOptions options = OPTIONS.withColumns(new CorpusOptions.Columns("1", "id", "title", "0"));
        Path path = file("docs.csv", table.replace("\\n", "\n"));
        List<Document> read = new ArrayList<>();
        ReadReport report = Corpus.open(path, options).forEach(read::add);
        assertThat(read).hasSize(documents);
        assertThat(read.get(0).topics()).containsExactly("1");
        assertThat(report.remarks()).singleElement().asString().contains(guess + ": 1");
    }

    @Test
    void joinsTextsOfAnArrayLineByLine() throws IOException {
        assertThat(documents(file("docs.jsonl", "{\"text\":[\"one\",2,null]}"), OPTIONS))
                .containsExactly(new Document("docs.jsonl:1", "", "one\n2\n", List.of()));
    }

    @Test
    void readsOneKeyAsTopicAndTitle() throws IOException {
        CorpusOptions options = OPTIONS.withColumns(new CorpusOptions.Columns("text", "id", "kind", "kind"));
        assertThat(documents(file("docs.jsonl", "{\"x\":{\"y\":[1]},\"kind\":\"k\",\"text\":\"t\"}"), options))
                .containsExactly(new Document("docs.jsonl:1", "k", "t", List.of("k")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"big\",\"text\":\"%s\"}", "id,text\nbig,\"%s\"\n"})
    void readsTheStartOfALongText(String form) throws IOException {
        Path path = file(form.startsWith("{") ? "docs.jsonl" : "docs.csv", form.formatted("ship ".repeat(4_100_000)));
        List<Document> read = new ArrayList<>();
        ReadReport report = Corpus.open(path, OPTIONS).forEach(read::add);
        assertThat(read.get(0).text()).hasSize(Corpus.LONGEST_TEXT);
        assertThat(report.remarks()).singleElement().asString().contains("first 16,777,216 characters");
    }

    @Test
    void keepsIdsOfSeveralFilesApart() throws IOException {
        file("a.csv", "id,text\n0,one\n");
        file("b.jsonl", "{\"id\":0,\"text\":\"two\"}");
        assertThat(documents(folder, OPTIONS)).extracting(Document::id).containsExactly("a.csv/0", "b.jsonl/0");
    }

    /** Any start of a file, and any file with a few bytes changed, is read or refused in one line. */
    @Property(tries = 300)
    void damagedTablesAreReadOrRefused(
            @ForAll @IntRange(max = 60) int at, @ForAll byte value, @ForAll boolean cut, @ForAll boolean json)
            throws IOException {
        byte[] bytes = (json
                        ? "[{\"id\":\"a\",\"text\":\"one\"},{\"text\":[\"two\"],\"topics\":\"x\"}]"
                        : "id,text,topics\na,\"one, \"\"1\"\"\",x;y\nb,two,z\nc,three,\n")
                .getBytes(StandardCharsets.UTF_8);
        int place = at % bytes.length;
        bytes[place] = value;
        Path path = Files.createTempFile("docs", json ? ".json" : ".csv");
        Files.write(path, cut ? Arrays.copyOf(bytes, place) : bytes);
        try {
            assertThat(documents(path, OPTIONS)).isNotEmpty();
        } catch (InputException e) {
            assertThat(e).hasMessageStartingWith(path.toString());
            assertThat(e.getMessage().lines()).hasSize(1);
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void readsObjectsOfJsonOneALine() throws IOException {
        Path path = file("docs.jsonl", """
                {"id":"a1","title":"First","text":"Some text, \\"quoted\\"","topics":["x","y"]}
                {"text":null}
                """);
        assertThat(documents(path, OPTIONS)).isEqualTo(named(TWO, "docs.jsonl"));
    }

    @Test
    void readsAnArrayOfJson() throws IOException {
        assertThat(documents(file("docs.json", "[{\"id\":7,\"text\":\"t\",\"topics\":\"x\"}]"), OPTIONS))
                .containsExactly(new Document("7", "", "t", List.of("x")));
    }

    @Test
    void takesFilesOfAFolderAsParts() throws IOException {
        file("train.csv", "text\none\ntwo\n");
        file("test.csv", "text\nthree\n");
        assertThat(documents(folder, OPTIONS.withSplit(Split.TRAIN))).hasSize(2);
        assertThat(documents(folder, OPTIONS.withSplit(Split.TEST)))
                .extracting(Document::text)
                .containsExactly("three");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docs.csv|body,id~x,1~|docs.csv: there is no column text among [body, id]",
                "docs.csv|id,text~1~|docs.csv, line 2: has 1 fields, but the first line has 2",
                "docs.csv|id,text~1,2~1,2,3~|docs.csv, line 3: has 3 fields, but the first line has 2",
                "docs.csv|text,text~1,2~|docs.csv: there are columns [0, 1] of the name text",
                "docs.csv||holds no documents",
                "docs.csv|id,text~|holds no documents",
                "docs.jsonl|{\"body\":1}|docs.jsonl, object 1: there is no key text among [body]",
                "docs.jsonl|{\"text\":\"a\"}~7~|docs.jsonl, object 2: is not an object but a number",
                "docs.jsonl|{\"text\":\"a\"}~{\"text|docs.jsonl, line 2: is not JSON",
                "docs.jsonl|{\"id\":1,\"text\":{\"body\":\"a\"}}|docs.jsonl, object 1, key text: is an object",
                "docs.jsonl|{\"text\":[[\"a\"]]}|docs.jsonl, object 1, key text: is an array",
                "docs.json|[{\"text\":\"a\"}] more|docs.json, line 1: is not JSON",
                "docs.jsonl|nonsense|docs.jsonl, line 1: is not JSON",
            })
    void refusesWhatIsWrong(String name, String content, String reason) throws IOException {
        Path path = file(name, content == null ? "" : content.replace('~', '\n'));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> documents(path, OPTIONS))
                .withMessageStartingWith(path.toString())
                .withMessageContaining(reason);
    }

    @Test
    void letsFailuresOfTheReaderOfDocumentsThrough() throws IOException {
        Corpus corpus = Corpus.open(file("docs.csv", "text\none\n"), OPTIONS);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> corpus.forEach(document -> {
                    throw new UncheckedIOException(new IOException("disk full"));
                }));
    }
}
