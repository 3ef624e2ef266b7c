package hourglass.text;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.file.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/text.md is this file's, and runs. */
class DocumentationTest {
    private static final Path PAGE = Path.of("../docs/text.md");
    private static final Path HERE = Path.of("src/test/java/hourglass/text/DocumentationTest.java");

    @TempDir
    private Path folder;

    @Test
    void exampleRuns() throws IOException {
        Path path = Tree.newsgroups().tarGz(folder.resolve("news.tar.gz"));
        // docs
        CorpusOptions options = CorpusOptions.DEFAULT;
        Corpus training = Corpus.open(path, options.withSplit(Split.TRAIN));
        Vocabulary vocabulary = Vocabulary.of(training, Analysis.ENGLISH, 2000);
        DocumentCounts train = DocumentCounts.of(training, vocabulary);
        DocumentCounts test = DocumentCounts.of(Corpus.open(path, options.withSplit(Split.TEST)), vocabulary);
        // end
        assertThat(train.rows().count()).isEqualTo(2);
        assertThat(test.labelledRows().label(1)).isEqualTo(1);
    }

    @Test
    void exampleIsTheOneThatRunsHere() throws IOException {
        Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        String source = Files.readString(HERE);
        String run = source.substring(source.indexOf("// docs\n") + 8, source.indexOf("// end\n"))
                .replaceAll("(?m)^        ", "")
                .strip();
        assertThat(block.group(1).strip()).isEqualTo(run);
    }
}
