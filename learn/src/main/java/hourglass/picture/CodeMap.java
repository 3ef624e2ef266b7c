package hourglass.picture;

import hourglass.data.ImageShape;
import hourglass.data.Matrix;
import hourglass.data.file.AtomicFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
    private static final List<String> PALETTE = List.of(
            "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b59f00", "#56b4e9", "#7a3b00", "#8a63ff", "#4d4d4d",
            "#e6194b");

    private static final String UNKNOWN = "#9aa4b2";
    private static final int SIDE = 520;
    private static final int MARGIN = 24;
    private static final int HEADING = 36;
    private static final int LEGEND = 34;
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
        int width = panels.size() * (SIDE + MARGIN) + MARGIN;
        int height = HEADING + SIDE + MARGIN + LEGEND;
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < panels.size(); i++) {
            draw(graphics, panels.get(i), MARGIN + i * (SIDE + MARGIN));
        }
        drawLegend(graphics, height - LEGEND + 14);
        graphics.dispose();
        return picture;
    }

    private void draw(Graphics2D graphics, Panel panel, int left) {
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        String note = panel.note.isEmpty() ? "" : "  " + panel.note;
        graphics.drawString(panel.name + note, left, HEADING - 12);
        graphics.setColor(new Color(0xd8dce2));
        graphics.drawRect(left, HEADING, SIDE, SIDE);
        double[] frame = frame(panel.points);
        double radius = labels.length > 5000 ? 1.5 : 2.5;
        for (int item = 0; item < labels.length; item++) {
            double x = left + SIDE * (panel.points.get(item, 0) - frame[0]) / (frame[1] - frame[0]);
            double y = HEADING + SIDE - SIDE * (panel.points.get(item, 1) - frame[2]) / (frame[3] - frame[2]);
            if (x >= left && x <= left + SIDE && y >= HEADING && y <= HEADING + SIDE) {
                Color colour = Color.decode(colour(labels[item]));
                graphics.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 190));
                graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
            }
        }
    }

    private void drawLegend(Graphics2D graphics, int y) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        int x = MARGIN;
        for (int label = 0; label < classes.size() && x < panels.size() * (SIDE + MARGIN); label++) {
            graphics.setColor(Color.decode(colour(label)));
            graphics.fillOval(x, y - 10, 10, 10);
            graphics.setColor(Color.BLACK);
            graphics.drawString(classes.get(label), x + 15, y);
            x += 15 + graphics.getFontMetrics().stringWidth(classes.get(label)) + 18;
        }
    }

    private static String colour(int label) {
        return label < 0 ? UNKNOWN : PALETTE.get(label % PALETTE.size());
    }

    /** The least and greatest coordinates that are shown: all but the outermost 1 in 500 each way, with a margin. */
    private static double[] frame(Matrix points) {
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
        String script = resource("map.js");
        String policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-%s'"
                .formatted(sha256(script));
        Markup out = new Markup().markup("<!DOCTYPE html>").newLine().open("html", "lang", "en");
        out.open("head").empty("meta", "charset", "utf-8");
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "generator", "content", "Hourglass");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        out.empty("link", "rel", "icon", "href", "data:,");
        out.element("title", title).open("style").markup(resource("report.css")).markup(resource("map.css"));
        out.close().close().newLine();
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
        String points = panels.stream()
                .map(panel -> "{\"name\":%s,\"note\":%s,\"frame\":%s,\"points\":[%s]}"
                        .formatted(
                                text(panel.name),
                                text(panel.note),
                                Arrays.toString(frame(panel.points)),
                                numbers(panel.points)))
                .collect(Collectors.joining(","));
        String sprite = images == null || shape == null
                ? ""
                : ",\"sprite\":\"%s\",\"columns\":%d,\"width\":%d,\"height\":%d"
                        .formatted(Png.dataUri(sprite(images, shape)), TILES, shape.width(), shape.height());
        return "{\"panels\":[%s],\"labels\":%s,\"classes\":%s,\"names\":%s,\"colours\":%s%s}"
                .formatted(points, Arrays.toString(labels), texts(classes), texts(names), texts(PALETTE), sprite);
    }

    private static BufferedImage sprite(Matrix images, ImageShape shape) {
        TileLayout layout = TileLayout.ofImages().withColumns(TILES).withGap(0).withMagnification(1);
        return Tiles.of(images.values(), shape, layout);
    }

    private static String numbers(Matrix points) {
        return IntStream.range(0, points.values().length)
                .mapToObj(i -> String.format(Locale.ROOT, "%.5g", points.values()[i]))
                .collect(Collectors.joining(","));
    }

    private static String texts(List<String> texts) {
        return texts.stream().map(CodeMap::text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\' || character < ' ' || character > '~') {
                out.append("\\u%04x".formatted((int) character));
            } else {
                out.append(character);
            }
        }
        return out.append('"').toString();
    }

    private static String sha256(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = CodeMap.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside " + CodeMap.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
