package hourglass.picture;

import hourglass.data.ImageShape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * The same items seen in several ways, one under the other: data, deep reconstruction, reconstruction by principal
 * components. Where there are more items than columns, all rows are given for the first items, then for the next.
 *
 * @param rows at least 1, with the same number of images each
 * @param shape the shape of each image
 * @param layout columns, gaps, magnification and contrast
 * @param caption what to see in it
 */
public record Comparison(List<Row> rows, ImageShape shape, TileLayout layout, String caption) implements ReportBlock {
    private static final int PADDING = 8;

    /**
     * One way to see the items.
     *
     * @param label its name
     * @param images one image a row, row-major; not copied, must not be changed afterwards
     */
    public record Row(String label, float[] images) {}

    public Comparison {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a comparison has at least 1 row, not 0");
        }
        Tiles.count(rows.get(0).images(), shape);
        for (Row row : rows) {
            if (row.images().length != rows.get(0).images().length) {
                throw new IllegalArgumentException("row '%s' has %d values, but row '%s' has %d"
                        .formatted(
                                row.label(),
                                row.images().length,
                                rows.get(0).label(),
                                rows.get(0).images().length));
            }
        }
    }

    @Override
    public String html() {
        Markup out = new Markup().open("figure");
        for (int first = 0; first < count(); first += layout.columns()) {
            out.open("div", "class", "comparison");
            for (Row row : rows) {
                int last = Math.min(first + layout.columns(), count());
                out.element("span", row.label());
                Picture.embed(out, strip(row, first), "%s, items %d to %d".formatted(row.label(), first + 1, last));
            }
            out.close();
        }
        return out.element("figcaption", caption).close().toString();
    }

    /** The comparison as one picture on white, with the labels left of their rows (without where no font is installed). */
    public BufferedImage image() {
        List<BufferedImage> labels =
                rows.stream().map(row -> Label.draw(row.label())).toList();
        int margin = labels.stream().mapToInt(BufferedImage::getWidth).max().orElse(0);
        BufferedImage strip = strip(rows.get(0), 0);
        // Small images are given the room that their labels need.
        int height = Math.max(strip.getHeight(), labels.get(0).getHeight());
        int bands = (count() + layout.columns() - 1) / layout.columns();
        int bandHeight = rows.size() * height + PADDING;
        BufferedImage picture = Tiles.blank(margin + strip.getWidth(), bands * bandHeight - PADDING);
        Tiles.fill(picture, Color.WHITE);
        Graphics2D graphics = picture.createGraphics();
        for (int band = 0; band < bands; band++) {
            for (int row = 0; row < rows.size(); row++) {
                int middle = band * bandHeight + row * height + height / 2;
                drawAround(middle, 0, labels.get(row), graphics);
                drawAround(middle, margin, strip(rows.get(row), band * layout.columns()), graphics);
            }
        }
        graphics.dispose();
        return picture;
    }

    private static void drawAround(int middle, int left, BufferedImage part, Graphics2D graphics) {
        graphics.drawImage(part, left, middle - part.getHeight() / 2, null);
    }

    private int count() {
        return rows.get(0).images().length / shape.size();
    }

    private BufferedImage strip(Row row, int first) {
        int last = Math.min(first + layout.columns(), count());
        return Tiles.of(Arrays.copyOfRange(row.images(), first * shape.size(), last * shape.size()), shape, layout);
    }
}
