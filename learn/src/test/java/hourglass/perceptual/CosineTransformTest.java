package hourglass.perceptual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CosineTransformTest {
    @Test
    void isTheSumOfItsDefinition() {
        int side = 12;
        int frequencies = 5;
        float[] pixels = new float[side * side];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256);
        }
        double[] coefficients = new CosineTransform(side, frequencies).apply(pixels);
        for (int u = 1; u <= frequencies; u++) {
            for (int v = 1; v <= frequencies; v++) {
                double sum = 0;
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        sum += pixels[y * side + x]
                                * Math.cos(Math.PI * u * (y + 0.5) / side)
                                * Math.cos(Math.PI * v * (x + 0.5) / side);
                    }
                }
                assertThat(coefficients[(u - 1) * frequencies + v - 1]).isCloseTo(2 * sum / side, within(1e-9));
            }
        }
    }
}
