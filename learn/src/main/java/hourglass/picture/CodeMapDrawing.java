package hourglass.picture;

import hourglass.picture.CodeMap.Panel;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** A {@link CodeMap} as a picture. */
final class CodeMapDrawing {
    private static final Color FRAME = new Color(0xd8dce2);
    private static final String UNKNOWN = "#9aa4b2";
    private static final int SIDE = 520;
    private static final int MARGIN = 24;
    private static final int HEADING = 36;
    private static final int LEGEND = 34;

    private final List<Panel> panels;
    private final int[] labels;
    private final List<String> classes;

    CodeMapDrawing(CodeMap map) {
        panels = map.panels();
        labels = map.labels();
        classes = map.classes();
    }

    BufferedImage picture() {
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
        String note = panel.note().isEmpty() ? "" : "  " + panel.note();
        graphics.drawString(panel.name() + note, left, HEADING - 12);
        graphics.setColor(FRAME);
        graphics.drawRect(left, HEADING, SIDE, SIDE);
        double[] frame = panel.frame();
        double radius = labels.length > 5000 ? 1.5 : 2.5;
        for (int item = 0; item < labels.length; item++) {
            double x = left + SIDE * (panel.points().get(item, 0) - frame[0]) / (frame[1] - frame[0]);
            double y = HEADING + SIDE - SIDE * (panel.points().get(item, 1) - frame[2]) / (frame[3] - frame[2]);
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
        return label < 0 ? UNKNOWN : CodeMap.PALETTE.get(label % CodeMap.PALETTE.size());
    }
}
