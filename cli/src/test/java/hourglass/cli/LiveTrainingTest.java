package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A training that a page shows, as a process of its own. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class LiveTrainingTest {
    private static final Pattern ADDRESS = Pattern.compile("hourglass: live at (http://127\\.0\\.0\\.1:\\d+/)\n");

    /** So many that a page can be opened before they are done. */
    private static final int EPOCHS = 60_000;

    @TempDir
    private Path folder;

    private Workshop workshop;
    private Processes processes;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
        processes = new Processes(folder);
    }

    @Test
    void endsAsATrainingWithoutAPage() throws Exception {
        Path data = workshop.table();
        Process process = processes.start(train(data, folder.resolve("live.safetensors"), EPOCHS, "--live"));
        CompletableFuture<String> events = CompletableFuture.supplyAsync(() -> events(process));
        assertThat(Processes.finish(process)).isZero();
        assertThat(events.get())
                .contains("event: run", "\"name\":\"fine-tuning\"", "event: progress")
                .endsWith("event: end\ndata: {\"state\":\"finished\",\"message\":\"\"}\n\n");
        String live = Files.readString(folder.resolve("out"));
        Cli.Result alone = Cli.succeed(train(data, folder.resolve("alone.safetensors"), EPOCHS));
        assertThat(withoutTimes(live)).isEqualTo(withoutTimes(alone.out().replace("alone", "live")));
        Cli.succeed(
                "encode",
                "--model",
                folder.resolve("live.safetensors"),
                "--data",
                data,
                "--labels",
                "kind",
                "-o",
                folder.resolve("live.npy"));
        Cli.succeed(
                "encode",
                "--model",
                folder.resolve("alone.safetensors"),
                "--data",
                data,
                "--labels",
                "kind",
                "-o",
                folder.resolve("alone.npy"));
        assertThat(folder.resolve("live.npy")).hasSameBinaryContentAs(folder.resolve("alone.npy"));
    }

    @Test
    void stopsCleanlyAtCtrlCAndThePageSaysSo() throws Exception {
        Process process =
                processes.start(train(workshop.table(), folder.resolve("model.safetensors"), 200_000, "--live"));
        CompletableFuture<String> events = CompletableFuture.supplyAsync(() -> events(process));
        while (!events.isDone() && !Files.exists(folder.resolve("model.safetensors.checkpoint"))) {
            Thread.sleep(20);
        }
        assertThat(Processes.stop(process, "INT")).isEqualTo(130);
        assertThat(events.get()).contains("event: end\ndata: {\"state\":\"stopped\"");
        assertThat(folder.resolve("err"))
                .content()
                .contains("hourglass: stopped in fine-tuning, epoch ")
                .contains("give the same command with --resume")
                .hasLineCount(2);
        assertThat(folder.resolve("model.safetensors.checkpoint")).exists();
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cli.Result result = Cli.run(
                    train(workshop.table(), folder.resolve("model.safetensors"), 1, "--live", taken.getLocalPort()));
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err())
                    .startsWith("hourglass: port %d: is not free".formatted(taken.getLocalPort()))
                    .hasLineCount(1);
            assertThat(folder.resolve("model.safetensors")).doesNotExist();
        }
    }

    private static Object[] train(Path data, Path model, int epochs, Object... more) {
        Object[] command = {
            "train",
            "--data",
            data,
            "--labels",
            "kind",
            "-o",
            model,
            "--report",
            "none",
            "--layers",
            "6-2",
            "--batch-size",
            1,
            "--threads",
            1,
            "--epochs",
            epochs
        };
        return Stream.of(command, more).flatMap(Stream::of).toArray();
    }

    /** All that a page is told from when it can first be to the end. */
    private String events(Process process) {
        try {
            Matcher address = ADDRESS.matcher("");
            while (!address.reset(Files.readString(folder.resolve("err"))).find()) {
                assertThat(process.isAlive()).isTrue();
                Thread.sleep(5);
            }
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(address.group(1) + "events").toURL().openConnection();
            connection.setRequestProperty("Accept", "text/event-stream");
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String withoutTimes(String output) {
        return output.replaceAll("\\d+\\.\\d s", "so many s");
    }
}
