package hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import hourglass.server.Client.Answer;
import hourglass.server.api.Served;
import hourglass.server.http.WebOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That /openapi.json describes what the server does. */
class OpenApiTest {
    private static final Set<String> PAGES =
            Set.of("GET /", "GET /api", "GET /openapi.json", "GET /page/<path>", "GET /webjars/{name}/<path>");

    @TempDir
    static Path folder;

    private static HourglassServer server;
    private static Client client;
    private static JsonNode document;

    @BeforeAll
    static void serve() throws IOException {
        Samples.digits(folder.resolve("digits"), 200);
        server = HourglassServer.start(
                Served.of(folder.resolve("digits")),
                WebOptions.loopback(0).withHost("127.0.0.1", List.of(), Client.TOKEN));
        client = new Client(server);
        document = new ObjectMapper()
                .readTree(client.get("/openapi.json").response().body());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        Set<String> described = new TreeSet<>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> routes = new TreeSet<>(server.routes());
        routes.removeAll(PAGES);

        assertThat(described).isEqualTo(routes);
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        List<String> names = document.findValuesAsText("operationId");

        assertThat(names).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    private static JsonNode operation(String method, String path) {
        return document.get("paths").get(path).get(method);
    }

    /** What in an answer is not as the document says. */
    private static List<String> faults(Answer answer, String method, String path) {
        JsonNode described = operation(method, path).get("responses").get(Integer.toString(answer.status()));
        assertThat(described)
                .as("status %d of %s %s", answer.status(), method, path)
                .isNotNull();
        JsonNode content = described.has("$ref")
                ? document.at(described.get("$ref").asText().substring(1)).get("content")
                : described.get("content");
        JsonNode schema = content.elements().next().get("schema");
        return faults(schema, answer.json().toString());
    }

    private static List<String> faults(JsonNode schema, String json) {
        // The schema with all others beside it, closed against fields that are not described.
        com.fasterxml.jackson.databind.node.ObjectNode whole =
                ((com.fasterxml.jackson.databind.node.ObjectNode) schema).deepCopy();
        whole.set("components", closed(document.get("components").deepCopy()));
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString());
        List<String> faults = new ArrayList<>();
        for (Error error : compiled.validate(json, com.networknt.schema.InputFormat.JSON)) {
            faults.add(error.toString());
        }
        return faults;
    }

    private static JsonNode closed(JsonNode node) {
        if (node instanceof com.fasterxml.jackson.databind.node.ObjectNode object
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApiTest::closed);
        return node;
    }

    private void assertPosts(String path, String body) {
        assertThat(faults(requestSchema("post", path), body)).as("request").isEmpty();
        assertThat(faults(client.post(path, body), "post", path)).as("answer").isEmpty();
    }

    private static JsonNode requestSchema(String method, String path) {
        return operation(method, path)
                .get("requestBody")
                .get("content")
                .elements()
                .next()
                .get("schema");
    }

    @Test
    void queriesAreAsDescribed() {
        assertPosts("/api/query", """
                {"id": "digit/3", "limit": 5, "radius": 9, "rank": "cosine",
                 "filter": {"must": [{"key": "field.writer", "match": {"any": ["even", "odd"]}}]},
                 "with": ["title", "snippet", "text", "topics", "fields", "thumbnail", "code", "differs", "real"]}
                """);
        assertPosts("/api/distances", "{\"id\": \"digit/3\"}");
    }

    @Test
    void codesAreAsDescribed() {
        assertPosts("/api/encode", "{\"ids\": [\"digit/3\"]}");
        JsonNode code = client.post("/api/encode", "{\"ids\": [\"digit/3\"]}")
                .json()
                .get("codes")
                .get(0)
                .get("real");
        assertPosts("/api/decode", "{\"codes\": [%s]}".formatted(code));
        assertPosts("/api/decode", "{\"codes\": [%s], \"as\": \"picture\"}".formatted(code));
        assertPosts("/api/reconstruct", "{\"ids\": [\"digit/3\"], \"as\": \"picture\"}");
    }

    @Test
    void whatIsReadByItsAddressIsAsDescribed() {
        for (String path : List.of(
                "/api/info",
                "/api/model",
                "/api/model/reconstructions",
                "/api/model/units",
                "/api/duplicates",
                "/api/items",
                "/health",
                "/ready")) {
            Answer answer = client.getComputed(path);

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(faults(answer, "get", path)).as(path).isEmpty();
        }
        assertThat(faults(client.get("/api/items/digit%2F3"), "get", "/api/items/{id}"))
                .isEmpty();
    }

    @Test
    void writesAreAsDescribed() {
        String item = "{\"title\": \"T\", \"text\": \"t\", \"topics\": [\"a\"], \"fields\": {\"k\": \"v\"}}";
        assertThat(faults(requestSchema("put", "/api/items/{id}"), item)).isEmpty();
        assertThat(faults(client.put("new", item), "put", "/api/items/{id}")).isEmpty();
        assertThat(faults(client.delete("new"), "delete", "/api/items/{id}")).isEmpty();
        assertThat(faults(
                        client.write("POST", "/api/items", "application/x-ndjson", "{\"id\": \"a\"}\n{\"x\": 1}"),
                        "post",
                        "/api/items"))
                .isEmpty();
        assertThat(faults(
                        client.write("POST", "/api/items/delete", "application/json", "{\"ids\": [\"a\"]}"),
                        "post",
                        "/api/items/delete"))
                .isEmpty();
    }

    @Test
    void errorsAreAsDescribed() {
        assertThat(faults(client.post("/api/query", "{}"), "post", "/api/query"))
                .isEmpty();
        assertThat(faults(client.get("/api/items/nobody"), "get", "/api/items/{id}"))
                .isEmpty();
        assertThat(faults(client.get("/api/items?limit=x"), "get", "/api/items"))
                .isEmpty();
    }

    @Test
    void whatTheDocumentForbidsTheServerRefuses() {
        String unknownField = "{\"id\": \"digit/3\", \"nearest\": 5}";

        assertThat(faults(requestSchema("post", "/api/query"), unknownField)).isNotEmpty();
        assertThat(client.post("/api/query", unknownField).status()).isEqualTo(400);
    }
}
