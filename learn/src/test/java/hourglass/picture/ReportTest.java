package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.ImageShape;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String HOSTILE = "<script src=\"x\">&'</script>\0";
    private static final BufferedImage IMAGE =
            Tiles.of(new float[] {0, 1}, new ImageShape(1, 2, 1), TileLayout.ofImages());

    private static Report report(String text) {
        Comparison comparison = new Comparison(
                List.of(new Comparison.Row(text, new float[] {0, 1})),
                new ImageShape(1, 1, 1),
                TileLayout.ofImages(),
                text);
        LearningCurve curve = new LearningCurve(text, new double[] {2, 1}, new double[] {3, 2});
        Section section = Section.of(
                text,
                new Paragraph(text),
                new ReportTable(text, List.of(Column.of(text)), List.of(List.of(Cell.of(text)))),
                new Picture(IMAGE, text, text),
                comparison,
                LineChart.ofLearning(text, text, true, List.of(curve)));
        Instant date = Instant.parse("2026-01-02T03:04:05Z");
        return new Report(text, text, List.of(section), new Provenance(text, 42L, date, text, text));
    }

    @Test
    void isWellFormedWhateverItsTexts() throws Exception {
        assertThat(Xml.parse(report(HOSTILE).html()).getDocumentElement().getTagName())
                .isEqualTo("html");
    }

    @Test
    void letsNoTextBecomeMarkup() throws Exception {
        assertThat(Xml.elements(report(HOSTILE).html(), "script")).isEmpty();
    }

    @Test
    void showsEveryTextAsItIs() throws Exception {
        String shown = HOSTILE.replace('\0', '\ufffd');
        String html = report(HOSTILE).html();

        assertThat(Xml.texts(html, "h1")).containsExactly(shown);
        assertThat(Xml.texts(html, "figcaption")).containsExactly(shown, shown, shown);
        assertThat(Xml.texts(html, "code")).containsExactly(shown);
    }

    @Test
    void namesNothingOutsideItself() {
        assertThat(report("text").html())
                .doesNotContain("://", "url(", "@import", "<script")
                .doesNotContainPattern("(src|href)=\"(?!data:)");
    }

    @Test
    void embedsPicturesWithTheirPixels() throws Exception {
        String source = Xml.attributes(report("text").html(), "img", "src").get(0);
        byte[] png = Base64.getDecoder().decode(source.substring("data:image/png;base64,".length()));

        assertThat(TilesTest.pixels(ImageIO.read(new ByteArrayInputStream(png))))
                .isDeepEqualTo(TilesTest.pixels(IMAGE));
    }

    @Test
    void describesEveryPicture() throws Exception {
        assertThat(Xml.attributes(report("text").html(), "img", "alt"))
                .isNotEmpty()
                .doesNotContain("");
    }

    @Test
    void saysHowItCameToBe() throws Exception {
        assertThat(Xml.texts(report("text").html(), "dd"))
                .containsExactly("text", "42", "2026-01-02 03:04 UTC", "text", "text");
    }

    @Test
    void namesEveryColourOfAChartForTheDark() {
        String html = report("text").html();
        assertThat(Pattern.compile("--series-\\d: #").matcher(html).results().count())
                .isEqualTo(6);
    }

    @Test
    void writesWhatItSays() throws IOException {
        Report report = report("größer");
        report.write(folder.resolve("report.html"));

        assertThat(Files.readString(folder.resolve("report.html"))).isEqualTo(report.html());
    }

    @TempDir
    Path folder;
}
