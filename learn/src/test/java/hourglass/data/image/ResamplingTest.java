package hourglass.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    @Test
    void halfTheLengthAveragesPairs() {
        assertThat(resample(2, 1, 3, 5, 6)).containsExactly(new float[] {2, 5.5f}, within(1e-6f));
    }

    @Test
    void partsOfPixelsCountInPart() {
        assertThat(resample(2, 3, 6, 9)).containsExactly(new float[] {4, 8}, within(1e-5f));
    }

    @Test
    void sameLengthChangesNothing() {
        assertThat(resample(3, 3, 7, 1)).containsExactly(3, 7, 1);
    }

    @Test
    void growingInterpolates() {
        assertThat(resample(4, 0, 8)).containsExactly(new float[] {0, 2, 6, 8}, within(1e-6f));
    }

    @Test
    void growsASinglePixel() {
        assertThat(resample(3, 5)).containsExactly(5, 5, 5);
    }

    @Property(tries = 300)
    void uniformStaysUniform(
            @ForAll @IntRange(min = 1, max = 300) int from, @ForAll @IntRange(min = 1, max = 300) int to) {
        float[] line = new float[from];
        java.util.Arrays.fill(line, 100);
        assertThat(resample(to, line))
                .hasSize(to)
                .usingComparatorWithPrecision(1e-3f)
                .containsOnly(100);
    }

    @Property(tries = 300)
    void shrinkingKeepsTheMean(
            @ForAll @IntRange(min = 1, max = 300) int from, @ForAll @IntRange(min = 1, max = 300) int to) {
        float[] line = new float[Math.max(from, to)];
        for (int i = 0; i < line.length; i++) {
            line[i] = i * i % 17;
        }
        assertThat(mean(resample(Math.min(from, to), line))).isCloseTo(mean(line), within(1e-3));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static float[] resample(int length, float... line) {
        float[] result = new float[length];
        new Resampling(line.length, length).apply(line, 0, 1, result, 0, 1);
        return result;
    }
}
