package hourglass.picture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hourglass.data.ImageShape;
import hourglass.data.Matrix;
import hourglass.data.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Items as points of the plane, by codes of two numbers: one panel for each method, side by side, coloured by class. As a page,
 * which shows an item under the pointer in all panels at once, and as a picture.
 *
 * @param title of the page
 * @param panels one for each method, at least one; all of the same items
 * @param labels the class of each item from 0 on, negative for none
 * @param classes their names
 * @param names of the items, shown under the pointer; empty for none
 * @param images of the items, row-major; null if they are none
 * @param shape of the images, or null
 * @param provenance how the map came to be
 */
public record CodeMap(
        String title,
        List<Panel> panels,
        int[] labels,
        List<String> classes,
        List<String> names,
        @Nullable Matrix images,
        @Nullable ImageShape shape,
        Provenance provenance) {
    /** Ten colours that stay apart for most colour-blind readers; more classes share them with other shapes. */
    static final List<String> PALETTE = List.of(
            "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b59f00", "#56b4e9", "#7a3b00", "#8a63ff", "#4d4d4d",
            "#e6194b");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    /** Thumbnails side by side in the picture that holds them all. */
    private static final int TILES = 50;

    /**
     * One method's plane.
     *
     * @param name of the method
     * @param points two columns, a row an item
     * @param note on how good it is, or empty
     */
    public record Panel(String name, Matrix points, String note) {
        public Panel {
            if (points.columns() != 2) {
                throw new IllegalArgumentException(
                        "%s has codes of %d numbers, not 2".formatted(name, points.columns()));
            }
        }

        /** The least and greatest coordinates that are shown: all but the outermost 1 in 500 each way, with a margin. */
        double[] frame() {
            double[] frame = new double[4];
            for (int axis = 0; axis < 2; axis++) {
                int column = axis;
                double[] sorted = IntStream.range(0, points.count())
                        .mapToDouble(row -> points.get(row, column))
                        .sorted()
                        .toArray();
                int cut = sorted.length / 500;
                double low = sorted[cut];
                double high = sorted[sorted.length - 1 - cut];
                double margin = high > low ? 0.04 * (high - low) : 1;
                frame[2 * axis] = low - margin;
                frame[2 * axis + 1] = high + margin;
            }
            return frame;
        }
    }

    /** What the page's script reads. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Data(
            List<Points> panels,
            int[] labels,
            List<String> classes,
            List<String> names,
            List<String> colours,
            @JsonUnwrapped @Nullable Sprite images) {}

    private record Points(String name, String note, double[] frame, List<BigDecimal> points) {
        /** Five digits place a point to a fraction of a pixel. */
        private static final MathContext DIGITS = new MathContext(5);

        static Points of(Panel panel) {
            float[] values = panel.points.values();
            return new Points(
                    panel.name,
                    panel.note,
                    panel.frame(),
                    IntStream.range(0, values.length)
                            .mapToObj(i -> new BigDecimal(values[i], DIGITS))
                            .toList());
        }
    }

    /** All images in one, each of a width and height, with so many columns of them. */
    private record Sprite(String sprite, int columns, int width, int height) {
        static Sprite of(Matrix images, ImageShape shape) {
            TileLayout layout =
                    TileLayout.ofImages().withColumns(TILES).withGap(0).withMagnification(1);
            String picture = Png.dataUri(Tiles.of(images.values(), shape, layout));
            return new Sprite(picture, TILES, shape.width(), shape.height());
        }
    }

    public CodeMap {
        panels = List.copyOf(panels);
        classes = List.copyOf(classes);
        names = List.copyOf(names);
        int items = labels.length;
        if (panels.isEmpty() || panels.stream().anyMatch(panel -> panel.points.count() != items)) {
            throw new IllegalArgumentException("panels must hold the same %d items".formatted(items));
        }
    }

    /** All panels as one picture, from left to right, with the classes below. */
    public BufferedImage picture() {
        return new CodeMapDrawing(this).picture();
    }

    /**
     * Writes the page to a file, whole or not at all. It holds all that it shows.
     *
     * @throws hourglass.data.InputException if the file cannot be written
     */
    public void writePage(Path file) {
        byte[] page = html().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, stream -> stream.write(page));
    }

    /** The page. */
    public String html() {
        String script = Page.resource("map.js");
        Markup out = Page.begin(title, Page.resource("report.css") + Page.resource("map.css"), script);
        out.open("body").open("main").open("header").element("h1", title);
        out.element(
                        "p",
                        "Each point is an item, placed by its code of two numbers. Point at one to see it in every panel;"
                                + " choose classes below.")
                .close();
        out.open("div", "id", "legend");
        out.close().open("div", "id", "panels");
        out.close().open("div", "id", "item", "role", "status", "aria-live", "polite");
        out.close();
        out.open("footer").markup(provenance.html()).close().close().newLine();
        // Data, not markup: '<' is escaped, so that no text can end the element.
        out.open("script", "type", "application/json", "id", "data")
                .markup(json().replace("<", "\\u003c"))
                .close();
        out.newLine().open("script").markup(script).close();
        return out.close().close().newLine().toString();
    }

    private String json() {
        Data data = new Data(
                panels.stream().map(Points::of).toList(),
                labels,
                classes,
                names,
                PALETTE,
                images == null || shape == null ? null : Sprite.of(images, shape));
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
