package hourglass.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * How a camera was held, which Exif (CIPA DC-008) has as a number from 1.
 *
 * @param number 1 for upright; 2 to 4 for mirrored or upside down; from 5 on for turned by a quarter
 */
record Orientation(int number) {
    private static final Orientation UPRIGHT = new Orientation(1);
    /** What ImageIO calls them, in Exif's order. */
    private static final List<String> NAMES =
            List.of("Normal", "FlipH", "Rotate180", "FlipV", "FlipVRotate90", "Rotate270", "FlipHRotate90", "Rotate90");
    /** The same in the JDK's reader of TIFF, where the flip comes after the rotation. */
    private static final List<String> TIFF_NAMES =
            List.of("Normal", "FlipH", "Rotate180", "FlipV", "FlipHRotate90", "Rotate270", "FlipVRotate90", "Rotate90");

    /** That of a file's first image; upright where it is not known. */
    static Orientation of(ImageReader reader) {
        try {
            IIOMetadata metadata = reader.getImageMetadata(0);
            if (metadata == null || !metadata.isStandardMetadataFormatSupported()) {
                return UPRIGHT;
            }
            NodeList found = ((Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName))
                    .getElementsByTagName("ImageOrientation");
            List<String> names = reader.getFormatName().startsWith("tif") ? TIFF_NAMES : NAMES;
            int place = found.getLength() == 0 ? 0 : names.indexOf(((Element) found.item(0)).getAttribute("value"));
            return new Orientation(1 + Math.max(0, place));
        } catch (IOException | RuntimeException e) {
            // Remarks that cannot be read do not make an image unreadable.
            return UPRIGHT;
        }
    }

    /** The image as it is to be seen. */
    BufferedImage upright(BufferedImage image) {
        if (number == 1) {
            return image;
        }
        boolean quarter = number >= 5;
        Raster stored = image.getRaster();
        int right = stored.getWidth() - 1;
        int bottom = stored.getHeight() - 1;
        WritableRaster seen = stored.createCompatibleWritableRaster(
                quarter ? stored.getHeight() : stored.getWidth(), quarter ? stored.getWidth() : stored.getHeight());
        boolean fromRight = number == 2 || number == 3 || number == 7 || number == 8;
        boolean fromBottom = number == 3 || number == 4 || number == 6 || number == 7;
        Object pixel = null;
        for (int y = 0; y < seen.getHeight(); y++) {
            for (int x = 0; x < seen.getWidth(); x++) {
                int column = quarter ? y : x;
                int line = quarter ? x : y;
                pixel = stored.getDataElements(
                        fromRight ? right - column : column, fromBottom ? bottom - line : line, pixel);
                seen.setDataElements(x, y, pixel);
            }
        }
        return new BufferedImage(image.getColorModel(), seen, image.isAlphaPremultiplied(), null);
    }
}
