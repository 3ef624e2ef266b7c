package hourglass.server.api;

import hourglass.data.ImageShape;
import hourglass.data.image.DecodedImage;
import hourglass.data.image.UnreadableImageException;
import hourglass.library.PictureReader;
import hourglass.persistence.FittedModel;
import hourglass.picture.Png;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import hourglass.server.http.ProblemException;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Pictures as requests and answers hold them: in base64, with or without {@code data:image/png;base64,} before it. */
final class Pictures {
    /** A small file may decode to any size. */
    private static final long MOST_PIXELS = 50_000_000;

    private static final int THUMBNAIL = 160;

    /** Each may take 200 MB. */
    private static final Semaphore DECODING = new Semaphore(1);

    private final @Nullable PictureReader reader;
    private final @Nullable ImageShape shape;

    Pictures(FittedModel model) {
        this.reader = PictureReader.of(model).orElse(null);
        this.shape = PictureReader.readsDescriptors(model) ? null : model.data().imageShape();
    }

    /** Whether the model reads pictures. */
    boolean areRead() {
        return reader != null;
    }

    /** The shape of the pictures that the model decodes to; null if it does not. */
    @Nullable
    ImageShape shape() {
        return shape;
    }

    /** What the model takes of a picture. */
    float[] values(String base64) {
        return read(base64).values();
    }

    /**
     * A picture that was read.
     *
     * @param values that the model takes
     * @param thumbnail for people, as PNG or JPEG
     */
    record ReadPicture(float[] values, byte[] thumbnail) {}

    /** Reads a picture. */
    ReadPicture read(String base64) {
        if (reader == null) {
            throw ProblemException.badRequest("the model reads no pictures", "give what it reads: see /api/info");
        }
        DECODING.acquireUninterruptibly();
        try {
            DecodedImage image = DecodedImage.read(bytes(base64), MOST_PIXELS);
            float[] values = reader.values(image);
            return new ReadPicture(values, shape == null ? image.thumbnail(THUMBNAIL) : png(values, shape));
        } catch (UnreadableImageException e) {
            throw ProblemException.badRequest("the picture " + e.reason(), "give a PNG or JPEG of up to 50 megapixels");
        } finally {
            DECODING.release();
        }
    }

    private static byte[] png(float[] values, ImageShape shape) {
        return Png.encode(Tiles.of(values, shape, TileLayout.ofPixels()));
    }

    static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder()
                    .decode(base64.substring(base64.startsWith("data:") ? base64.indexOf(',') + 1 : 0));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "the picture is not in base64: " + e.getMessage(), "encode the bytes of its file in base64");
        }
    }

    /** Values that the model decodes to, as a picture. */
    String picture(float[] values) {
        if (shape == null) {
            throw ProblemException.badRequest("the model makes no pictures", "leave out \"as\": \"picture\"");
        }
        return dataUrl(png(values, shape));
    }

    /** The bytes of a picture file for a page. */
    static String dataUrl(byte[] picture) {
        // That of any other format is found by the browser.
        String type = picture.length > 1 && (picture[0] & 0xFF) == 0xFF ? "image/jpeg" : "image/png";
        return "data:%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(picture));
    }
}
