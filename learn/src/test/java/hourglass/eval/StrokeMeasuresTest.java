package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import hourglass.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrokeMeasuresTest {
    private static final ImageShape SHAPE = new ImageShape(60, 60, 1);

    /** A bar 40 pixels high through the middle, whose upper end lies to the right of its lower one. */
    private static float[] bar(double width, double lean) {
        float[] pixels = new float[SHAPE.size()];
        for (int y = 10; y < 50; y++) {
            double centre = 29.5 - (y - 29.5) * Math.tan(Math.toRadians(lean));
            for (int x = 0; x < 60; x++) {
                pixels[y * 60 + x] = (float) Math.max(0, Math.min(1, width / 2 + 0.5 - Math.abs(x - centre)));
            }
        }
        return pixels;
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 4, 6})
    void thicknessIsTheWidthOfAStroke(double width) {
        assertThat(StrokeMeasures.of(bar(width, 0), 0, SHAPE).thickness()).isCloseTo(width, offset(0.2 * width));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-20, 0, 10, 30})
    void slantIsTheAngleToTheVertical(double lean) {
        assertThat(StrokeMeasures.of(bar(4, lean), 0, SHAPE).slant()).isCloseTo(lean, offset(1.0));
    }

    @Test
    void areaIsTheShareOfInk() {
        assertThat(StrokeMeasures.of(bar(4, 0), 0, SHAPE).area()).isCloseTo(4 * 40 / 3600.0, offset(1e-6));
    }

    @Test
    void anEmptyPictureHasNoStrokes() {
        assertThat(StrokeMeasures.of(new float[SHAPE.size()], 0, SHAPE)).isEqualTo(new StrokeMeasures(0, 0, 0));
    }
}
