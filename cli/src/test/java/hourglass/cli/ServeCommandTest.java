package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Servers as processes of their own. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ServeCommandTest {
    private static final Pattern ADDRESS = Pattern.compile("(\\S+) is served at (http://\\S+)");

    @TempDir
    private Path folder;

    private Path model;
    private Path data;

    @BeforeEach
    void train() {
        data = folder.resolve("digits.idx");
        Cli.succeed("data", "digits", "--count", 300, "-o", data);
        model = folder.resolve("model.safetensors");
        Cli.succeed("train", "--data", data, "--layers", "40-6", "--epochs", 1, "-o", model);
    }

    private Matcher awaitAddress(Process server) throws Exception {
        while (server.isAlive()) {
            Matcher address = ADDRESS.matcher(Files.readString(folder.resolve("out")));
            if (address.find()) {
                return address;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(Files.readString(folder.resolve("err")));
    }

    private static String get(String address, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address).resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void servesAModelWithExamplesUntilItIsKilledAndEndsCleanly() throws Exception {
        Process server = new Processes(folder).start("serve", model, "--data", data, "--port", 0);
        Matcher address = awaitAddress(server);

        assertThat(address.group(1)).isEqualTo("model.safetensors");
        assertThat(get(address.group(2), "/api/info")).contains("\"examples\":true", "\"codeSize\":6");
        assertThat(get(address.group(2), "/")).contains("<title>Hourglass</title>");
        assertThat(Processes.stop(server, "TERM")).isEqualTo(143);
        assertThat(folder.resolve("err")).isEmptyFile();
    }

    @Test
    void makesDigitsWhereNothingIsNamed() throws Exception {
        Process server = new ProcessBuilder(Processes.java(512, "serve", "--port", 0))
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        String address = awaitAddress(server).group(2);

        assertThat(get(address, "/api/info")).contains("\"items\":5000", "\"bits\":24");
        assertThat(folder.resolve("hourglass-demo/digits")).isDirectory();
        assertThat(Processes.stop(server, "INT")).isEqualTo(130);
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process server = new Processes(folder).start("serve", model, "--port", taken.getLocalPort());

            assertThat(Processes.finish(server)).isEqualTo(2);
            assertThat(folder.resolve("err"))
                    .content()
                    .startsWith("hourglass: port %d: is not free".formatted(taken.getLocalPort()))
                    .hasLineCount(1);
        }
    }

    @Test
    void whatIsNeitherALibraryNorAModelIsRefused() throws Exception {
        Cli.Result result = Cli.run("serve", data, "--port", 0);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("digits.idx").hasLineCount(1);
    }

    @Test
    void othersAreKeptOutUnlessThereIsAToken() throws Exception {
        Cli.Result result = Cli.run("serve", model, "--host", "0.0.0.0", "--port", 0);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("there is no token to keep strangers out");
    }
}
