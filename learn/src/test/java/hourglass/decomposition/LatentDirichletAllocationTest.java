package hourglass.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.SparseRows;
import hourglass.matrix.ThreadTeam;
import org.junit.jupiter.api.Test;

class LatentDirichletAllocationTest {
    /** Words 0 and 1 are nearly all of the first topic's, 2 and 3 of the second's. */
    private static final LatentDirichletAllocation TWO =
            new LatentDirichletAllocation(4, 2, 0.1f, new float[] {5e5f, 1e-3f, 5e5f, 1e-3f, 1e-3f, 5e5f, 1e-3f, 5e5f});

    @Test
    void proportionsAreThoseOfTheWordsWhereTopicsShareNone() {
        SparseRows document = SparseRows.builder(4)
                .add(new int[] {0, 1, 2}, new float[] {3, 3, 2}, 3)
                .build();

        // With all words assigned, gamma is alpha and the counts.
        assertThat(TWO.encode(document, ThreadTeam.shared()))
                .containsExactly(new float[] {6.1f / 8.2f, 2.1f / 8.2f}, within(1e-4f));
    }

    @Test
    void proportionsOfADocumentWithoutWordsAreEqual() {
        SparseRows empty =
                SparseRows.builder(4).add(new int[0], new float[0], 0).build();

        assertThat(TWO.encode(empty, ThreadTeam.shared())).containsExactly(0.5f, 0.5f);
    }

    @Test
    void inferenceEndsAtAFixedPointOfItsEquations() {
        float alpha = 0.3f;
        float[] lambda = {3, 1, 2, 2, 1, 5, 4, 1};
        LatentDirichletAllocation model = new LatentDirichletAllocation(4, 2, alpha, lambda);
        SparseRows document = SparseRows.builder(4)
                .add(new int[] {0, 1, 3}, new float[] {10, 4, 7}, 3)
                .build();

        float[] proportions = model.encode(document, ThreadTeam.shared());

        double total = 21 + 2 * alpha;
        double[] next = {alpha, alpha};
        for (int[] wordAndCount : new int[][] {{0, 10}, {1, 4}, {3, 7}}) {
            double[] phi = new double[2];
            for (int topic = 0; topic < 2; topic++) {
                phi[topic] =
                        Math.exp(Digamma.of(proportions[topic] * total)) * model.weights()[wordAndCount[0] * 2 + topic];
            }
            for (int topic = 0; topic < 2; topic++) {
                next[topic] += wordAndCount[1] * phi[topic] / (phi[0] + phi[1]);
            }
        }
        assertThat(proportions[0]).isCloseTo((float) (next[0] / total), within(1e-3f));
        assertThat(proportions[1]).isCloseTo((float) (next[1] / total), within(1e-3f));
    }

    @Test
    void rootsAreOfUnitLength() {
        SparseRows document = SparseRows.builder(4)
                .add(new int[] {0, 2}, new float[] {3, 1}, 2)
                .build();

        float[] roots = TWO.encodeRoots(document, ThreadTeam.shared());

        assertThat(roots[0] * roots[0] + roots[1] * roots[1]).isCloseTo(1, within(1e-6f));
    }

    @Test
    void refusesNumbersOfAnotherSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LatentDirichletAllocation(4, 2, 0.1f, new float[7]));
    }
}
