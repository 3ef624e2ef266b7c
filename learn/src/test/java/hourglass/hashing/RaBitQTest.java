package hourglass.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RaBitQTest {
    private static float[] vector(int columns, long seed) {
        SplittableRandom random = Seeds.random(seed, 7);
        float[] vector = new float[columns];
        for (int i = 0; i < columns; i++) {
            vector[i] = (float) (0.3 + random.nextGaussian());
        }
        return vector;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double squaredDistance(float[] a, float[] b) {
        return product(a, a) + product(b, b) - 2 * product(a, b);
    }

    private static RaBitQ codes(Rows data, long seed) {
        return RaBitQ.of(RandomRotation.of(data.columns()).withSeed(seed).fit(data), data);
    }

    /** The mean over rotations comes as near to the product as the deviation of one estimate over the root of their number allows. */
    @Property(tries = 10)
    void estimatesInnerProductsWithoutBias(
            @ForAll @IntRange(min = 8, max = 80) int columns, @ForAll @IntRange(max = 99) int seed) {
        Rows data = Rows.of(vector(20 * columns, seed), columns);
        float[] item = new float[columns];
        data.read(3, item, 0);
        float[] query = vector(columns, seed + 1000);
        int rotations = 300;
        double sum = 0;
        double squares = 0;
        for (int rotation = 0; rotation < rotations; rotation++) {
            double error = codes(data, rotation).query(query).innerProduct(3) - product(item, query);
            sum += error;
            squares += error * error;
        }
        double deviation = Math.sqrt(squares / rotations);
        assertThat(sum / rotations).isCloseTo(0, within(4.5 * deviation / Math.sqrt(rotations)));
    }

    /** The paper's bound holds for all but a few of 100; the rounding of the query adds less than a tenth. */
    @Property(tries = 10)
    void boundsTheError(@ForAll @IntRange(min = 64, max = 256) int columns, @ForAll @IntRange(max = 99) int seed) {
        Matrix data = new Matrix(vector(400 * columns, seed), columns);
        float[] query = vector(columns, seed + 1000);
        RaBitQ codes = codes(data, seed);
        RaBitQ.Query asked = codes.query(query);
        int outside = 0;
        float[] item = new float[columns];
        for (int i = 0; i < 400; i++) {
            data.read(i, item, 0);
            double bound = 1.1 * asked.errorBound(i);
            outside += Math.abs(asked.innerProduct(i) - product(item, query)) > bound ? 1 : 0;
        }
        assertThat(outside).isLessThan(40);
    }

    @Test
    void estimatesDistancesAndCosinesToTheSameAccuracy() {
        int columns = 256;
        Matrix data = new Matrix(vector(50 * columns, 1), columns);
        float[] query = vector(columns, 1000);
        RaBitQ.Query asked = codes(data, 1).query(query);
        float[] item = new float[columns];
        for (int i = 0; i < 50; i++) {
            data.read(i, item, 0);
            double bound = 2 * asked.errorBound(i);
            double cosine = product(item, query) / Math.sqrt(product(item, item) * product(query, query));
            assertThat(asked.squaredDistance(i)).isCloseTo(squaredDistance(item, query), within(2 * bound));
            assertThat(asked.cosine(i))
                    .isCloseTo(cosine, within(bound / Math.sqrt(product(item, item) * product(query, query))));
        }
    }

    @Test
    void ordersItemsBetterThanHammingDistances() {
        int columns = 128;
        Matrix data = new Matrix(vector(1000 * columns, 2), columns);
        RaBitQ codes = codes(data, 1);
        float[] query = vector(columns, 2000);
        RaBitQ.Query asked = codes.query(query);
        long[] code = RandomRotation.of(columns)
                .fit(data)
                .binaryCodes(Rows.of(query, columns))
                .code(0);
        double estimated = 0;
        double hamming = 0;
        for (int i = 0; i + 1 < 1000; i++) {
            float[] one = new float[columns];
            float[] other = new float[columns];
            data.read(i, one, 0);
            data.read(i + 1, other, 0);
            boolean nearer = squaredDistance(one, query) < squaredDistance(other, query);
            estimated += nearer == asked.squaredDistance(i) < asked.squaredDistance(i + 1) ? 1 : 0;
            hamming += nearer == codes.codes().distance(i, code) < codes.codes().distance(i + 1, code) ? 1 : 0;
        }
        assertThat(estimated).isGreaterThan(hamming);
    }

    @Test
    void knowsWhatLiesAtTheCentreExactly() {
        Rows data = Rows.of(new float[] {1, 2, 3, 5, 2, -3, -1, -4, 9, -1, 8, 3}, 3);
        LinearHasher rotation = RandomRotation.of(3).fit(data);
        float[] centre = rotation.mean();
        RaBitQ.Query query = RaBitQ.of(rotation, Rows.of(centre.clone(), 3)).query(new float[] {2, 0, 1});
        assertThat(query.innerProduct(0)).isCloseTo(product(centre, new float[] {2, 0, 1}), within(1e-5));
        assertThat(query.errorBound(0)).isZero();
    }

    @Test
    void hasACosineOfZeroForAVectorOfZeros() {
        Rows data = Rows.of(new float[] {0, 0, 1, 2, 3, 4}, 2);
        RaBitQ codes = RaBitQ.of(RandomRotation.of(2).withCentred(false).fit(data), data);
        assertThat(codes.query(new float[] {1, 1}).cosine(0)).isZero();
        assertThat(codes.query(new float[] {0, 0}).cosine(1)).isZero();
    }

    @Test
    void refusesPartsOfARotationAndQueriesOfAnotherLength() {
        Rows data = Vectors.normal(20, 8, 1);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> RaBitQ.of(RandomRotation.of(4).fit(data), data))
                .withMessageContaining("fit a random rotation of 8 bits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codes(data, 1).query(new float[7]))
                .withMessageContaining("a query of 7 numbers for items of 8");
    }
}
