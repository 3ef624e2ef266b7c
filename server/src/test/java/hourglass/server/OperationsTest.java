package hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import hourglass.server.api.Served;
import hourglass.server.http.WebOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those rely on who run a server. */
class OperationsTest {
    @TempDir
    Path folder;

    private Path library;

    @BeforeEach
    void makeLibrary() {
        library = Samples.texts(folder.resolve("texts"), 30);
    }

    private HourglassServer start(WebOptions options) {
        return HourglassServer.start(Served.of(library), options);
    }

    private static WebOptions writable() {
        return WebOptions.loopback(0).withHost("127.0.0.1", List.of(), Client.TOKEN);
    }

    @Test
    void metricsCountRequestsByRouteAndStatus() {
        try (HourglassServer server = start(WebOptions.loopback(0))) {
            Client client = new Client(server);
            client.get("/api/items/text-1");
            client.get("/api/items/text-2");
            client.get("/api/items/nobody");

            String metrics = new String(client.get("/metrics").response().body(), StandardCharsets.UTF_8);

            assertThat(metrics)
                    .contains(
                            "hourglass_requests_seconds_count{method=\"GET\",route=\"/api/items/{id}\",status=\"200\"} 2")
                    .contains(
                            "hourglass_requests_seconds_count{method=\"GET\",route=\"/api/items/{id}\",status=\"404\"} 1")
                    .contains("hourglass_items 30.0")
                    .contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void theAccessLogHasALineForEachRequest() throws Exception {
        Path log = folder.resolve("access.log");
        try (HourglassServer server = start(WebOptions.loopback(0).withAccessLog(log))) {
            Client client = new Client(server);
            client.get("/api/info");
            client.get("/api/items/nobody?secret=1");
        }

        assertThat(Files.readAllLines(log))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("127\\.0\\.0\\.1 - - \\[.*] \"GET /api/info HTTP/1\\.1\" 200 \\d+ \\d+"),
                        line -> assertThat(line)
                                .contains("\"GET /api/items/nobody HTTP/1.1\" 404")
                                .doesNotContain("secret"));
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (HourglassServer server = start(WebOptions.loopback(0))) {
            int port = server.address().getPort();

            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> start(WebOptions.loopback(port)))
                    .withMessageContaining("port " + port)
                    .withMessageContaining("--port");
        }
    }

    @Test
    void aServerThatOthersReachNeedsAToken() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> WebOptions.loopback(0).withHost("0.0.0.0", List.of(), null))
                .withMessageContaining("no token");
    }

    @Test
    void aShortTokenIsRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> WebOptions.loopback(0).withHost("127.0.0.1", List.of(), "short"))
                .withMessageContaining("guessed");
    }

    @Test
    void beyondItsMachineReadingNeedsTheTokenTooButHealthDoesNot() {
        try (HourglassServer server = start(WebOptions.loopback(0).withHost("0.0.0.0", List.of(), Client.TOKEN))) {
            Client client = new Client(server);

            assertThat(client.get("/api/info").status()).isEqualTo(401);
            assertThat(client.post("/api/query", "{\"words\": \"w1\"}").status())
                    .isEqualTo(401);
            assertThat(client.get("/metrics").status()).isEqualTo(401);
            assertThat(client.get("/health").status()).isEqualTo(200);
            assertThat(client.get("/").status()).isEqualTo(200);
            assertThat(client.write("GET", "/api/info", "application/json", "").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void withoutATokenNothingIsWritten() {
        try (HourglassServer server = start(WebOptions.loopback(0))) {
            assertThat(new Client(server).put("new", "{\"text\": \"w1\"}").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void whatWasAcknowledgedWhenItIsClosedIsThere() throws Exception {
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        try (HourglassServer server = start(writable())) {
            for (int thread = 0; thread < 8; thread++) {
                int number = thread;
                Thread putting = new Thread(() -> {
                    Client client = new Client(server);
                    for (int i = 0; ; i++) {
                        String id = "put-%d-%d".formatted(number, i);
                        try {
                            if (client.put(id, "{\"text\": \"w1 w2\"}").status() != 200) {
                                return;
                            }
                        } catch (RuntimeException e) {
                            return;
                        }
                        acknowledged.add(id);
                    }
                });
                putting.start();
                clients.add(putting);
            }
            Thread.sleep(Duration.ofSeconds(2).toMillis());
        }
        for (Thread putting : clients) {
            putting.join();
        }

        assertThat(acknowledged).hasSizeGreaterThan(8);
        try (Library opened = Library.open(library);
                Snapshot items = opened.snapshot()) {
            assertThat(acknowledged).allMatch(items::contains);
        }
    }

    @Test
    void aDamagedLibraryIsNotServed() throws Exception {
        try (java.util.stream.Stream<Path> files = Files.list(library.resolve("index"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("segments"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }

        assertThatExceptionOfType(InputException.class).isThrownBy(() -> start(WebOptions.loopback(0)));
    }
}
