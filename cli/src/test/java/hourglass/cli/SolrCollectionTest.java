package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import hourglass.persistence.ModelFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries written to a server that stands in for Solr. */
class SolrCollectionTest {
    private static final int ITEMS = 60;

    @TempDir
    private Path folder;

    private HttpServer solr;
    private String url;
    private final List<String> paths = new ArrayList<>();
    private final List<JsonNode> documents = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    /** How many requests it answers with an error first. */
    private int failures;

    private int status = 503;

    @BeforeEach
    void start() throws IOException {
        solr = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        solr.createContext("/solr/items", exchange -> {
            JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
            boolean writes = exchange.getRequestMethod().equals("POST");
            boolean fails = writes && failures-- > 0;
            if (writes && !fails) {
                paths.add(exchange.getRequestURI().toString());
                body.path("delete").forEach(id -> deleted.add(id.asText()));
                if (body.isArray()) {
                    body.forEach(documents::add);
                }
            }
            byte[] answer = "{\"error\":{\"msg\":\"unknown field\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(fails ? status : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        solr.start();
        url = "http://localhost:%d/solr/items".formatted(solr.getAddress().getPort());
        Cli.succeed("data", "documents", "--count", ITEMS, "-o", folder.resolve("documents"));
    }

    @AfterEach
    void stop() {
        solr.stop(0);
    }

    private Cli.Result index() {
        return Cli.run(
                "index",
                folder.resolve("documents"),
                "-o",
                folder.resolve("library"),
                "--bits",
                12,
                "--epochs",
                1,
                "--solr",
                url);
    }

    private Cli.Result prune() {
        return Cli.run("index", folder.resolve("documents"), "-o", folder.resolve("library"), "--prune", "--solr", url);
    }

    /** Takes a document out of the source. */
    private String removeOne() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("documents"))) {
            Path one = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
            Files.delete(one);
            return folder.resolve("documents").relativize(one).toString();
        }
    }

    @Test
    void writesEachItemWithItsCodeAndItsModelAndCommits() {
        assertThat(index().exit()).isZero();
        assertThat(paths).containsExactly("/solr/items/update", "/solr/items/update?commit=true");
        assertThat(documents).hasSize(ITEMS);
        try (Library library = Library.open(folder.resolve("library"));
                Snapshot items = library.snapshot()) {
            for (JsonNode document : documents) {
                long code =
                        items.code(document.get("id").asText()).orElseThrow().binary()[0];
                assertThat(document.get("code").asText()).isEqualTo("%04x".formatted(Long.reverse(code) >>> 48));
                assertThat(document.get("model").asText()).isEqualTo(ModelFile.fingerprint(library.model()));
            }
        }
    }

    @Test
    void triesAgainWhileSolrIsNotThere() {
        failures = 2;
        assertThat(index().exit()).isZero();
        assertThat(documents).hasSize(ITEMS);
    }

    @Test
    void whatIsPrunedIsDeletedInSolr() throws IOException {
        index();
        String id = removeOne();
        assertThat(prune().exit()).isZero();
        assertThat(deleted).containsExactly(id);
    }

    @Test
    void whatSolrDoesNotDeleteStaysInTheLibrarySoThatTheNextRunTriesAgain() throws IOException {
        index();
        String id = removeOne();
        failures = 1;
        status = 400;
        assertThat(prune().exit()).isEqualTo(2);
        try (Library library = Library.open(folder.resolve("library"));
                Snapshot items = library.snapshot()) {
            assertThat(items.contains(id)).isTrue();
        }
        assertThat(prune().exit()).isZero();
        assertThat(deleted).containsExactly(id);
    }

    @Test
    void aCollectionThatIsNotThereIsMissedBeforeAnythingIsDone() {
        solr.stop(0);
        Cli.Result result = index();
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains(url, "does not answer");
        assertThat(folder.resolve("library")).doesNotExist();
    }

    @Test
    void saysWhatSolrRefuses() {
        failures = 1;
        status = 400;
        Cli.Result result = index();
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains(url, "HTTP 400: unknown field", "docs/solr.md");
    }

    @Test
    void refusesWhatIsNoAddress() {
        url = "localhost:8983";
        Cli.Result result = index();
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains("'localhost:8983' is not the address of a collection");
    }
}
