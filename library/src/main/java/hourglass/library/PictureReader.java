package hourglass.library;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.image.DecodedImage;
import hourglass.data.image.UnreadableImageException;
import hourglass.perceptual.PictureDescriptor;
import hourglass.persistence.FittedModel;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes of pictures of any size the values that a model of pictures takes: their pixels in its shape, or, for one that was fitted
 * to descriptors, their {@link PictureDescriptor}.
 */
public final class PictureReader {
    /** The option of a model that says what its columns are, and its value for descriptors. */
    public static final String OPTION = "columns";

    public static final String DESCRIPTOR = "picture descriptor";

    private static final float WHITE = 255;

    /** The shape of the pixels; null for descriptors. */
    private final @Nullable ImageShape shape;

    private final float white;

    private PictureReader(@Nullable ImageShape shape, float white) {
        this.shape = shape;
        this.white = white;
    }

    /** Whether a model was fitted to descriptors of pictures. */
    public static boolean readsDescriptors(FittedModel model) {
        return DESCRIPTOR.equals(model.fit().options().get(OPTION));
    }

    /** That of a model; empty if it takes no pictures. */
    public static Optional<PictureReader> of(FittedModel model) {
        if (readsDescriptors(model)) {
            return Optional.of(new PictureReader(null, WHITE));
        }
        ImageShape shape = model.data().imageShape();
        Object white = model.fit().options().get("white");
        return shape == null
                ? Optional.empty()
                : Optional.of(new PictureReader(shape, white instanceof Number number ? number.floatValue() : WHITE));
    }

    /** The values of a picture. */
    public float[] values(DecodedImage image) {
        if (shape == null) {
            return PictureDescriptor.of(image);
        }
        byte[] pixels = image.pixels(shape);
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (pixels[i] & 0xFF) / white;
        }
        return values;
    }

    /**
     * The values of the picture in a file.
     *
     * @throws InputException if it cannot be read
     */
    public float[] read(Path file) {
        try {
            return values(DecodedImage.read(file));
        } catch (UnreadableImageException e) {
            throw new InputException(file.toString(), "", e.reason(), "give another picture", e);
        }
    }
}
