package hourglass.data.image;

import hourglass.data.ImageShape;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The pixels of decoded images as bytes, in a stated shape. What is transparent lies on white; grey is the luma of
 * ITU-R BT.601.
 */
final class ImagePixels {
    private final ImageShape shape;

    ImagePixels(ImageShape shape) {
        this.shape = shape;
    }

    /** Whether an image is stored in colour: an image of colours that happen to be grey is, too. */
    static boolean isColour(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            for (int i = 0; i < palette.getMapSize(); i++) {
                if (palette.getRed(i) != palette.getGreen(i) || palette.getGreen(i) != palette.getBlue(i)) {
                    return true;
                }
            }
            return false;
        }
        return model.getNumColorComponents() > 1;
    }

    /** The image stretched to the shape: first every line, then every column of the stretched lines. */
    float[] values(BufferedImage image) {
        int channels = shape.channels();
        int width = shape.width() * channels;
        Resampling across = new Resampling(image.getWidth(), shape.width());
        Resampling down = new Resampling(image.getHeight(), shape.height());
        float[] line = new float[image.getWidth() * channels];
        float[] lines = new float[image.getHeight() * width];
        for (int y = 0; y < image.getHeight(); y++) {
            read(image, y, line);
            for (int channel = 0; channel < channels; channel++) {
                across.apply(line, channel, channels, lines, y * width + channel, channels);
            }
        }
        float[] values = new float[shape.size()];
        for (int x = 0; x < width; x++) {
            down.apply(lines, x, width, values, x, width);
        }
        return values;
    }

    /** The same, rounded. */
    byte[] bytes(BufferedImage image) {
        float[] values = values(image);
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(values[i]);
        }
        return bytes;
    }

    /** The image as large as it is, whatever the shape's sides. */
    float[] unscaled(BufferedImage image) {
        int width = image.getWidth() * shape.channels();
        float[] line = new float[width];
        float[] values = new float[Math.multiplyExact(image.getHeight(), width)];
        for (int y = 0; y < image.getHeight(); y++) {
            read(image, y, line);
            System.arraycopy(line, 0, values, y * width, width);
        }
        return values;
    }

    private void read(BufferedImage image, int y, float[] line) {
        boolean grey = image.getColorModel().getNumColorComponents() == 1
                && !(image.getColorModel() instanceof IndexColorModel);
        if (grey) {
            readGrey(image, y, line);
        } else {
            readColour(image, y, line);
        }
    }

    /** From the raster, since the JDK takes grey for linear light and would brighten it on the way to RGB. */
    private void readGrey(BufferedImage image, int y, float[] line) {
        Raster raster = image.getRaster();
        float white = (1 << image.getColorModel().getComponentSize(0)) - 1;
        boolean hasAlpha = image.getColorModel().hasAlpha();
        for (int x = 0; x < image.getWidth(); x++) {
            float value = 255 * raster.getSample(x, y, 0) / white;
            if (hasAlpha) {
                value = 255 + (value - 255) * raster.getSample(x, y, 1) / white;
            }
            for (int channel = 0; channel < shape.channels(); channel++) {
                line[x * shape.channels() + channel] = value;
            }
        }
    }

    private void readColour(BufferedImage image, int y, float[] line) {
        int[] colours = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
        for (int x = 0; x < colours.length; x++) {
            float alpha = (colours[x] >>> 24) / 255f;
            float red = 255 + ((colours[x] >> 16 & 0xFF) - 255) * alpha;
            float green = 255 + ((colours[x] >> 8 & 0xFF) - 255) * alpha;
            float blue = 255 + ((colours[x] & 0xFF) - 255) * alpha;
            if (shape.channels() == 1) {
                line[x] = 0.299f * red + 0.587f * green + 0.114f * blue;
            } else {
                line[3 * x] = red;
                line[3 * x + 1] = green;
                line[3 * x + 2] = blue;
            }
        }
    }
}
