package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FourierTransformTest {
    private static final int SIDE = 8;
    private final double[] picture =
            new SplittableRandom(1).doubles(SIDE * SIDE).toArray();

    @Test
    void isTheSumOfItsDefinition() {
        double[] real = picture.clone();
        double[] imaginary = new double[real.length];
        new FourierTransform(SIDE).forward(real, imaginary);
        for (int frequency = 0; frequency < real.length; frequency++) {
            double cosines = 0;
            double sines = 0;
            for (int place = 0; place < picture.length; place++) {
                double turns = (double) (frequency / SIDE * (place / SIDE) + frequency % SIDE * (place % SIDE)) / SIDE;
                cosines += picture[place] * Math.cos(2 * Math.PI * turns);
                sines -= picture[place] * Math.sin(2 * Math.PI * turns);
            }
            assertThat(real[frequency]).isCloseTo(cosines, within(1e-12));
            assertThat(imaginary[frequency]).isCloseTo(sines, within(1e-12));
        }
    }

    @Test
    void inverseGivesThePictureBack() {
        double[] real = picture.clone();
        double[] imaginary = new double[real.length];
        FourierTransform transform = new FourierTransform(SIDE);
        transform.forward(real, imaginary);
        transform.inverse(real, imaginary);
        for (int place = 0; place < picture.length; place++) {
            assertThat(real[place]).isCloseTo(picture[place], within(1e-12));
            assertThat(imaginary[place]).isCloseTo(0, within(1e-12));
        }
    }
}
