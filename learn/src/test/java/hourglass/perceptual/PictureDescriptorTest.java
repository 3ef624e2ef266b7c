package hourglass.perceptual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.image.DecodedImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDescriptorTest {
    private static final int SIDE = 96;

    private static DecodedImage picture(IntBinaryOperator colour) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                picture.setRGB(x, y, colour.applyAsInt(x, y));
            }
        }
        return DecodedImage.of(picture);
    }

    /** Stripes across a direction, a wave each sixteenth of the side. */
    private static DecodedImage stripes(double direction) {
        return picture((x, y) -> {
            double along = x * Math.cos(direction) + y * Math.sin(direction);
            int grey = (int) (128 + 100 * Math.cos(2 * Math.PI * along / (SIDE / 16.0)));
            return new Color(grey, grey, grey).getRGB();
        });
    }

    private static double distance(float[] one, float[] other) {
        return Math.sqrt(IntStream.range(0, one.length)
                .mapToDouble(i -> (one[i] - other[i]) * (double) (one[i] - other[i]))
                .sum());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void stripesMoveTheFiltersOfTheirOrientationMost(int orientation) {
        float[] gist = Gist.of(stripes(Math.PI * orientation / Gist.ORIENTATIONS));
        double[] responses = new double[Gist.ORIENTATIONS];
        int cells = Gist.CELLS * Gist.CELLS;
        for (int i = 0; i < gist.length; i++) {
            responses[i / cells % Gist.ORIENTATIONS] += gist[i];
        }
        int strongest = IntStream.range(0, responses.length)
                .reduce((one, other) -> responses[other] > responses[one] ? other : one)
                .orElseThrow();
        assertThat(strongest).isEqualTo(orientation);
    }

    @Test
    void onlyTheCellsWithStripesRespond() {
        DecodedImage half = picture((x, y) -> {
            int grey = x < SIDE / 2 ? 128 : (int) (128 + 100 * Math.cos(2 * Math.PI * x / (SIDE / 16.0)));
            return new Color(grey, grey, grey).getRGB();
        });
        float[] gist = Gist.of(half);
        double left = 0;
        double right = 0;
        for (int i = 0; i < gist.length; i++) {
            left += i % Gist.CELLS == 0 ? gist[i] : 0;
            right += i % Gist.CELLS == Gist.CELLS - 1 ? gist[i] : 0;
        }
        assertThat(left).isLessThan(right / 5);
    }

    @Test
    void colourLayoutHasTheColoursOfTheCells() {
        float[] layout = ColourLayout.of(picture((x, y) -> x < SIDE / 2 ? Color.RED.getRGB() : Color.BLUE.getRGB()));
        // The first cell is red, the last blue: red less green, then yellow less blue.
        assertThat(layout[1]).isCloseTo((float) (1 / Math.sqrt(2)), within(1e-5f));
        assertThat(layout[2]).isCloseTo((float) (1 / Math.sqrt(6)), within(1e-5f));
        assertThat(layout[46]).isCloseTo(0f, within(1e-5f));
        assertThat(layout[47]).isCloseTo((float) (-2 / Math.sqrt(6)), within(1e-5f));
    }

    @Test
    void smallerCopyIsNearerThanOtherPictures() {
        float[] scene = PictureDescriptor.of(Scene.of(1, 400, 300).image());
        float[] smaller = PictureDescriptor.of(
                Scene.of(1, 400, 300).scaled(0.4).asJpeg(0.6f).image());
        for (int seed = 2; seed < 10; seed++) {
            float[] other = PictureDescriptor.of(Scene.of(seed, 400, 300).image());
            assertThat(distance(scene, other)).isGreaterThan(3 * distance(scene, smaller));
        }
    }

    @Test
    void plainPictureHasFiniteNumbers() {
        float[] black = PictureDescriptor.of(picture((x, y) -> 0));
        assertThat(black).hasSize(PictureDescriptor.SIZE);
        assertThat(IntStream.range(0, black.length).mapToObj(i -> black[i])).allMatch(Float::isFinite);
    }
}
