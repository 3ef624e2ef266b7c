package hourglass.data.generated;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Dataset;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.Variation;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PenDigitsTest {
    @Test
    void comeWithTheirClass() {
        Labels labels = requireNonNull(PenDigits.of(1000, 1).labels());
        assertThat(labels.names()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        int[] counts = new int[10];
        Arrays.stream(labels.classes()).forEach(digit -> counts[digit]++);
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(60, 140));
    }

    @Test
    void sameOnOneThreadAsOnMany() throws Exception {
        ForkJoinPool alone = new ForkJoinPool(1);
        float[] one = alone.submit(() -> PenDigits.of(200, 7).rows().toArray()).get();
        alone.shutdown();
        assertThat(PenDigits.of(200, 7).rows().toArray()).isEqualTo(one);
    }

    @Test
    void smallerSetIsTheBeginningOfALarger() {
        float[] few = PenDigits.of(20, 5).rows().toArray();
        assertThat(PenDigits.of(500, 5).rows().slice(0, 20).toArray()).isEqualTo(few);
    }

    @Test
    void standInTheMiddle() {
        float[] image = new float[784];
        Rows rows = PenDigits.of(500, 2).rows();
        double[] centre = new double[2];
        for (int row = 0; row < 500; row++) {
            rows.read(row, image, 0);
            double mass = 0;
            double x = 0;
            double y = 0;
            for (int i = 0; i < 784; i++) {
                int column = i % 28;
                int line = i / 28;
                mass += image[i];
                x += image[i] * column;
                y += image[i] * line;
            }
            assertThat(x / mass).isBetween(10.0, 17.0);
            assertThat(y / mass).isBetween(10.0, 17.0);
            centre[0] += x / mass / 500;
            centre[1] += y / mass / 500;
        }
        assertThat(centre).containsExactly(new double[] {13.5, 13.5}, Offset.offset(0.15));
    }

    /** A nearest class mean finds the class of most, as of most MNIST digits (82%), but far from all. */
    @Test
    void classesAreAsHardToTellAsHandwriting() {
        Dataset digits = PenDigits.of(4000, 3);
        int[] classes = requireNonNull(digits.labels()).classes();
        float[] pixels = digits.rows().toArray();
        double[][] means = new double[10][784];
        int[] counts = new int[10];
        for (int row = 0; row < 2000; row++) {
            counts[classes[row]]++;
            for (int i = 0; i < 784; i++) {
                means[classes[row]][i] += pixels[row * 784 + i];
            }
        }
        int right = 0;
        for (int row = 2000; row < 4000; row++) {
            right += nearest(means, counts, pixels, row) == classes[row] ? 1 : 0;
        }
        assertThat(right / 2000.0).isBetween(0.7, 0.95);
    }

    private static int nearest(double[][] sums, int[] counts, float[] pixels, int row) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int digit = 0; digit < 10; digit++) {
            double distance = 0;
            for (int i = 0; i < 784; i++) {
                double difference = pixels[row * 784 + i] - sums[digit][i] / counts[digit];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                nearest = digit;
            }
        }
        return nearest;
    }

    /** On any machine and Java version: experiments name data by seed alone. */
    @Test
    void areTheSameEverywhere() {
        assertThat(Variation.checksum(PenDigits.of(300, 1).rows())).isEqualTo(1854807002L);
    }
}
