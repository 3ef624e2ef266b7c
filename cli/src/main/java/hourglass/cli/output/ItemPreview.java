package hourglass.cli.output;

import hourglass.data.image.DecodedImage;
import hourglass.library.Item;
import hourglass.picture.GroupPage.Preview;

/** What a page shows of an item: a small picture, or the beginning of a text. */
public final class ItemPreview {
    private static final int CHARACTERS = 1200;
    private static final int SIDE = 320;

    private ItemPreview() {}

    /** Of an item of a library. */
    public static Preview of(Item item) {
        byte[] thumbnail = item.thumbnail();
        if (thumbnail != null) {
            return new Preview.Thumbnail(thumbnail, DecodedImage.widthOf(thumbnail));
        }
        return item.text().isEmpty() ? new Preview.Nothing() : of(item.text());
    }

    /** Of a text. */
    public static Preview of(String text) {
        String stripped = text.strip();
        return new Preview.Text(
                stripped.length() <= CHARACTERS ? stripped : stripped.substring(0, CHARACTERS) + " ...");
    }

    /** Of a picture. */
    public static Preview of(DecodedImage image) {
        return new Preview.Thumbnail(image.thumbnail(SIDE), Math.min(SIDE, image.width()));
    }
}
