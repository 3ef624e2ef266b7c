package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.matrix.ThreadTeam;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConvolutionTest {
    private static final int IMAGES = 5;

    @Property(tries = 60)
    void agreesWithItsDefinition(
            @ForAll @IntRange(min = 1, max = 5) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 2) int padding,
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 4) int filters,
            @ForAll @IntRange(min = 5, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        PatchGrid grid =
                new PatchGrid(new MapShape(height, 6, channels), kernel, stride, Math.min(padding, kernel - 1));
        float[] x = numbers(IMAGES * grid.image().size(), 1);
        float[] parameters = numbers(grid.patchSize() * filters + filters, 2);
        Layer layer = new Convolution(grid, filters, Activation.LINEAR, 0, grid.patchSize() * filters);
        assertThat(output(layer, parameters, x, threads))
                .containsExactly(convolved(grid, filters, parameters, x), Offset.offset(1e-4f));
    }

    private static float[] convolved(PatchGrid grid, int filters, float[] parameters, float[] x) {
        MapShape image = grid.image();
        MapShape maps = grid.maps(filters);
        float[] y = new float[IMAGES * maps.size()];
        for (int at = 0; at < y.length; at++) {
            int filter = at % filters;
            int left = at / filters % maps.width() * grid.stride() - grid.padding();
            int top = at / filters / maps.width() % maps.height() * grid.stride() - grid.padding();
            y[at] = parameters[grid.patchSize() * filters + filter];
            for (int i = 0; i < grid.patchSize(); i++) {
                int channel = i % image.channels();
                int column = left + i / image.channels() % grid.kernel();
                int row = top + i / image.channels() / grid.kernel();
                if (row >= 0 && row < image.height() && column >= 0 && column < image.width()) {
                    int pixel = (at / maps.size() * image.height() + row) * image.width() + column;
                    y[at] += x[pixel * image.channels() + channel] * parameters[i * filters + filter];
                }
            }
        }
        return y;
    }

    /** For all x and y, conv(x) y = x convT(y). */
    @Property(tries = 60)
    void hasTheTransposedConvolutionAsAdjoint(
            @ForAll @IntRange(min = 1, max = 5) int kernel,
            @ForAll @IntRange(min = 1, max = 4) int stride,
            @ForAll @IntRange(min = 0, max = 2) int padding,
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 5, max = 9) int width) {
        PatchGrid grid = new PatchGrid(new MapShape(7, width, channels), kernel, stride, Math.min(padding, kernel - 1));
        int weights = grid.patchSize() * 4;
        float[] parameters = new float[weights + 4];
        System.arraycopy(numbers(weights, 3), 0, parameters, 0, weights);
        Layer plain = new Convolution(grid, 4, Activation.LINEAR, 0, weights);
        Layer adjoint = new TransposedConvolution(grid, 4, Activation.LINEAR, 0, true, weights);
        float[] x = numbers(IMAGES * plain.inputs(), 4);
        float[] y = numbers(IMAGES * plain.outputs(), 5);
        double there = dot(output(plain, parameters, x, 2), y);
        double back = dot(x, output(adjoint, parameters, y, 2));
        assertThat(back).isCloseTo(there, Offset.offset(1e-3));
    }

    @Test
    void goesThroughImagesOfAnySizeInSteps() {
        // One line of these patches alone is beyond what is taken at a time.
        PatchGrid grid = new PatchGrid(new MapShape(12, 100, 30), 5, 1, 2);
        float[] x = numbers(IMAGES * grid.image().size(), 1);
        float[] parameters = numbers(grid.patchSize() * 2 + 2, 2);
        Layer layer = new Convolution(grid, 2, Activation.LINEAR, 0, grid.patchSize() * 2);
        assertThat(output(layer, parameters, x, 2))
                .containsExactly(convolved(grid, 2, parameters, x), Offset.offset(1e-3f));
    }

    @Test
    void refusesAKernelLargerThanItsMaps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PatchGrid(new MapShape(4, 9, 1), 7, 1, 1))
                .withMessage("a kernel of 7 does not fit on maps of 4x9x1 with padding 1");
    }

    @Test
    void refusesUnitsThatDependOnTheirWholeRow() {
        PatchGrid grid = new PatchGrid(new MapShape(4, 4, 1), 3, 1, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Convolution(grid, 2, Activation.SOFTMAX, 0, 18))
                .withMessage("units of maps cannot be SOFTMAX");
    }

    private static float[] output(Layer layer, float[] parameters, float[] x, int threads) {
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            Propagation propagation = new Propagation(List.of(layer), IMAGES, false, team);
            propagation.setInput(parameters, x, IMAGES);
            team.run((part, parts) -> propagation.forward(part));
            return propagation.output();
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static float[] numbers(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
