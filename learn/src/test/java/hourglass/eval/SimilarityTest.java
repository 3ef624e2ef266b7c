package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.codes.BinaryCodes;
import hourglass.data.Matrix;
import hourglass.data.SparseRows;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    private static final Offset<Float> ROUNDING = within(1e-5f);

    @Test
    void cosineIsThatOfTheAngle() {
        CosineSimilarity cosine =
                CosineSimilarity.between(new float[] {2, 0}, new float[] {5, 0, 0, 3, -1, 0, 3, 3, 0, 0}, 2);

        assertThat(scores(cosine)).containsExactly(new float[] {1, 0, -1, (float) Math.sqrt(0.5), 0}, ROUNDING);
    }

    @Test
    void cosineRefusesVectorsThatAreNotFinite() {
        assertThatThrownBy(() -> CosineSimilarity.within(new float[] {1, 2, Float.NaN, 0}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector 1 is not finite");
    }

    @Test
    void euclideanRanksByDistance() {
        Matrix vectors = Matrix.of(new float[] {0, 0}, new float[] {3, 4}, new float[] {0, 1}, new float[] {-2, 0});
        float[] scores = new float[4];
        EuclideanSimilarity.within(vectors).score(2, 3, scores);

        // Squared distances from (0, 1) are 1, 18, 0 and 5; half of its own squared length is the query's constant.
        assertThat(scores).containsExactly(new float[] {0.5f - 0.5f, 0.5f - 9, 0.5f, 0.5f - 2.5f}, ROUNDING);
    }

    @Test
    void euclideanRefusesVectorsThatAreNotFinite() {
        assertThatThrownBy(() -> EuclideanSimilarity.within(Matrix.of(new float[] {1}, new float[] {Float.NaN})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector 1 is not finite");
    }

    @Property(tries = 50)
    void cosineOfSparseRowsIsThatOfDenseOnes(
            @ForAll @IntRange(min = 1, max = 9) int queries,
            @ForAll @IntRange(min = 1, max = 20) int items,
            @ForAll @IntRange(min = 1, max = 12) int columns,
            @ForAll long seed) {
        SparseRows a = rows(queries, columns, seed);
        SparseRows b = rows(items, columns, seed + 1);

        assertThat(scores(SparseCosineSimilarity.between(a, b)))
                .containsExactly(scores(CosineSimilarity.between(a.toArray(), b.toArray(), columns)), ROUNDING);
        assertThat(scores(SparseCosineSimilarity.within(a)))
                .containsExactly(scores(CosineSimilarity.within(a.toArray(), columns)), ROUNDING);
    }

    @Test
    void hammingIsTheNegativeNumberOfBitsThatDiffer() {
        HammingSimilarity hamming = HammingSimilarity.between(
                BinaryCodes.of(67, new long[] {-1L, 0b101}),
                BinaryCodes.of(67, new long[] {-1L, 0b101, 0L, 0b101, -2L, 0b110}));

        assertThat(scores(hamming)).containsExactly(0, -64, -3);
    }

    @Test
    void scoresTheQueriesAskedFor() {
        HammingSimilarity hamming = HammingSimilarity.within(BinaryCodes.of(2, new long[] {0, 1, 3}));
        float[] scores = new float[3];

        hamming.score(2, 3, scores);

        assertThat(scores).containsExactly(-2, -1, 0);
    }

    @Test
    void hammingRefusesCodesOfAnotherLength() {
        assertThatThrownBy(() ->
                        HammingSimilarity.between(BinaryCodes.of(20, new long[2]), BinaryCodes.of(21, new long[3])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("queries of 20 bits for codes of 21");
    }

    private static SparseRows rows(int count, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseRows.Builder rows = SparseRows.builder(columns);
        for (int row = 0; row < count; row++) {
            int[] indices = new int[columns];
            float[] values = new float[columns];
            int length = 0;
            for (int column = 0; column < columns; column++) {
                if (random.nextInt(3) == 0) {
                    indices[length] = column;
                    values[length++] = (float) random.nextGaussian();
                }
            }
            rows.add(indices, values, length);
        }
        return rows.build();
    }

    private static float[] scores(Similarity similarity) {
        float[] scores = new float[similarity.queries() * similarity.items()];
        similarity.score(0, similarity.queries(), scores);
        return scores;
    }
}
