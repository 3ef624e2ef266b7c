package hourglass.perceptual;

import hourglass.data.image.DecodedImage;

/**
 * Numbers by which pictures of similar scenes are near each other, without a model: the shape of the scene ({@link Gist}) and the
 * colours and where they are ({@link ColourLayout}).
 */
public final class PictureDescriptor {
    /** How many numbers there are. */
    public static final int SIZE = Gist.SIZE + ColourLayout.SIZE;

    /** Each part is brought to a length; these find most pictures of the same class among those of CIFAR-10. */
    private static final double GIST_LENGTH = 1;

    private static final double COLOUR_LENGTH = 0.75;

    private PictureDescriptor() {}

    /** The descriptor of a picture. */
    public static float[] of(DecodedImage image) {
        float[] numbers = new float[SIZE];
        put(Gist.of(image), GIST_LENGTH, numbers, 0);
        put(ColourLayout.of(image), COLOUR_LENGTH, numbers, Gist.SIZE);
        return numbers;
    }

    private static void put(float[] part, double length, float[] numbers, int at) {
        double squares = 1e-12;
        for (float number : part) {
            squares += number * number;
        }
        double factor = length / Math.sqrt(squares);
        for (int i = 0; i < part.length; i++) {
            numbers[at + i] = (float) (factor * part[i]);
        }
    }
}
