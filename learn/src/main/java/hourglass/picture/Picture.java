package hourglass.picture;

import java.awt.image.BufferedImage;

/**
 * A picture embedded in the page, its pixels kept crisp.
 *
 * @param image the picture
 * @param alt what it shows, for those who cannot see it
 * @param caption what to see in it
 */
public record Picture(BufferedImage image, String alt, String caption) implements ReportBlock {
    @Override
    public String html() {
        Markup out = new Markup().open("figure");
        embed(out, image, alt);
        return out.element("figcaption", caption).close().toString();
    }

    /** An image element. Width and height are given so that the page does not move while it loads. */
    static void embed(Markup out, BufferedImage image, String alt) {
        String width = Integer.toString(image.getWidth());
        String height = Integer.toString(image.getHeight());
        out.empty("img", "src", Png.dataUri(image), "alt", alt, "width", width, "height", height);
    }
}
