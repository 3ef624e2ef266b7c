package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.bench.Product.Form;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTest {
    private static final int M = 40;
    private static final int N = 50;
    private static final int K = 7;

    private final SplittableRandom random = new SplittableRandom(1);

    @ParameterizedTest
    @CsvSource({
        "PLAIN,true", "PLAIN,false",
        "FIRST_TRANSPOSED,true", "FIRST_TRANSPOSED,false",
        "SECOND_TRANSPOSED,true", "SECOND_TRANSPOSED,false"
    })
    void partsMakeTheWholeProduct(Form form, boolean byRows) {
        float[] a = matrix(M * K);
        float[] b = matrix(K * N);
        float[] c = new float[M * N];
        Product product = new Product(form, M, N, K, "a", "b", "c");
        for (int part = 0; part < 2; part++) {
            product.run(a, b, c, byRows, part, 2);
        }
        assertThat(c).containsExactly(expected(form, a, b), Offset.offset(1e-5f));
    }

    private float[] matrix(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    private static float[] expected(Form form, float[] a, float[] b) {
        float[] c = new float[M * N];
        for (int i = 0; i < M; i++) {
            for (int j = 0; j < N; j++) {
                for (int l = 0; l < K; l++) {
                    float left = form == Form.FIRST_TRANSPOSED ? a[l * M + i] : a[i * K + l];
                    float right = form == Form.SECOND_TRANSPOSED ? b[j * K + l] : b[l * N + j];
                    c[i * N + j] += left * right;
                }
            }
        }
        return c;
    }
}
