package hourglass.picture;

import static hourglass.picture.TilesTest.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.data.ImageShape;
import hourglass.picture.Comparison.Row;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final ImageShape PIXEL = new ImageShape(1, 1, 1);
    private static final TileLayout BARE = TileLayout.ofImages().withGap(0).withMagnification(40);

    private static Comparison comparison(int columns) {
        Row data = new Row("data", new float[] {0, 0.2f, 0.4f});
        Row deep = new Row("deep <30>", new float[] {0.6f, 0.8f, 1});
        return new Comparison(List.of(data, deep), PIXEL, BARE.withColumns(columns), "Three items & two views");
    }

    @Test
    void standsRowsOneUnderTheOther() {
        BufferedImage image = comparison(3).image();

        assertThat(image.getHeight()).isEqualTo(80);
        assertThat(List.of(tile(image, 3, 0, 20), tile(image, 3, 2, 20), tile(image, 3, 0, 60), tile(image, 3, 2, 60)))
                .containsExactly(grey(0), grey(102), grey(153), grey(255));
    }

    @Test
    void repeatsAllRowsForItemsBeyondTheColumns() {
        BufferedImage image = comparison(2).image();

        int secondBand = 80 + 8;
        assertThat(image.getHeight()).isEqualTo(2 * 80 + 8);
        assertThat(List.of(tile(image, 2, 0, secondBand + 20), tile(image, 2, 0, secondBand + 60)))
                .containsExactly(grey(102), grey(255));
    }

    @Test
    void givesSmallImagesTheRoomThatTheirLabelsNeed() {
        Row row = new Row("data", new float[] {0});
        Comparison small = new Comparison(List.of(row, row), PIXEL, BARE.withMagnification(1), "");

        assertThat(small.image().getHeight()).isEqualTo(2 * Label.draw("data").getHeight());
    }

    @Test
    void saysInHtmlWhichItemsAStripShows() throws Exception {
        assertThat(Xml.attributes(comparison(2).html(), "img", "alt"))
                .containsExactly(
                        "data, items 1 to 2",
                        "deep <30>, items 1 to 2",
                        "data, items 3 to 3",
                        "deep <30>, items 3 to 3");
    }

    @Test
    void labelsRowsInHtml() throws Exception {
        assertThat(Xml.texts(comparison(3).html(), "span")).containsExactly("data", "deep <30>");
    }

    @Test
    void refusesRowsOfDifferentLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Comparison(
                        List.of(new Row("data", new float[2]), new Row("deep", new float[3])), PIXEL, BARE, ""))
                .withMessage("row 'deep' has 3 values, but row 'data' has 2");
    }

    @Test
    void refusesNoRow() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Comparison(List.of(), PIXEL, BARE, ""));
    }

    /** The colour in the middle of a tile, whose distance from the right edge doesn't depend on the label's font. */
    private static int tile(BufferedImage image, int columns, int column, int y) {
        return image.getRGB(image.getWidth() - 40 * (columns - column) + 20, y);
    }
}
