package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code hourglass} command that a page of docs/ shows in a {@code console} block runs, page by page. */
class DocumentationTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern BLOCK = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandOfThePageRuns(Path page) throws Exception {
        for (String command : commands(page)) {
            assertThat(run(command)).as(page.getFileName() + ": " + command).isEmpty();
        }
    }

    @Test
    void pagesShowCommands() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path page : pages().toList()) {
            all.addAll(commands(page));
        }
        assertThat(all).hasSizeGreaterThan(8);
    }

    private static List<String> commands(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            block.group(1).lines().filter(line -> line.startsWith("hourglass ")).forEach(commands::add);
        }
        return commands;
    }

    /** Runs a command as its own process in the temporary folder; returns what went wrong, or nothing. */
    private String run(String command) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "hourglass.cli.Hourglass"));
        line.addAll(List.of(command.substring("hourglass ".length()).split(" ")));
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "took more than two minutes";
        }
        return process.exitValue() == 0 ? "" : Files.readString(output);
    }
}
