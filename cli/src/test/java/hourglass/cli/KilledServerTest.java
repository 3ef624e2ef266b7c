package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.library.Library;
import hourglass.library.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed while it writes, as often as the property {@code hourglass.kills} says: what it acknowledged is there, and it
 * starts again.
 */
@EnabledOnOs(OS.LINUX)
class KilledServerTest {
    private static final int KILLS = Integer.getInteger("hourglass.kills", 3);
    private static final int CLIENTS = 8;
    private static final String TOKEN = "0123456789abcdef-token";
    private static final Pattern ADDRESS = Pattern.compile("served at (http://\\S+)");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();

    private Process start() throws IOException {
        ProcessBuilder server = new ProcessBuilder(Processes.java(256, "serve", folder.resolve("library"), "--port", 0))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        server.environment().put("HOURGLASS_TOKEN", TOKEN);
        return server.start();
    }

    private URI awaitAddress(Process server) throws Exception {
        while (server.isAlive()) {
            Matcher address = ADDRESS.matcher(Files.readString(folder.resolve("out")));
            if (address.find()) {
                return URI.create(address.group(1));
            }
            Thread.sleep(20);
        }
        throw new AssertionError(Files.readString(folder.resolve("err")));
    }

    /** Puts items until the server is gone. */
    private void put(URI address, String prefix) {
        for (int i = 0; ; i++) {
            String id = prefix + i;
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/items/" + id))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + TOKEN)
                    .PUT(BodyPublishers.ofString(
                            "{\"text\": \"The ship sighted the harbour in storm %d.\"}".formatted(i)))
                    .build();
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    acknowledged.add(id);
                }
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void whatWasAcknowledgedIsThereHoweverOftenItIsKilled() throws Exception {
        Cli.succeed("data", "documents", "--count", 100, "-o", folder.resolve("documents"));
        Cli.succeed("index", folder.resolve("documents"), "--epochs", 1, "-o", folder.resolve("library"));
        SplittableRandom random = new SplittableRandom(1);
        for (int kill = 0; kill < KILLS; kill++) {
            Process server = start();
            URI address = awaitAddress(server);
            List<Thread> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String prefix = "put-%d-%d-".formatted(kill, client);
                Thread thread = new Thread(() -> put(address, prefix));
                thread.start();
                clients.add(thread);
            }
            Thread.sleep(Duration.ofMillis(500 + random.nextInt(1500)).toMillis());
            server.destroyForcibly().waitFor();
            for (Thread client : clients) {
                client.join();
            }
        }

        assertThat(acknowledged).hasSizeGreaterThan(KILLS * CLIENTS / 2);
        try (Library library = Library.open(folder.resolve("library"));
                Snapshot items = library.snapshot()) {
            assertThat(acknowledged).allMatch(items::contains);
        }
        Cli.succeed("verify", folder.resolve("library"));
    }
}
