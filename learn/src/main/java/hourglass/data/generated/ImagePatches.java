package hourglass.data.generated;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Patches cut out of images at random places. The images are held, the patches are not: each is cut when it is read, where
 * the seed and its row determine.
 */
public final class ImagePatches implements Rows {
    private final float[][] images;
    private final ImageShape image;
    private final ImageShape patch;
    private final int count;
    private final long seed;
    private final boolean centred;

    private ImagePatches(float[][] images, ImageShape image, ImageShape patch, int count, long seed, boolean centred) {
        this.images = images;
        this.image = image;
        this.patch = patch;
        this.count = count;
        this.seed = seed;
        this.centred = centred;
    }

    /**
     * Patches of the same width and height, at places that are equally likely.
     *
     * @param source grey or colour images, which are all read into memory
     * @param side of a patch in pixels, at most that of an image
     * @param count of the patches, at least 1
     * @param seed of the images and places
     * @param centred whether a patch is taken less the mean of its numbers
     */
    public static Dataset of(Dataset source, int side, int count, long seed, boolean centred) {
        ImageShape image = source.imageShape();
        if (image == null) {
            throw new IllegalArgumentException(source.name() + " does not hold images");
        }
        if (side < 1 || side > Math.min(image.height(), image.width()) || count < 1) {
            throw new IllegalArgumentException("%d patches of %dx%d pixels, of images of %dx%d"
                    .formatted(count, side, side, image.height(), image.width()));
        }
        float[][] images = new float[source.rows().count()][image.size()];
        for (int i = 0; i < images.length; i++) {
            source.rows().read(i, images[i], 0);
        }
        ImageShape patch = new ImageShape(side, side, image.channels());
        String name = "%s, %d patches of %dx%d%s, seed %d"
                .formatted(source.name(), count, side, side, centred ? " less their means" : "", seed);
        return new Dataset(name, new ImagePatches(images, image, patch, count, seed, centred), List.of(), null, patch);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int columns() {
        return patch.size();
    }

    @Override
    public void read(int row, float[] target, int offset) {
        Objects.checkFromIndexSize(offset, columns(), target.length);
        SplittableRandom random = Seeds.random(seed, Objects.checkIndex(row, count));
        float[] from = images[random.nextInt(images.length)];
        int top = random.nextInt(image.height() - patch.height() + 1);
        int left = random.nextInt(image.width() - patch.width() + 1);
        int width = patch.width() * patch.channels();
        for (int line = 0; line < patch.height(); line++) {
            int at = ((top + line) * image.width() + left) * image.channels();
            System.arraycopy(from, at, target, offset + line * width, width);
        }
        if (centred) {
            centre(target, offset, columns());
        }
    }

    private static void centre(float[] values, int at, int n) {
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += values[i];
        }
        float mean = (float) (sum / n);
        for (int i = at; i < at + n; i++) {
            values[i] -= mean;
        }
    }
}
