package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.TfIdf.DocumentFrequency;
import hourglass.data.TfIdf.TermFrequency;
import hourglass.matrix.SparseMatrix;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TfIdfTest {
    private static final Offset<Float> ROUNDING = within(1e-6f);

    /** Words that come in 2, 1, 4 and 0 of the documents. */
    private static final SparseRows COUNTS = SparseRows.builder(4)
            .add(new int[] {0, 2}, new float[] {3, 1}, 2)
            .add(new int[] {0, 1, 2}, new float[] {1, 2, 1}, 3)
            .add(new int[] {2}, new float[] {5}, 1)
            .add(new int[] {2}, new float[] {1}, 1)
            .build();

    @Test
    void weighsWordsByHowRareTheyAre() {
        assertThat(TfIdf.fit(COUNTS, TermFrequency.COUNT, DocumentFrequency.LOG).idf())
                .containsExactly(new float[] {(float) Math.log(2), (float) Math.log(4), 0, 0}, ROUNDING);
    }

    @Test
    void smoothWeightsLeaveSomethingOfWordsThatComeInAll() {
        assertThat(TfIdf.fit(COUNTS, TermFrequency.COUNT, DocumentFrequency.SMOOTH)
                        .idf())
                .containsExactly(
                        new float[] {
                            (float) Math.log(5 / 3.0) + 1, (float) Math.log(2.5) + 1, 1, (float) Math.log(5) + 1
                        },
                        ROUNDING);
    }

    @Test
    void logCountsWeighAllWordsAlike() {
        assertThat(TfIdf.logCounts(4)).isEqualTo(TfIdf.fit(COUNTS, TermFrequency.LOG, DocumentFrequency.NONE));
    }

    @Test
    void weighsNonZerosAsTheWholeRow() {
        Rows weighted = new TfIdf(TermFrequency.LOG, new float[] {2, 1, 0.5f, 1}).view(COUNTS);
        float[] row = {2 * (float) Math.log(4), 0, 0.5f * (float) Math.log(2), 0};
        SparseMatrix matrix = new SparseMatrix(4);

        weighted.addNonZeros(1, matrix);
        weighted.addNonZeros(0, matrix);

        assertThat(weighted.slice(0, 1).toArray()).containsExactly(row, ROUNDING);
        assertThat(matrix.start(2) - matrix.start(1)).isEqualTo(2);
        assertThat(matrix.values()[3]).isCloseTo(row[0], ROUNDING);
        assertThat(matrix.values()[4]).isCloseTo(row[2], ROUNDING);
    }

    @Test
    void isUndoneByInvert() {
        float[] values = COUNTS.toArray();
        TfIdf weights = new TfIdf(TermFrequency.LOG, new float[] {2, 1, 0.5f, 1});

        weights.apply(values, 4, 2);
        weights.invert(values, 4, 2);

        assertThat(values).containsExactly(COUNTS.toArray(), within(1e-5f));
    }

    @Test
    void refusesCountsOfOtherWords() {
        assertThatThrownBy(() -> TfIdf.logCounts(3).view(COUNTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 words for weights of 3");
    }

    @Test
    void refusesNegativeWeights() {
        assertThatThrownBy(() -> new TfIdf(TermFrequency.LOG, new float[] {1, -1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
