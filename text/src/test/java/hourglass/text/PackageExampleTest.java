package hourglass.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in the description of the package runs as it stands there. */
class PackageExampleTest {
    private static final Path DESCRIPTION = Path.of("src/main/java/hourglass/text/package-info.java");

    @TempDir
    private Path folder;

    @Test
    void programRuns() throws IOException, InterruptedException {
        Matcher example = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL)
                .matcher(Files.readString(DESCRIPTION));
        assertThat(example.find()).as("an example in the description").isTrue();
        Path program = Files.writeString(
                folder.resolve("CountWords.java"), example.group(1).replaceAll("(?m)^ \\* ?", ""));
        Path corpus = Tree.newsgroups().tarGz(folder.resolve("news.tar.gz"));
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.toString(),
                        corpus.toString())
                .redirectErrorStream(true)
                .start();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        java.getInputStream().transferTo(output);
        assertThat(java.waitFor()).as(output.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("news-train/rec.autos/101", "2 documents, 7 words: [engin");
    }
}
