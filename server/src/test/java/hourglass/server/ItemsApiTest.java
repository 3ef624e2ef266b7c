package hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.library.Item;
import hourglass.library.Library;
import hourglass.library.LibraryWriter;
import hourglass.library.Snapshot;
import hourglass.server.Client.Answer;
import hourglass.server.api.Served;
import hourglass.server.http.WebOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemsApiTest {
    private static final int ITEMS = 25;
    private static final String LINES = "application/x-ndjson";

    @TempDir
    Path folder;

    private HourglassServer server;
    private Client client;

    @BeforeEach
    void serve() {
        Samples.texts(folder.resolve("texts"), ITEMS);
        server = HourglassServer.start(
                Served.of(folder.resolve("texts")),
                WebOptions.loopback(0).withHost("127.0.0.1", List.of(), Client.TOKEN));
        client = new Client(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> stored() {
        List<String> ids = new ArrayList<>();
        try (Library library = Library.open(folder.resolve("texts"));
                Snapshot items = library.snapshot()) {
            items.forEach(item -> ids.add(item.id()));
        }
        return ids;
    }

    @Test
    void listsAllItemsInPagesInTheOrderOfTheirIds() {
        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get("/api/items?limit=10" + cursor).json();
            page.get("items").forEach(item -> listed.add(item.get("id").asText()));
            cursor = page.get("next").isNull()
                    ? null
                    : "&cursor=" + Client.escaped(page.get("next").asText());
        } while (cursor != null);

        assertThat(listed).hasSize(ITEMS).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void listsTheItemsOfATopic() {
        JsonNode page = client.get("/api/items?topic=odd&limit=100").json();

        assertThat(page.get("count").asInt()).isEqualTo(12);
        assertThat(page.get("items")).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "a/b c", "ü?&=#", "100%", "a//b", "<script>"})
    void aPutItemIsThereUnderItsId(String id) {
        Answer put = client.put(
                id, "{\"title\": \"T\", \"text\": \"w1 w2\", \"topics\": [\"x\"], \"fields\": {\"k\": \"v\"}}");
        JsonNode shown = client.get("/api/items/" + Client.escaped(id)).json();

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().get("id").asText()).isEqualTo(id);
        assertThat(shown.get("text").asText()).isEqualTo("w1 w2");
        assertThat(shown.get("code")).isEqualTo(put.json().get("code"));
        assertThat(stored()).contains(id);
    }

    @Test
    void aPutItemIsFoundAtOnce() {
        client.put("new", "{\"text\": \"w1 w2 w3\"}");

        JsonNode hits = client.post("/api/query", "{\"words\": \"w1 w2 w3\", \"radius\": 0}")
                .json()
                .get("hits");

        assertThat(hits).anySatisfy(hit -> assertThat(hit.get("id").asText()).isEqualTo("new"));
    }

    @Test
    void aSecondPutReplaces() {
        client.put("text-1", "{\"text\": \"w9\"}");

        assertThat(client.get("/api/items/text-1").json().get("text").asText()).isEqualTo("w9");
        assertThat(stored()).hasSize(ITEMS);
    }

    @Test
    void aDeletedItemIsGone() {
        assertThat(client.delete("text-1").json().get("deleted").asInt()).isEqualTo(1);
        assertThat(client.get("/api/items/text-1").status()).isEqualTo(404);
        assertThat(client.delete("text-1").status()).isEqualTo(404);
        assertThat(stored()).hasSize(ITEMS - 1);
    }

    @Test
    void deletesManyByIdsOrByAFilter() {
        Answer byIds =
                client.write("POST", "/api/items/delete", "application/json", "{\"ids\": [\"text-0\", \"nobody\"]}");
        Answer byFilter = client.write(
                "POST",
                "/api/items/delete",
                "application/json",
                "{\"filter\": {\"must\": [{\"key\": \"topic\", \"match\": {\"value\": \"odd\"}}]}}");

        assertThat(byIds.json().get("deleted").asInt()).isEqualTo(1);
        assertThat(byFilter.json().get("deleted").asInt()).isEqualTo(12);
        assertThat(stored()).hasSize(ITEMS - 13);
    }

    @Test
    void aFilterWithoutConditionsDeletesNothing() {
        Answer answer = client.write("POST", "/api/items/delete", "application/json", "{\"filter\": {}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(stored()).hasSize(ITEMS);
    }

    @Test
    void aBatchIsStoredAndItsBadLinesAreNamed() {
        String lines = IntStream.range(0, 1500)
                .mapToObj(i -> switch (i) {
                    case 3 -> "{\"id\": \"batch-3\", \"txt\": \"w1\"}";
                    case 7 -> "not json";
                    case 9 -> "{\"text\": \"w1\"}";
                    default -> "{\"id\": \"batch-%d\", \"text\": \"w%d\"}".formatted(i, i % Samples.WORDS);
                })
                .collect(Collectors.joining("\n"));

        JsonNode answer = client.write("POST", "/api/items", LINES, lines).json();

        assertThat(answer.get("stored").asInt()).isEqualTo(1497);
        assertThat(answer.get("refused").asInt()).isEqualTo(3);
        assertThat(answer.get("first").findValuesAsText("line")).containsExactly("4", "8", "10");
        assertThat(answer.get("first").get(0).get("detail").asText()).contains("there is no field 'txt'");
        assertThat(stored()).hasSize(ITEMS + 1497);
    }

    @Test
    void aPictureBecomesAnItemOfALibraryOfPictures() {
        Samples.digits(folder.resolve("digits"), 200);
        try (HourglassServer digits = HourglassServer.start(
                Served.of(folder.resolve("digits")),
                WebOptions.loopback(0).withHost("127.0.0.1", List.of(), Client.TOKEN))) {
            Client of = new Client(digits);
            JsonNode first = of.get("/api/items/digit%2F0").json();

            Answer put = of.put(
                    "copy",
                    "{\"picture\": \"%s\"}".formatted(first.get("thumbnail").asText()));

            assertThat(put.json().get("code")).isEqualTo(first.get("code"));
            assertThat(of.get("/api/items/copy").json().get("thumbnail").asText())
                    .startsWith("data:image/png;base64,");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"values\": [1, 2]}",
                "{\"picture\": \"AAAA\"}",
                "{\"id\": \"another\"}",
                "{\"topics\": [null]}",
                "{\"fields\": {\"a\": null}}",
                "{\"fields\": {\"a\": 1}}"
            })
    void refusesAnItemThatCannotBe(String body) {
        assertThat(client.put("new", body).status()).isEqualTo(400);
        assertThat(stored()).hasSize(ITEMS);
    }

    @Test
    void oneBadItemDoesNotHoldUpOthers() {
        // Encoded only when its batch is, where values as large as these overflow.
        Path vectors = Samples.vectors(folder.resolve("vectors"), 3);
        try (HourglassServer numbers = HourglassServer.start(
                Served.of(vectors), WebOptions.loopback(0).withHost("127.0.0.1", List.of(), Client.TOKEN))) {
            String good = IntStream.range(0, 60).mapToObj(i -> "0.5").collect(Collectors.joining(","));
            String bad = IntStream.range(0, 60).mapToObj(i -> "3e38").collect(Collectors.joining(","));
            String lines =
                    "{\"id\": \"a\", \"values\": [%s]}%n{\"id\": \"b\", \"values\": [%s]}%n{\"id\": \"c\", \"values\": [%s]}"
                            .formatted(good, bad, good);

            JsonNode answer = new Client(numbers)
                    .write("POST", "/api/items", LINES, lines)
                    .json();

            assertThat(answer.get("stored").asInt() + answer.get("refused").asInt())
                    .isEqualTo(3);
            assertThat(answer.get("stored").asInt()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void seesWhatAnotherWriterCommitsWithinASecondAndBlocksNobody() throws Exception {
        try (LibraryWriter other = LibraryWriter.open(folder.resolve("texts"))) {
            other.put(Item.of("from-elsewhere", "", "w1"));
            other.commit();

            Thread.sleep(Duration.ofSeconds(1).toMillis());

            assertThat(client.get("/api/items/from-elsewhere").status()).isEqualTo(200);
            Answer refused = client.put("new", "{\"text\": \"w1\"}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().get("detail").asText()).contains("another process writes");
        }
        assertThat(client.put("new", "{\"text\": \"w1\"}").status()).isEqualTo(200);
    }

    @Test
    void leavesTheLibraryToOthersWhenItHasNothingToWrite() throws Exception {
        client.put("new", "{\"text\": \"w1\"}");

        Thread.sleep(Duration.ofSeconds(4).toMillis());

        try (LibraryWriter other = LibraryWriter.open(folder.resolve("texts"))) {
            other.put(Item.of("from-elsewhere", "", "w1"));
            other.commit();
        }
        assertThat(stored()).contains("new", "from-elsewhere");
    }
}
