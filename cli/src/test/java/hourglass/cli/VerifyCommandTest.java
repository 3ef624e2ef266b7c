package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of a library, as it was written or damaged. */
class VerifyCommandTest {
    @TempDir
    private Path folder;

    private Path documents;
    private Path library;

    @BeforeEach
    void index() {
        documents = folder.resolve("documents");
        library = folder.resolve("library");
        Cli.succeed("data", "documents", "--count", 24, "-o", documents);
        Cli.succeed("index", documents, "-o", library, "--bits", 12, "--epochs", 1, "--words", 100, "--threads", 1);
    }

    private void damage() throws IOException {
        try (Stream<Path> files = Files.list(library.resolve("index"))) {
            Path data = files.filter(file -> file.toString().endsWith(".cfs"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(data);
            bytes[bytes.length / 2] ^= 1;
            Files.write(data, bytes);
        }
    }

    @Test
    void saysInOneLineThatALibraryIsSound() {
        assertThat(Cli.succeed("verify", library).out())
                .hasLineCount(1)
                .contains("library is sound, 24 items with codes of 12 bits");
    }

    @Test
    void saysInOneLineWhatIsDamaged() throws IOException {
        damage();
        Cli.Result result = Cli.run("verify", library);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains("the index is damaged");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void refusesAFolderThatIsNotALibrary() {
        Cli.Result result = Cli.run("verify", documents);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains("is not a library");
    }
}
