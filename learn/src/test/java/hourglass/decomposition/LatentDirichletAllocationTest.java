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

    /** Variational Bayes is off by 0.15 here: it gives a topic of few words too little. */
    @Test
    void proportionsAreNearlyThoseOfTheExactPosterior() {
        float alpha = 0.3f;
        LatentDirichletAllocation model =
                new LatentDirichletAllocation(4, 2, alpha, new float[] {3, 1, 2, 2, 1, 5, 4, 1});
        int[] words = {0, 0, 0, 1, 2};
        SparseRows document = SparseRows.builder(4)
                .add(new int[] {0, 1, 2}, new float[] {3, 1, 1}, 3)
                .build();

        double exact = (alpha + expectedOfFirstTopic(words, model)) / (words.length + 2 * alpha);

        assertThat((double) model.encode(document, ThreadTeam.shared())[0]).isCloseTo(exact, within(0.05));
    }

    /** The expected number of words of topic 0, by all assignments of words to the two topics. */
    private static double expectedOfFirstTopic(int[] words, LatentDirichletAllocation model) {
        float[] probabilities = model.probabilities();
        double all = 0;
        double expected = 0;
        for (int assignment = 0; assignment < 1 << words.length; assignment++) {
            int[] counts = new int[2];
            double probability = 1;
            for (int i = 0; i < words.length; i++) {
                int topic = assignment >> i & 1;
                // The chain rule of the collapsed prior: a topic is as likely as it has words so far.
                probability *= probabilities[words[i] * 2 + topic] * (counts[topic]++ + model.alpha());
            }
            all += probability;
            expected += probability * counts[0];
        }
        return expected / all;
    }

    @Test
    void proportionsAddUpToOneInALongDocument() {
        LatentDirichletAllocation model =
                new LatentDirichletAllocation(4, 2, 0.02f, new float[] {3, 1, 2, 2, 1, 5, 4, 1});
        SparseRows document = SparseRows.builder(4)
                .add(new int[] {0, 1, 3}, new float[] {100_000, 0.5f, 7}, 3)
                .build();

        float[] proportions = model.encode(document, ThreadTeam.shared());

        assertThat(proportions[0] + proportions[1]).isCloseTo(1, within(1e-6f));
        assertThat(proportions[1]).isBetween(0f, 1f);
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
