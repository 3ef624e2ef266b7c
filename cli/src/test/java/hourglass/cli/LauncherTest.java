package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher of an installation starts the JVM; a script that prints its arguments stands for the JVM. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
    private static final Path SHELL = Path.of("src/main/bin/hourglass");
    private static final Path WINDOWS = Path.of("src/main/bin/hourglass.cmd");
    private static final String ARCHIVE_OPTION = "-XX:SharedArchiveFile=";
    private static final String MAIN = "hourglass.cli.Hourglass";

    @TempDir
    private Path folder;

    private Path home;
    private Path jdk;

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(folder.resolve("an installation"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(SHELL, home.resolve("bin/hourglass")).toFile().setExecutable(true);
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/a.jar"), "a");
        Files.writeString(home.resolve("lib/b.jar"), "b");
        jdk = Files.createDirectories(folder.resolve("jdk"));
        Files.createDirectories(jdk.resolve("bin"));
        release("17.0.1");
        jvm("""
                for argument; do
                    printf '%s\\n' "$argument"
                    case $argument in -XX:ArchiveClassesAtExit=*) printf archive >"${argument#*=}" ;; esac
                done
                """);
    }

    private void release(String version) throws IOException {
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"a test\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
    }

    private void jvm(String script) throws IOException {
        Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\n" + script)
                .toFile()
                .setExecutable(true);
    }

    @Test
    void passesArgumentsOnUnchanged() throws Exception {
        assertThat(launch("train", "--data", "my data.csv", "*")).endsWith("train", "--data", "my data.csv", "*");
    }

    @Test
    void namesEveryJarOnTheClassPath() throws Exception {
        Path lib = home.toRealPath().resolve("lib");
        assertThat(launch("train"))
                .containsSubsequence("-cp", lib.resolve("a.jar") + ":" + lib.resolve("b.jar"), MAIN, "train");
    }

    @Test
    void trainsWithTheFullCompiler() throws Exception {
        assertThat(launch("train")).contains("-XX:+UseParallelGC").doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "info", "search"})
    void startsShortCommandsWithTheQuickCompiler(String command) throws Exception {
        assertThat(launch(command)).contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void startsAnotherMainClassAsALongCommand() throws Exception {
        assertThat(launch(Map.of("HOURGLASS_MAIN_CLASS", "hourglass.bench.Bench"), "search"))
                .endsWith("hourglass.bench.Bench", "search")
                .contains("-XX:+UseParallelGC");
    }

    @Test
    void takesFurtherOptionsOfTheJvm() throws Exception {
        assertThat(launch(Map.of("HOURGLASS_JAVA_OPTS", "-Xmx8g -ea"), "train"))
                .containsSubsequence("-Xmx8g", "-ea", "-cp");
    }

    @Test
    void startsFromTheArchiveThatTheFirstRunLeft() throws Exception {
        assertThat(launch("--version")).noneMatch(line -> line.startsWith(ARCHIVE_OPTION));
        assertThat(launch("--version")).contains(ARCHIVE_OPTION + archive());
    }

    @Test
    void replacesAnArchiveThatWasCutOff() throws Exception {
        launch("--version");
        Files.writeString(archive(), "arch");
        assertThat(launch("--version")).noneMatch(line -> line.startsWith(ARCHIVE_OPTION));
        assertThat(archive()).content().isEqualTo("archive");
    }

    @Test
    void remembersThatNoArchiveCanBeMade() throws Exception {
        jvm("case \"$*\" in *ArchiveClassesAtExit*) exit 1 ;; esac\nprintf '%s\\n' \"$@\"\n");
        launch("--version");
        assertThat(archive()).isEmptyFile();
        assertThat(launch("--version")).endsWith(MAIN, "--version");
    }

    @Test
    void endsAsTheCommandEnds() throws Exception {
        jvm("exit 3\n");
        Process process = start(Map.of(), "info", "x");
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(home.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void refusesAnOlderJava() throws Exception {
        release("11.0.2");
        assertThat(launch("train")).singleElement().asString().contains("Java 11.0.2; Hourglass needs 17 or newer");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsNamesInUtf8InTheCLocale() throws Exception {
        jvm("printf '%s\\n' \"$LC_ALL\"\n");
        assertThat(launch(Map.of("LC_ALL", "C"), "train")).containsExactly("C.UTF-8");
    }

    @Test
    void startsTheSameJvmOnWindows() throws IOException {
        Set<String> shared = options(SHELL);
        shared.removeIf(option -> option.matches(".*(Archive|HugePages).*"));
        assertThat(options(WINDOWS)).isEqualTo(shared);
        assertThat(WINDOWS)
                .content()
                .contains("lib\\*", MAIN, "HOURGLASS_JAVA_OPTS", "HOURGLASS_MAIN_CLASS", "JAVA_HOME");
    }

    /** The options of the JVM that a launcher names. */
    private static Set<String> options(Path launcher) throws IOException {
        return Pattern.compile("-(XX:|D|-enable)[\\w+=.-]+")
                .matcher(Files.readString(launcher))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(home.toRealPath().resolve("cache"))) {
            List<Path> archives = files.toList();
            assertThat(archives).hasSize(1);
            return archives.get(0);
        }
    }

    private List<String> launch(String... arguments) throws Exception {
        return launch(Map.of(), arguments);
    }

    /** The lines that a run prints. */
    private List<String> launch(Map<String, String> environment, String... arguments) throws Exception {
        Process process = start(environment, arguments);
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return lines;
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/hourglass").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HOURGLASS_"));
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
