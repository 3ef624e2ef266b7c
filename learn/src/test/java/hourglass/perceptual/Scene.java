package hourglass.perceptual;

import hourglass.data.image.DecodedImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Drawn pictures of coloured shapes before a sky, and what people do to pictures. */
record Scene(BufferedImage picture) {
    /** Another scene for each seed. */
    static Scene of(long seed, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, new Color(90 + 60 * y / height, 120 + 60 * x / width, 200).getRGB());
            }
        }
        Graphics2D pen = picture.createGraphics();
        for (int i = 0; i < 14; i++) {
            pen.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
            int left = random.nextInt(width) - width / 6;
            int top = random.nextInt(height) - height / 6;
            int across = width / 12 + random.nextInt(width / 3);
            int down = height / 12 + random.nextInt(height / 3);
            if (random.nextBoolean()) {
                pen.fillOval(left, top, across, down);
            } else {
                pen.fillRect(left, top, across, down);
            }
        }
        pen.dispose();
        return new Scene(picture);
    }

    DecodedImage image() {
        return DecodedImage.of(picture);
    }

    Scene scaled(double factor) {
        int width = (int) (picture.getWidth() * factor);
        int height = (int) (picture.getHeight() * factor);
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = scaled.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.dispose();
        return new Scene(scaled);
    }

    Scene brighter(float factor) {
        return new Scene(new RescaleOp(factor, 0, null).filter(picture, null));
    }

    /** Mirrored left to right. */
    Scene mirrored() {
        BufferedImage mirrored = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                mirrored.setRGB(x, y, picture.getRGB(picture.getWidth() - 1 - x, y));
            }
        }
        return new Scene(mirrored);
    }

    /** Lines become columns. */
    Scene transposed() {
        BufferedImage transposed =
                new BufferedImage(picture.getHeight(), picture.getWidth(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                transposed.setRGB(y, x, picture.getRGB(x, y));
            }
        }
        return new Scene(transposed);
    }

    /** @param quality 0 to 1 */
    Scene asJpeg(float quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), options);
            stream.flush();
            return new Scene(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }
}
