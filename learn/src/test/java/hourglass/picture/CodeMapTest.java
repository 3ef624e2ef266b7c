package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.ImageShape;
import hourglass.data.Matrix;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CodeMapTest {
    private static final String NASTY = "\"</script>\\ \u00E9";

    private static CodeMap map() {
        Matrix points = new Matrix(new float[] {0.123456f, -2, 1e-7f, 3}, 2);
        return new CodeMap(
                "A map",
                List.of(new CodeMap.Panel("PCA", points, "")),
                new int[] {0, -1},
                List.of(NASTY),
                List.of(),
                new Matrix(new float[8], 4),
                new ImageShape(2, 2, 1),
                new Provenance("1", 1L, Instant.EPOCH, "hourglass map", "here"));
    }

    private static JsonNode data(String html) throws IOException {
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
                .matcher(html);
        assertThat(data.find()).as("an element with the data").isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    @Test
    void pageHoldsThePointsToFiveDigits() throws IOException {
        JsonNode points = data(map().html()).at("/panels/0/points");
        assertThat(points.get(0).asDouble()).isEqualTo(0.12346);
        assertThat(points.get(2).asDouble()).isEqualTo(1e-7);
        assertThat(points).hasSize(4);
    }

    @Test
    void noNameEndsTheElementOfTheData() throws IOException {
        assertThat(data(map().html()).at("/classes/0").asText()).isEqualTo(NASTY);
    }

    @Test
    void pageHoldsTheImagesWithTheirSize() throws IOException {
        JsonNode data = data(map().html());
        assertThat(data.get("sprite").asText()).startsWith("data:image/png;base64,");
        assertThat(data.get("width").asInt()).isEqualTo(2);
    }

    @Test
    void pictureShowsItemsOfAClassInItsColour() {
        var picture = map().picture();
        int colour = Integer.parseInt(CodeMap.PALETTE.get(0).substring(1), 16);
        boolean shown = false;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                shown |= (picture.getRGB(x, y) & 0xFFFFFF) == colour;
            }
        }
        assertThat(shown).isTrue();
    }
}
