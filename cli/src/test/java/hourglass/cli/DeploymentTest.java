package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hourglass.cli.terminal.Interruption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What starts the server elsewhere: the container's recipe and the service's unit fit the distribution and the command. */
class DeploymentTest {
    private static final Path DIST = Path.of("../dist/src");
    private static final Path VERIFIER = Path.of("/usr/bin/systemd-analyze");
    private static final String COMMAND = "/opt/hourglass/bin/hourglass";

    @TempDir
    private Path folder;

    /** An instruction of a Dockerfile, or a setting of a unit. */
    private record Line(String name, String value) {
        /** In JSON form, which docker runs without a shell. */
        List<String> words() throws JsonProcessingException {
            return List.of(new JsonMapper().readValue(value.substring(value.indexOf('[')), String[].class));
        }
    }

    private static List<Line> lines(String file, char separator) throws IOException {
        String text = Files.readString(DIST.resolve("deploy").resolve(file)).replaceAll("\\\\\n\\s*", " ");
        return text.lines()
                .filter(line -> !line.startsWith("#") && line.indexOf(separator) > 0)
                .map(line -> new Line(
                        line.substring(0, line.indexOf(separator)), line.substring(line.indexOf(separator) + 1)))
                .toList();
    }

    private static String value(List<Line> lines, String name) {
        return line(lines, name).value();
    }

    private static Line line(List<Line> lines, String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Line> image() throws IOException {
        return lines("Dockerfile", ' ');
    }

    private static List<Line> unit() throws IOException {
        return lines("hourglass.service", '=');
    }

    private static void assertParses(List<String> arguments) {
        assertThatCode(() -> Hourglass.commandLine(new Interruption()).parseArgs(arguments.toArray(new String[0])))
                .as("%s", arguments)
                .doesNotThrowAnyException();
    }

    @Test
    void theImageCopiesWhatTheDistributionHolds() throws IOException {
        String parts = Files.readString(DIST.resolve("assembly/parts.xml"));
        List<String> copied = image().stream()
                .filter(line -> line.name().equals("COPY"))
                .flatMap(line -> {
                    String[] words = line.value().split(" ");
                    return Stream.of(words).limit(words.length - 1);
                })
                .toList();
        assertThat(copied).contains("bin/", "lib/").allSatisfy(path -> assertThat(parts)
                .containsAnyOf(
                        "<outputDirectory>%s</outputDirectory>".formatted(path.replace("/", "")),
                        "<include>%s</include>".formatted(path)));
        assertThat(parts).contains("<directory>src/deploy</directory>");
    }

    @Test
    void theImageRunsTheServerWithoutAShell() throws IOException {
        assertThat(line(image(), "ENTRYPOINT").words()).containsExactly(COMMAND);
        List<String> command = line(image(), "CMD").words();
        assertThat(command).startsWith("serve", value(image(), "VOLUME"));
        assertParses(command);
        assertThat(value(image(), "USER")).isNotEqualTo("0").isNotEqualTo("root");
    }

    @Test
    void theImageIsHealthyWhereItsServerAnswers() throws IOException {
        List<String> command = line(image(), "CMD").words();
        String port = command.get(command.indexOf("--port") + 1);
        assertThat(line(image(), "HEALTHCHECK").words()).endsWith("http://127.0.0.1:%s/health".formatted(port));
        assertThat(value(image(), "EXPOSE")).isEqualTo(port);
    }

    @Test
    void theExamplesOfBothParse() throws IOException {
        List<String> examples = new ArrayList<>();
        for (String file : List.of("Dockerfile", "hourglass.service")) {
            Pattern.compile("^#.* (?:/opt/hourglass/bin/)?hourglass (index .*)$", Pattern.MULTILINE)
                    .matcher(Files.readString(DIST.resolve("deploy").resolve(file)))
                    .results()
                    .forEach(match -> examples.add(match.group(1)));
        }
        assertThat(examples).hasSize(2).allSatisfy(example -> assertParses(List.of(example.split(" "))));
    }

    @Test
    void theServiceRunsTheServerWithItsTokenFromACredential() throws IOException {
        List<String> words = List.of(value(unit(), "ExecStart").split(" "));
        assertThat(words).startsWith(COMMAND, "serve").contains("--token-file", "${CREDENTIALS_DIRECTORY}/token");
        assertThat(value(unit(), "LoadCredential")).startsWith("token:");
        assertParses(words.subList(1, words.size()));
    }

    @Test
    void systemdFindsNoFaultInTheService() throws Exception {
        assumeTrue(Files.isExecutable(VERIFIER), "there is no " + VERIFIER);
        Path command = Files.createFile(folder.resolve("hourglass"));
        assertThat(command.toFile().setExecutable(true)).isTrue();
        Path unit = folder.resolve("hourglass.service");
        Files.writeString(
                unit, Files.readString(DIST.resolve("deploy/hourglass.service")).replace(COMMAND, command.toString()));
        Process verifier = new ProcessBuilder(VERIFIER.toString(), "verify", unit.toString())
                .redirectErrorStream(true)
                .start();
        String complaints = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(complaints.lines().filter(line -> line.contains("hourglass")))
                .isEmpty();
        assertThat(verifier.waitFor()).isZero();
    }
}
