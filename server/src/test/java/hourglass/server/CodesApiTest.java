package hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.data.Matrix;
import hourglass.data.generated.PenDigits;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import hourglass.persistence.FittedModel;
import hourglass.server.Client.Answer;
import hourglass.server.api.Served;
import hourglass.server.http.WebOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesApiTest {
    /** Sums depend on the number of threads in their last bits. */
    private static final Offset<Float> ROUNDED = within(1e-4f);

    @TempDir
    static Path folder;

    private static HourglassServer server;
    private static Client client;
    private static FittedModel model;

    @BeforeAll
    static void serve() {
        Path digits = Samples.digits(folder.resolve("digits"), 200);
        server = HourglassServer.start(Served.of(digits), WebOptions.loopback(0));
        client = new Client(server);
        model = Served.of(digits).model();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static float[] digit(int row) {
        float[] values = new float[784];
        PenDigits.of(200, 1).rows().read(row, values, 0);
        return values;
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).floatValue();
        }
        return values;
    }

    @Test
    void encodesVectorsAsTheModelDoes() {
        float[] values = digit(3);

        JsonNode code = client.post("/api/encode", "{\"vectors\": [%s]}".formatted(Client.quoted(values)))
                .json()
                .get("codes")
                .get(0);

        assertThat(floats(code.get("real")))
                .containsExactly(model.encode(new Matrix(values, 784)).row(0), ROUNDED);
        assertThat(code.get("address").asLong())
                .isEqualTo(model.binaryCodes(new Matrix(values, 784)).code(0)[0]);
    }

    @Test
    void encodesItemsAsTheLibraryHasThem() {
        JsonNode code = client.post("/api/encode", "{\"ids\": [\"digit/3\"]}")
                .json()
                .get("codes")
                .get(0);

        assertThat(code.get("code"))
                .isEqualTo(client.get("/api/items/digit%2F3").json().get("code"));
    }

    @Test
    void encodesAPictureAsItsPixels() {
        String png = Base64.getEncoder().encodeToString(Samples.png(digit(3)));

        JsonNode byPicture = client.post("/api/encode", "{\"pictures\": [\"%s\"]}".formatted(png))
                .json();

        assertThat(byPicture.get("codes").get(0).get("code"))
                .isEqualTo(client.get("/api/items/digit%2F3").json().get("code"));
    }

    @Test
    void decodesToValuesAndToAPictureOfThem() throws IOException {
        float[] code = model.encode(new Matrix(digit(3), 784)).row(0);
        float[] expected = model.decode(new Matrix(code, code.length)).row(0);

        JsonNode values = client.post("/api/decode", "{\"codes\": [%s]}".formatted(Client.quoted(code)))
                .json();
        JsonNode picture = client.post(
                        "/api/decode", "{\"codes\": [%s], \"as\": \"picture\"}".formatted(Client.quoted(code)))
                .json();

        assertThat(floats(values.get("items").get(0))).containsExactly(expected, ROUNDED);
        String url = picture.get("pictures").get(0).asText();
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1))));
        assertThat(image.getWidth()).isEqualTo(28);
        for (int pixel = 0; pixel < 784; pixel++) {
            assertThat((image.getRGB(pixel % 28, pixel / 28) & 0xFF) / 255f).isCloseTo(expected[pixel], within(0.003f));
        }
    }

    @Test
    void reconstructsWithTheErrorOfTheModel() {
        Matrix item = new Matrix(digit(3), 784);
        float[] again = model.decode(model.encode(item)).row(0);
        double error = 0;
        for (int i = 0; i < again.length; i++) {
            error += Math.pow(again[i] - item.get(0, i), 2);
        }

        JsonNode answer = client.post("/api/reconstruct", "{\"vectors\": [%s]}".formatted(Client.quoted(digit(3))))
                .json()
                .get("items")
                .get(0);

        assertThat(answer.get("error").asDouble()).isCloseTo(error, within(1e-4));
        assertThat(floats(answer.get("values"))).containsExactly(again, ROUNDED);
    }

    @Test
    void textsAreDecodedToTheirMostExpectedWords() {
        Path texts = Samples.texts(folder.resolve("texts"), 20);
        try (HourglassServer other = HourglassServer.start(Served.of(texts), WebOptions.loopback(0));
                Library library = Library.open(texts);
                Snapshot items = library.snapshot()) {
            float[] code = items.code("text-1").orElseThrow().real();
            float[] shares =
                    library.model().decode(new Matrix(code, code.length)).row(0);

            JsonNode words = new Client(other)
                    .post("/api/decode", "{\"codes\": [%s]}".formatted(Client.quoted(code)))
                    .json()
                    .get("words")
                    .get(0);

            assertThat(words).hasSize(20);
            for (int i = 0; i < 20; i++) {
                int word = Integer.parseInt(words.get(i).get("word").asText().substring(1));
                assertThat(words.get(i).get("value").floatValue()).isEqualTo(shares[word]);
                assertThat(i == 0 || words.get(i - 1).get("value").floatValue() >= shares[word])
                        .isTrue();
            }
        }
    }

    @Test
    void aTextWithoutAKnownWordHasNoCode() {
        Path texts = Samples.texts(folder.resolve("known"), 20);
        try (HourglassServer other = HourglassServer.start(Served.of(texts), WebOptions.loopback(0))) {
            JsonNode codes = new Client(other)
                    .post("/api/encode", "{\"texts\": [\"w1\", \"storm\"]}")
                    .json()
                    .get("codes");

            assertThat(codes.get(0).get("code").asText()).hasSize(6);
            assertThat(codes.get(1).isNull()).isTrue();
        }
    }

    @Test
    void aModelAloneIsServedToo() {
        Path file = folder.resolve("model.safetensors");
        Samples.ofNumbers().save(file);
        try (HourglassServer other = HourglassServer.start(Served.of(file), WebOptions.loopback(0))) {
            Client of = new Client(other);
            String vector = Client.quoted(Samples.vector(new SplittableRandom(4)));

            assertThat(of.get("/api/info").json().get("library").isNull()).isTrue();
            assertThat(of.post("/api/encode", "{\"vectors\": [%s]}".formatted(vector))
                            .status())
                    .isEqualTo(200);
            assertThat(of.post("/api/query", "{\"vector\": %s}".formatted(vector))
                            .status())
                    .isEqualTo(404);
            assertThat(of.get("/api/model/units").json().get("detail").asText()).contains("no examples");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            encode      | {}                                    | items are given in 0 ways
            encode      | {"vectors": []}                       | there are 0 items
            encode      | {"vectors": [[1, 2]]}                 | vector 0 has 2 numbers
            encode      | {"texts": ["a"]}                      | the model reads no texts
            encode      | {"pictures": ["AAAA"]}                | the picture is not an image
            encode      | {"pictures": ["?"]}                   | the picture is not in base64
            encode      | {"vectors": [[1e99]], "ids": ["a"]}   | items are given in 2 ways
            encode      | {"vectors": [null]}                   | the body is not as it should be
            decode      | {"codes": [[1, 2]]}                   | code 0 has 2 numbers
            decode      | {}                                    | there are no codes to decode
            decode      | {"codes": [[1]], "as": "poem"}        | code 0 has 1 numbers
            reconstruct | {"ids": ["digit/1"], "as": "poem"}    | "as" is 'poem'
            """)
    void refusesWhatCannotBe(String path, String body, String detail) {
        Answer answer = client.post("/api/" + path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).contains(detail);
    }

    @Test
    void refusesNumbersBeyondFloats() {
        String vector = "[1e39" + ", 0".repeat(783) + "]";

        Answer answer = client.post("/api/encode", "{\"vectors\": [%s]}".formatted(vector));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).isEqualTo("number 0 of vector 0 is not finite");
    }

    @Test
    void refusesTooManyItems() {
        String ids = "\"digit/1\"" + ", \"digit/1\"".repeat(256);

        assertThat(client.post("/api/encode", "{\"ids\": [%s]}".formatted(ids)).status())
                .isEqualTo(400);
    }
}
