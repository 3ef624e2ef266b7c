package hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.codes.BinaryCodes;
import hourglass.codes.join.HammingJoin;
import hourglass.data.Matrix;
import hourglass.decomposition.PrincipalComponents;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import hourglass.library.StoredCodes;
import hourglass.server.Client.Answer;
import hourglass.server.api.Served;
import hourglass.server.http.WebOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows of all codes and of the model. */
class ViewsApiTest {
    private static final int ITEMS = 400;

    @TempDir
    static Path folder;

    private static HourglassServer server;
    private static Client client;
    private static StoredCodes codes;

    @BeforeAll
    static void serve() {
        Path digits = Samples.digits(folder.resolve("digits"), ITEMS);
        server = HourglassServer.start(Served.of(digits), WebOptions.loopback(0));
        client = new Client(server);
        try (Library library = Library.open(digits);
                Snapshot items = library.snapshot()) {
            codes = items.codes(Integer.MAX_VALUE, true);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A map as a client reads it. */
    private record ReadMap(JsonNode header, ByteBuffer numbers) {
        static ReadMap of(Answer answer) {
            ByteBuffer bytes = ByteBuffer.wrap(answer.response().body()).order(ByteOrder.LITTLE_ENDIAN);
            byte[] json = new byte[bytes.getInt()];
            bytes.get(json);
            try {
                return new ReadMap(
                        new ObjectMapper().readTree(json), bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        int count() {
            return header.get("count").asInt();
        }

        String label(int item) {
            return header.get("labels")
                    .get(Short.toUnsignedInt(numbers.getShort(8 * count() + 2 * item)))
                    .asText();
        }

        boolean bit(int item, int bit) {
            int bytes = header.get("codeBytes").asInt();
            int from = 8 * count() + (2 * count() + 3) / 4 * 4;
            return (numbers.get(from + item * bytes + (bit >> 3)) >> (7 - (bit & 7)) & 1) == 1;
        }
    }

    @Test
    void theMapHoldsEveryItemWithItsLabelAndItsBits() {
        ReadMap map = ReadMap.of(client.getComputed("/api/map"));

        assertThat(map.count()).isEqualTo(ITEMS);
        for (int item = 0; item < ITEMS; item++) {
            assertThat(map.header.get("ids").get(item).asText()).isEqualTo(codes.ids()[item]);
            assertThat(map.label(item)).isEqualTo(codes.topicNames().get(codes.topics()[item]));
            for (int bit = 0; bit < Samples.BITS; bit++) {
                assertThat(map.bit(item, bit)).isEqualTo(codes.binary().bit(item, bit));
            }
        }
    }

    @Test
    void theMapByPcaIsThatOfTheRealCodes() {
        ReadMap map = ReadMap.of(client.getComputed("/api/map?method=pca"));
        Matrix expected = PrincipalComponents.fit(codes.real(), 2).encode(codes.real());

        for (int item = 0; item < ITEMS; item++) {
            assertThat(map.numbers.getFloat(8 * item)).isCloseTo(expected.get(item, 0), within(1e-3f));
            assertThat(map.numbers.getFloat(8 * item + 4)).isCloseTo(expected.get(item, 1), within(1e-3f));
        }
    }

    @Test
    void theMapByNcaPutsTopicsNearerTogetherThanPca() {
        assertThat(neighborsOfOneLabel(ReadMap.of(client.getComputed("/api/map?method=nca"))))
                .isGreaterThan(neighborsOfOneLabel(ReadMap.of(client.getComputed("/api/map?method=pca"))));
    }

    /** The number of items whose nearest neighbour in the plane has their label. */
    private static long neighborsOfOneLabel(ReadMap map) {
        return IntStream.range(0, ITEMS)
                .filter(item -> {
                    int nearest = IntStream.range(0, ITEMS)
                            .filter(other -> other != item)
                            .boxed()
                            .min(java.util.Comparator.comparingDouble(other -> Math.hypot(
                                    map.numbers.getFloat(8 * item) - map.numbers.getFloat(8 * other),
                                    map.numbers.getFloat(8 * item + 4) - map.numbers.getFloat(8 * other + 4))))
                            .orElseThrow();
                    return map.label(item).equals(map.label(nearest));
                })
                .count();
    }

    @Test
    void aSmallerMapIsEvenlyChosen() {
        ReadMap map = ReadMap.of(client.getComputed("/api/map?most=40"));

        assertThat(map.count()).isEqualTo(40);
        assertThat(map.header.get("of").asInt()).isEqualTo(ITEMS);
        assertThat(map.header.get("note").asText()).contains("40 of 400 items");
    }

    @Test
    void anUnknownMapIsRefusedWithThoseThereAre() {
        Answer answer = client.getComputed("/api/map?method=tsne");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("remedy").asText()).contains("pca, nca");
    }

    @Test
    void duplicatesAreTheGroupsOfTheJoin() {
        List<int[]> expected = HammingJoin.of(codes.binary(), 2).components().groups();

        JsonNode answer =
                client.getComputed("/api/duplicates?radius=2&limit=200").json();

        assertThat(answer.get("groupCount").asInt()).isEqualTo(expected.size()).isPositive();
        assertThat(StreamSupport.stream(answer.get("groups").spliterator(), false)
                        .map(group -> new TreeSet<>(group.findValuesAsText("id"))))
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .map(group -> IntStream.of(group)
                                .mapToObj(item -> codes.ids()[item])
                                .collect(java.util.stream.Collectors.toCollection(TreeSet::new)))
                        .toList());
    }

    @Test
    void aRadiusThatLinksNearlyEverythingIsRefused() {
        assertThat(client.get("/api/duplicates?radius=12").status()).isEqualTo(400);
    }

    @Test
    void theModelIsShownWithItsLayersAndItsLearningCurve() {
        JsonNode model = client.get("/api/model").json();

        assertThat(model.get("layers").findValuesAsText("units")).containsExactly("60", "24", "60", "784");
        assertThat(model.get("stages").get(0).get("trainingLosses")).hasSize(3);
        assertThat(model.get("data").get("rows").asInt()).isEqualTo(ITEMS);
    }

    @Test
    void filtersAreAPicture() throws IOException {
        Answer answer = client.get("/api/model/filters");

        assertThat(answer.type()).isEqualTo("image/png");
        // Ten of the 60 side by side, each pixel twice as large.
        assertThat(ImageIO.read(new ByteArrayInputStream(answer.response().body()))
                        .getWidth())
                .isEqualTo(10 * (56 + 2) + 2);
    }

    @Test
    void reconstructionsAreMeasuredBesideAsManyPrincipalComponents() {
        JsonNode answer =
                client.getComputed("/api/model/reconstructions?count=5").json();

        assertThat(answer.get("items")).hasSize(5);
        assertThat(answer.get("rows").asInt()).isEqualTo(ITEMS / 4);
        assertThat(answer.get("deepError").asDouble()).isPositive();
        assertThat(answer.get("pcaError").asDouble()).isPositive();
    }

    @Test
    void unitsAreRankedByWhatTheyChange() {
        JsonNode units = client.getComputed("/api/model/units").json().get("units");
        List<Double> changes =
                units.findValues("change").stream().map(JsonNode::asDouble).toList();

        assertThat(changes).hasSize(Samples.BITS).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(units).allSatisfy(unit -> assertThat(unit.get("median").asDouble())
                .isBetween(unit.get("from").asDouble(), unit.get("to").asDouble()));
    }

    @Test
    void movingTheFirstUnitChangesTheDecodedItemByWhatIsSaid() {
        JsonNode unit =
                client.getComputed("/api/model/units").json().get("units").get(0);
        float[] code = codes.real().row(0);
        float[] other = code.clone();
        code[unit.get("unit").asInt()] = unit.get("from").floatValue();
        other[unit.get("unit").asInt()] = unit.get("to").floatValue();

        JsonNode items = client.post("/api/decode", "{\"codes\": %s}".formatted(Client.quoted(List.of(code, other))))
                .json()
                .get("items");

        double squared = IntStream.range(0, 784)
                .mapToDouble(i -> Math.pow(
                        items.get(0).get(i).asDouble() - items.get(1).get(i).asDouble(), 2))
                .sum();
        assertThat(Math.sqrt(squared))
                .isBetween(
                        0.3 * unit.get("change").asDouble(),
                        3 * unit.get("change").asDouble());
    }

    @Test
    void codesOfAllItemsAreThoseOfEach() {
        BinaryCodes all = codes.binary();
        for (int item = 0; item < 20; item++) {
            String id = Client.escaped(codes.ids()[item]);
            JsonNode real = client.get("/api/items/" + id).json().get("real");
            assertThat(real.get(3).floatValue()).isEqualTo(codes.real().get(item, 3));
        }
        assertThat(all.count()).isEqualTo(ITEMS);
    }
}
