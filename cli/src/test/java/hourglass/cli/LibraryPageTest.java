package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of docs/library.md compile and run as they stand there. */
class LibraryPageTest {
    private static final Pattern PROGRAM =
            Pattern.compile("```java\\n(import .*?public class (\\w+) .*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private record Program(String name, String source) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Program> programs() throws IOException {
        return PROGRAM.matcher(Files.readString(Path.of("../docs/library.md")))
                .results()
                .map(match -> new Program(match.group(2), match.group(1)));
    }

    @Test
    void thePageHoldsPrograms() throws IOException {
        assertThat(programs()).hasSizeGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyProgramRuns(Program program) throws Exception {
        Path source = folder.resolve(program.name + ".java");
        Files.writeString(source, program.source);
        String classPath = System.getProperty("java.class.path");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(compiled).as("exit code of the compiler").isZero();
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        folder + System.getProperty("path.separator") + classPath,
                        program.name))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(output).content().isNotBlank();
    }
}
