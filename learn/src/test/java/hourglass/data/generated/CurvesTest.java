package hourglass.data.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Variation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CurvesTest {
    @Test
    void areImagesWithoutClasses() {
        Dataset curves = Curves.of(10, 1);
        assertThat(curves.imageShape()).isEqualTo(new ImageShape(28, 28, 1));
        assertThat(curves.labels()).isNull();
        assertThat(curves.rows().count()).isEqualTo(10);
    }

    @Test
    void smallerSetIsTheBeginningOfALarger() {
        float[] few = Curves.of(20, 5).rows().toArray();
        assertThat(Curves.of(500, 5).rows().slice(0, 20).toArray()).isEqualTo(few);
    }

    @Test
    void seedsDiffer() {
        assertThat(Curves.of(1, 1).rows().toArray())
                .isNotEqualTo(Curves.of(1, 2).rows().toArray());
    }

    /** The points lie at 2 or beyond, and ink soaks over less than 2 pixels. */
    @Test
    void leaveTheFirstLineEmpty() {
        float[] pixels = Curves.of(500, 3).rows().toArray();
        for (int row = 0; row < 500; row++) {
            assertThat(Arrays.copyOfRange(pixels, row * 784, row * 784 + 28)).containsOnly(0);
        }
    }

    /** The mean image of the published set leaves an error of about 17 per image. */
    @Test
    void varyAsMuchAsThePublishedSet() {
        assertThat(Variation.of(Curves.of(5000, 1).rows())).isBetween(16.0, 17.5);
    }

    /** On any machine and Java version: experiments name data by seed alone. */
    @Test
    void areTheSameEverywhere() {
        assertThat(Variation.checksum(Curves.of(300, 1).rows())).isEqualTo(1052779264L);
    }

    @Test
    void refusesCountsThatDoNotFit() {
        assertThatThrownBy(() -> Curves.of(0, 1)).hasMessageContaining("0 images of 28x28x1");
        assertThatThrownBy(() -> Curves.of(3_000_000, 1)).hasMessageContaining("at most 2739137");
    }
}
