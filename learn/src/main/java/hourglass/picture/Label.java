package hourglass.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A line of text as a picture with a transparent ground. */
final class Label {
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final int PADDING = 8;

    private Label() {}

    /** The text in black, or an empty picture of one pixel where this machine has no font to draw it with. */
    static BufferedImage draw(String text) {
        try {
            return drawWithFont(text);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A bare JDK without fontconfig or fonts fails here, in a way that differs from version to version.
            return Tiles.blank(1, 1);
        }
    }

    private static BufferedImage drawWithFont(String text) {
        Graphics2D measuring = Tiles.blank(1, 1).createGraphics();
        FontMetrics metrics = measuring.getFontMetrics(FONT);
        measuring.dispose();
        BufferedImage label = Tiles.blank(metrics.stringWidth(text) + 2 * PADDING, metrics.getHeight());
        Graphics2D graphics = label.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(FONT);
        graphics.setColor(Color.BLACK);
        graphics.drawString(text, PADDING, metrics.getAscent());
        graphics.dispose();
        return label;
    }
}
