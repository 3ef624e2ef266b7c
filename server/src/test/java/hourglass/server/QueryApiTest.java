package hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.library.Hit;
import hourglass.library.Library;
import hourglass.library.Search;
import hourglass.library.Snapshot;
import hourglass.server.Client.Answer;
import hourglass.server.api.Served;
import hourglass.server.http.WebOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryApiTest {
    private static final int ITEMS = 1500;

    @TempDir
    static Path folder;

    private static HourglassServer server;
    private static Client client;
    private static Library library;

    @BeforeAll
    static void serve() {
        Samples.texts(folder.resolve("texts"), ITEMS);
        server = HourglassServer.start(Served.of(folder.resolve("texts")), WebOptions.loopback(0));
        client = new Client(server);
        library = Library.open(folder.resolve("texts"));
    }

    @AfterAll
    static void stop() {
        library.close();
        server.close();
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.get("hits").forEach(hit -> ids.add(hit.get("id").asText()));
        return ids;
    }

    private static List<String> found(Search search) {
        try (Snapshot items = library.snapshot()) {
            return items.search(search).hits().stream().map(Hit::id).toList();
        }
    }

    @Test
    void findsByWordsWhatTheLibraryFinds() {
        Answer answer = client.post("/api/query", "{\"words\": \"w1 w2 w3\", \"limit\": 7}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ids(answer.json())).isEqualTo(found(Search.words("w1 w2 w3").withTop(7)));
        assertThat(answer.json().get("items").asInt()).isEqualTo(ITEMS);
    }

    @Test
    void findsByItemWithoutTheItemItself() {
        JsonNode answer = client.post("/api/query", "{\"id\": \"text-5\"}").json();

        assertThat(ids(answer)).isEqualTo(found(Search.like("text-5"))).doesNotContain("text-5");
    }

    @Test
    void findsByCodeInHexadecimalAndInBase64() {
        String hex = client.post("/api/query", "{\"id\": \"text-5\"}")
                .json()
                .get("query")
                .get("code")
                .asText();
        byte[] bytes = HexFormat.of().parseHex(hex);
        String base64 = java.util.Base64.getEncoder().encodeToString(bytes);

        JsonNode byHex =
                client.post("/api/query", "{\"code\": \"%s\"}".formatted(hex)).json();
        JsonNode byBase64 = client.post("/api/query", "{\"code\": \"%s\"}".formatted(base64))
                .json();

        assertThat(ids(byHex)).isEqualTo(ids(byBase64)).contains("text-5");
        assertThat(byHex.get("hits").get(0).get("distance").asInt()).isZero();
    }

    @Test
    void findsByRealCodeWhatItsBitsFind() {
        JsonNode like = client.post("/api/query", "{\"id\": \"text-5\", \"limit\": 1, \"with\": [\"real\"]}")
                .json();
        String hex = like.get("query").get("code").asText();

        JsonNode byReal = client.post(
                        "/api/query",
                        "{\"real\": %s}".formatted(like.get("query").get("real")))
                .json();

        assertThat(byReal.get("query").get("code").asText()).isEqualTo(hex);
        assertThat(ids(byReal))
                .isEqualTo(ids(client.post("/api/query", "{\"code\": \"%s\"}".formatted(hex))
                        .json()));
    }

    @Test
    void pagesJoinToOneList() {
        List<String> all = ids(
                client.post("/api/query", "{\"id\": \"text-5\", \"limit\": 30}").json());

        List<String> joined = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode answer = client.post("/api/query", "{\"id\": \"text-5\", \"limit\": 10%s}".formatted(cursor))
                    .json();
            joined.addAll(ids(answer));
            cursor = ", \"cursor\": \"%s\"".formatted(answer.get("next").asText());
        }

        assertThat(joined).isEqualTo(all);
    }

    @Test
    void theLastPageHasNoNext() {
        JsonNode answer =
                client.post("/api/query", "{\"id\": \"text-5\", \"radius\": 1}").json();

        assertThat(answer.get("next").isNull()).isTrue();
    }

    @Test
    void aRadiusBoundsTheDistance() {
        JsonNode hits = client.post("/api/query", "{\"id\": \"text-5\", \"radius\": 6}")
                .json()
                .get("hits");

        assertThat(hits)
                .isNotEmpty()
                .allSatisfy(hit -> assertThat(hit.get("distance").asInt()).isLessThanOrEqualTo(6));
    }

    @Test
    void filtersCombine() {
        JsonNode hits = client.post("/api/query", """
                        {"id": "text-5", "limit": 50, "with": ["topics"],
                         "filter": {"must": [{"key": "topic", "match": {"value": "even"}}],
                                    "must_not": [{"key": "id", "match": {"any": ["text-0", "text-2"]}}]}}
                        """).json().get("hits");

        assertThat(hits).hasSize(50).allSatisfy(hit -> {
            assertThat(hit.get("topics").get(0).asText()).isEqualTo("even");
            assertThat(hit.get("id").asText()).isNotIn("text-0", "text-2");
        });
    }

    @Test
    void aFilterThatNothingMatchesIsNamed() {
        JsonNode answer = client.post(
                        "/api/query",
                        "{\"id\": \"text-5\", \"filter\": {\"must\": [{\"key\": \"topic\", \"match\": {\"value\": \"prime\"}}]}}")
                .json();

        assertThat(answer.get("remark").asText()).isEqualTo("no item matches the filter");
    }

    @Test
    void theBitsThatDifferAreAsManyAsTheDistance() {
        JsonNode answer = client.post("/api/query", "{\"id\": \"text-5\", \"with\": [\"differs\", \"code\"]}")
                .json();
        byte[] query = HexFormat.of().parseHex(answer.get("query").get("code").asText());

        assertThat(answer.get("hits")).isNotEmpty().allSatisfy(hit -> {
            byte[] code = HexFormat.of().parseHex(hit.get("code").asText());
            List<Integer> differing = IntStream.range(0, Samples.BITS)
                    .filter(bit -> ((code[bit >> 3] ^ query[bit >> 3]) >> (7 - (bit & 7)) & 1) == 1)
                    .boxed()
                    .toList();
            List<Integer> shown = new ArrayList<>();
            hit.get("differs").forEach(bit -> shown.add(bit.asInt()));
            assertThat(shown).isEqualTo(differing).hasSize(hit.get("distance").asInt());
        });
    }

    @Test
    void marksAreTheWordsFound() {
        JsonNode hits = client.post("/api/query", "{\"words\": \"w1 w2\", \"rank\": \"tf-idf\"}")
                .json()
                .get("hits");

        assertThat(hits).isNotEmpty().allSatisfy(hit -> hit.get("marks").forEach(mark -> assertThat(hit.get("snippet")
                        .asText()
                        .substring(mark.get(0).asInt(), mark.get(1).asInt()))
                .isIn("w1", "w2")));
        assertThat(hits.get(0).get("marks")).isNotEmpty();
    }

    @Test
    void unknownWordsAreNamed() {
        JsonNode answer = client.post("/api/query", "{\"words\": \"w1 storm\"}").json();

        assertThat(answer.get("query").get("unknownWords").get(0).asText()).isEqualTo("storm");
    }

    @Test
    void nothingIsReadThatIsNotAskedFor() {
        JsonNode hit = client.post("/api/query", "{\"id\": \"text-5\", \"with\": []}")
                .json()
                .get("hits")
                .get(0);

        assertThat(hit.fieldNames()).toIterable().containsExactlyInAnyOrder("id", "distance", "score");
        assertThat(hit.get("id").asText()).startsWith("text-");
    }

    @Test
    void distancesCountAllItemsAndAllAddresses() {
        JsonNode answer = client.post("/api/distances", "{\"id\": \"text-5\"}").json();
        int items = 0;
        double addresses = 0;
        for (int distance = 0; distance <= Samples.BITS; distance++) {
            items += answer.get("items").get(distance).asInt();
            addresses += answer.get("addresses").get(distance).asDouble();
        }

        assertThat(items).isEqualTo(ITEMS);
        assertThat(addresses).isEqualTo(1 << Samples.BITS);
    }

    @Test
    void distancesCountWhatASearchWithinThemFinds() {
        JsonNode answer =
                client.post("/api/distances", "{\"words\": \"w7 w8\"}").json();
        int within = IntStream.rangeClosed(0, 5)
                .map(d -> answer.get("items").get(d).asInt())
                .sum();

        assertThat(found(Search.words("w7 w8").withRadius(5))).hasSize(within);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                             | no examples are given
            {"words": "w1", "id": "text-1"}                | 2 examples are given
            {"words": "w1", "limit": 0}                    | limit is 0
            {"words": "w1", "limit": 1001}                 | limit is 1001
            {"words": "w1", "radius": -1}                  | radius is -1
            {"words": "w1", "radius": 25}                  | radius: 25 is larger than the 24 bits
            {"words": "w1", "rank": "best"}                | rank is 'best'
            {"words": "w1", "cursor": "x"}                 | 'x' is not a cursor
            {"code": "zz"}                                 | the code
            {"code": "00"}                                 | the code
            {"code": "0000000000"}                         | the code
            {"vector": [1, 2, 3]}                          | have no code: the model of the library reads texts
            {"real": [1, 2, 3]}                            | has 3 numbers, but the codes of the library have 24
            {"picture": "AAAA"}                            | the model reads no pictures
            {"words": "w1", "limits": 3}                   | there is no field 'limits'
            {"words": "w1", "words": "w2"}                 | Duplicate field 'words'
            {"words": 1}                                   | words
            {"words": "w1", "limit": "3"}                  | limit
            {"words": "w1", "limit": 3.5}                  | limit
            {"vector": [NaN]}                              | the body is not JSON
            {"vector": [1e999]}                            | have no code: the model of the library reads texts
            {"words": "w1"} {}                             | Trailing token
            [1]                                            | the body is not as it should be
            null                                           | the body is null
            {"words": "w1", "with": ["everything"]}        | with
            {"words": "w1", "filter": {"must": [{"key": "colour", "match": {"value": "red"}}]}} | items cannot be filtered by 'colour'
            {"words": "w1", "filter": {"must": [{}]}}      | a condition of the filter lacks
            {"words": "w1", "filter": {"must": [null]}}    | filter
            """)
    void refusesWhatMakesNoSense(String body, String detail) {
        Answer answer = client.post("/api/query", body);

        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("detail").asText()).contains(detail);
    }

    @Test
    void anItemThatIsNotThereIs404() {
        assertThat(client.post("/api/query", "{\"id\": \"nobody\"}").status()).isEqualTo(404);
    }

    @Test
    void rescoresVectorsByThemselves() {
        Path vectors = Samples.vectors(folder.resolve("vectors"), 500);
        float[] vector = Samples.vector(new SplittableRandom(9));
        try (HourglassServer other = HourglassServer.start(Served.of(vectors), WebOptions.loopback(0));
                Library opened = Library.open(vectors);
                Snapshot items = opened.snapshot()) {
            JsonNode answer = new Client(other)
                    .post("/api/query", "{\"vector\": %s}".formatted(Client.quoted(vector)))
                    .json();

            assertThat(ids(answer))
                    .isEqualTo(items.search(Search.values(vector)).hits().stream()
                            .map(Hit::id)
                            .toList());
            assertThat(answer.get("remark").asText()).contains("cosine");
        }
    }
}
