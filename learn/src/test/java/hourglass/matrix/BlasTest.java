package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlasTest {
    private static final int[] SIZES = {1, 2, 7, 13, 65};

    @FunctionalInterface
    private interface Call {
        void run(
                int m,
                int n,
                int k,
                float[] a,
                int aAt,
                int lda,
                float[] b,
                int bAt,
                int ldb,
                float beta,
                float[] c,
                int cAt,
                int ldc);
    }

    record Product(String name, boolean transposedA, boolean transposedB, Call call) {
        @Override
        public String toString() {
            return name;
        }

        /** The largest difference from plain loops, in all of C and what lies around it. */
        double error(int m, int n, int k, int offset, int gap, float beta) {
            int lda = (transposedA ? m : k) + gap;
            int ldb = (transposedB ? k : n) + gap;
            int ldc = n + gap;
            float[] a = random(offset + (transposedA ? k : m) * lda, 1);
            float[] b = random(offset + (transposedB ? n : k) * ldb, 2);
            float[] c = random(offset + m * ldc, 3);
            double[] expected = new double[c.length];
            for (int i = 0; i < c.length; i++) {
                expected[i] = c[i];
            }
            for (int row = 0; row < m; row++) {
                for (int column = 0; column < n; column++) {
                    double sum = beta * c[offset + row * ldc + column];
                    for (int i = 0; i < k; i++) {
                        sum += (double) a[offset + (transposedA ? i * lda + row : row * lda + i)]
                                * b[offset + (transposedB ? column * ldb + i : i * ldb + column)];
                    }
                    expected[offset + row * ldc + column] = sum;
                }
            }
            call.run(m, n, k, a, offset, lda, b, offset, ldb, beta, c, offset, ldc);
            double largest = 0;
            for (int i = 0; i < c.length; i++) {
                largest = Math.max(largest, Math.abs(c[i] - expected[i]));
            }
            return largest;
        }

        double largestError() {
            double largest = 0;
            for (int m : SIZES) {
                for (int n : SIZES) {
                    for (int k : SIZES) {
                        largest = Math.max(largest, error(m, n, k, 0, 0, 0));
                        largest = Math.max(largest, error(m, n, k, 3, 5, 1));
                        largest = Math.max(largest, error(m, n, k, 1, 2, -0.5f));
                    }
                }
            }
            return largest;
        }
    }

    static Stream<Product> products() {
        return Stream.of(
                new Product("AB", false, false, Blas::multiply),
                new Product("AB'", false, true, Blas::multiplyTransposed),
                new Product("A'B", true, false, Blas::transposedMultiply));
    }

    @ParameterizedTest
    @MethodSource("products")
    void productsEqualPlainLoops(Product product) {
        assertThat(product.largestError()).isLessThan(1e-5);
    }

    @ParameterizedTest
    @MethodSource("products")
    void whatStoodInTheProductIsForgottenWithBetaZero(Product product) {
        float[] c = {Float.NaN};
        product.call.run(1, 1, 1, new float[] {2}, 0, 1, new float[] {3}, 0, 1, 0, c, 0, 1);
        assertThat(c).containsExactly(6);
    }

    @ParameterizedTest
    @MethodSource("products")
    void emptyProductsChangeNothing(Product product) {
        float[] c = {5};
        product.call.run(0, 1, 1, new float[] {2}, 0, 1, new float[] {3}, 0, 1, 0, c, 0, 1);
        assertThat(c).containsExactly(5);
    }

    /** A machine without the library, played by a name of a platform that there is no library for. */
    @Test
    void javaCodeServesWhereNoLibraryLoads(@TempDir Path folder) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.platform=none",
                "-cp",
                System.getProperty("java.class.path"),
                Fallback.class.getName());
        File output = folder.resolve("output").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).content().contains("native false", "correct true");
    }

    /** Runs in a process of its own. */
    static final class Fallback {
        private Fallback() {}

        public static void main(String[] arguments) {
            boolean products = products().allMatch(product -> product.largestError() < 1e-5);
            double[] values =
                    SymmetricEigen.largest(new double[] {2, 1, 1, 2}, 2, 2).values();
            boolean eigen = Math.abs(values[0] - 3) < 1e-12 && Math.abs(values[1] - 1) < 1e-12;
            System.out.println("native " + Blas.isNative());
            System.out.println("correct " + (products && eigen));
        }
    }

    private static float[] random(int length, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
