package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code hourglass} command that a page of docs/ shows in a {@code console} block runs, and prints what is shown. */
@Tag("pages")
class DocumentationTest {
    private static final Path README = Path.of("../README.md");
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^\\]]*\\]\\(([^)]+)\\)");

    @TempDir
    private Path folder;

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    static Stream<Path> pagesAndReadme() throws IOException {
        return Stream.concat(pages(), Stream.of(README));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandOfThePagePrintsWhatIsShown(Path page) throws Exception {
        assertThat(PageProcess.run(page, folder)).isEmpty();
    }

    @Test
    void pagesShowCommandsAndOutput() throws IOException {
        List<ShownCommand> all = new ArrayList<>();
        for (Path page : pages().toList()) {
            all.addAll(ShownCommand.of(page));
        }
        assertThat(all).anyMatch(command -> !command.output().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pagesAndReadme")
    void everyImageOfThePageExists(Path page) throws IOException {
        Matcher image = IMAGE.matcher(Files.readString(page));
        while (image.find()) {
            assertThat(page.resolveSibling(image.group(1))).isRegularFile();
        }
    }
}
