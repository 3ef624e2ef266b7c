package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.data.ImageShape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TilesTest {
    private static final ImageShape PIXEL = new ImageShape(1, 1, 1);
    private static final int BORDER = 0xff0000ff;
    private static final TileLayout BARE = new TileLayout(10, 0, 1, new Color(BORDER, true), Contrast.UNIT);

    @Test
    void laysTilesOutRowByRowWithGapsBetweenAndAround() {
        BufferedImage picture =
                Tiles.of(new float[] {0, 1, 1}, PIXEL, BARE.withColumns(2).withGap(1));

        assertThat(pixels(picture)).isDeepEqualTo(new int[][] {
            {BORDER, BORDER, BORDER, BORDER, BORDER},
            {BORDER, grey(0), BORDER, grey(255), BORDER},
            {BORDER, BORDER, BORDER, BORDER, BORDER},
            {BORDER, grey(255), BORDER, BORDER, BORDER},
            {BORDER, BORDER, BORDER, BORDER, BORDER},
        });
    }

    @Test
    void magnifiesEachValueToASquare() {
        BufferedImage picture = Tiles.of(new float[] {0, 1}, new ImageShape(1, 2, 1), BARE.withMagnification(2));

        int[] row = {grey(0), grey(0), grey(255), grey(255)};
        assertThat(pixels(picture)).isDeepEqualTo(new int[][] {row, row});
    }

    @Test
    void placesEveryPixelOfAnImage() {
        BufferedImage picture = Tiles.of(new float[] {0, 0.2f, 0.4f, 0.6f, 0.8f, 1}, new ImageShape(2, 3, 1), BARE);

        assertThat(pixels(picture)).isDeepEqualTo(new int[][] {
            {grey(0), grey(51), grey(102)}, {grey(153), grey(204), grey(255)},
        });
    }

    @Test
    void takesThreeChannelsAsRedGreenBlue() {
        BufferedImage picture = Tiles.of(new float[] {1, 0.2f, 0}, new ImageShape(1, 1, 3), BARE);

        assertThat(pixels(picture)).isDeepEqualTo(new int[][] {{0xffff3300}});
    }

    @Test
    void isNoWiderThanThereAreImages() {
        assertThat(Tiles.of(new float[] {0, 0}, PIXEL, BARE).getWidth()).isEqualTo(2);
    }

    @Test
    void clipsWhatIsOutsideTheUnitRange() {
        float[] values = {-0.5f, 1.5f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};

        assertThat(pixels(Tiles.of(values, PIXEL, BARE)))
                .isDeepEqualTo(new int[][] {{grey(0), grey(255), grey(0), grey(255)}});
    }

    @Test
    void stretchesEachTileOverItsOwnRange() {
        float[] values = {2, 3, 4, -10, 0, 10};

        BufferedImage picture = Tiles.of(values, new ImageShape(1, 3, 1), BARE.withContrast(Contrast.OWN_RANGE));

        assertThat(pixels(picture))
                .isDeepEqualTo(new int[][] {{grey(0), grey(128), grey(255), grey(0), grey(128), grey(255)}});
    }

    @Test
    void keepsZeroMidGreyInSymmetricContrast() {
        float[] values = {0, 2, 1, 0, -4, -2};

        BufferedImage picture = Tiles.of(values, new ImageShape(1, 3, 1), BARE.withContrast(Contrast.SYMMETRIC));

        assertThat(pixels(picture))
                .isDeepEqualTo(new int[][] {{grey(128), grey(255), grey(191), grey(128), grey(0), grey(64)}});
    }

    @Test
    void showsATileWithoutRangeAsMidGrey() {
        float[] same = {7, 7};

        assertThat(pixels(Tiles.of(same, new ImageShape(1, 2, 1), BARE.withContrast(Contrast.OWN_RANGE))))
                .isDeepEqualTo(new int[][] {{grey(128), grey(128)}});
    }

    @Test
    void showsNotANumberInMagentaAndTheRestOfTheTileAsUsual() {
        float[] values = {Float.NaN, 5, 6, Float.POSITIVE_INFINITY};

        assertThat(pixels(Tiles.of(values, new ImageShape(1, 4, 1), BARE.withContrast(Contrast.OWN_RANGE))))
                .isDeepEqualTo(new int[][] {{0xffff00ff, grey(0), grey(255), grey(255)}});
    }

    @Test
    void showsAPixelWithOneNotANumberChannelInMagenta() {
        float[] values = {0, Float.NaN, 0};

        assertThat(pixels(Tiles.of(values, new ImageShape(1, 1, 3), BARE))).isDeepEqualTo(new int[][] {{0xffff00ff}});
    }

    @Test
    void refusesValuesThatDoNotMakeWholeImages() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiles.of(new float[7], new ImageShape(2, 3, 1), BARE))
                .withMessage("7 values do not make whole images of 2x3x1");
    }

    @Test
    void refusesToShowNoImage() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tiles.of(new float[0], PIXEL, BARE));
    }

    @Property(tries = 100)
    void hasTheSizeThatItsLayoutSays(
            @ForAll @IntRange(min = 1, max = 30) int images,
            @ForAll @IntRange(min = 1, max = 8) int columns,
            @ForAll @IntRange(max = 3) int gap,
            @ForAll @IntRange(min = 1, max = 3) int magnification) {
        ImageShape shape = new ImageShape(2, 3, 1);
        TileLayout layout = BARE.withColumns(columns).withGap(gap).withMagnification(magnification);

        BufferedImage picture = Tiles.of(new float[images * shape.size()], shape, layout);

        int across = Math.min(columns, images);
        int down = (int) Math.ceil(images / (double) across);
        assertThat(new int[] {picture.getWidth(), picture.getHeight()})
                .containsExactly(gap + across * (3 * magnification + gap), gap + down * (2 * magnification + gap));
    }

    static int grey(int level) {
        return 0xff000000 | level << 16 | level << 8 | level;
    }

    static int[][] pixels(BufferedImage picture) {
        int[][] pixels = new int[picture.getHeight()][];
        for (int y = 0; y < pixels.length; y++) {
            pixels[y] = picture.getRGB(0, y, picture.getWidth(), 1, null, 0, picture.getWidth());
        }
        return pixels;
    }
}
