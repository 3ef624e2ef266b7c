package hourglass.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.data.SparseRows;
import hourglass.matrix.ThreadTeam;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatentDirichletTrainerTest {
    private static final int SIDE = 5;
    private static final int BARS = 2 * SIDE;
    private static final int WORDS = SIDE * SIDE;

    /**
     * The bars of T. Griffiths and M. Steyvers, Finding scientific topics, PNAS 101, 2004: words are the pixels of a square,
     * topics its rows and columns. There are more topics than bars, as with just as many one often takes two bars, a local
     * optimum, and none is left for a third.
     */
    @Test
    void findsTheTopicsThatDocumentsWereMadeFrom() {
        int topics = 2 * BARS;
        LatentDirichletAllocation model = new LatentDirichletTrainer(0.1f, 0.1f, 10, 0.7, 100, 10, 1)
                .fit(bars(1000, 7), topics, ThreadTeam.shared());

        float[] probabilities = model.probabilities();
        for (int bar = 0; bar < BARS; bar++) {
            double best = 0;
            for (int topic = 0; topic < topics; topic++) {
                double inBar = 0;
                for (int i = 0; i < SIDE; i++) {
                    inBar += probabilities[pixel(bar, i) * topics + topic];
                }
                best = Math.max(best, inBar);
            }
            assertThat(best).as("what some topic gives to bar " + bar).isGreaterThan(0.95);
        }
    }

    @Test
    void newDocumentsAreMoreProbableAfterMoreEpochs() {
        SparseRows documents = bars(400, 7);
        SparseRows others = bars(100, 8);

        assertThat(logLikelihood(others, fitted(documents, 8)))
                .isGreaterThan(logLikelihood(others, fitted(documents, 1)));
    }

    private static LatentDirichletAllocation fitted(SparseRows documents, int epochs) {
        return new LatentDirichletTrainer(0.1f, 0.1f, 10, 0.7, 100, epochs, 1)
                .fit(documents, BARS, ThreadTeam.shared());
    }

    /** Of the words of all documents, as mixtures of topics. */
    private static double logLikelihood(SparseRows documents, LatentDirichletAllocation model) {
        float[] proportions = model.encode(documents, ThreadTeam.shared());
        float[] probabilities = model.probabilities();
        float[] counts = documents.toArray();
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double probability = 0;
            for (int topic = 0; topic < BARS; topic++) {
                probability += proportions[i / WORDS * BARS + topic] * probabilities[i % WORDS * BARS + topic];
            }
            sum += counts[i] * Math.log(probability);
        }
        return sum;
    }

    @Test
    void isTheSameForTheSameSeed() {
        SparseRows documents = bars(60, 7);
        LatentDirichletTrainer options = new LatentDirichletTrainer(0.1f, 0.1f, 10, 0.7, 16, 2, 3);

        assertThat(options.fit(documents, 3, ThreadTeam.shared()))
                .isEqualTo(options.fit(documents, 3, ThreadTeam.shared()));
    }

    @Test
    void refusesADecayThatDoesNotConverge() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatentDirichletTrainer(0.1f, 0.1f, 10, 0.5, 16, 2, 3))
                .withMessageContaining("0.5");
    }

    private static int pixel(int bar, int i) {
        return bar < SIDE ? bar * SIDE + i : i * SIDE + bar - SIDE;
    }

    /** Documents of 100 words, each from two bars at random shares. */
    private static SparseRows bars(int documents, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseRows.Builder rows = SparseRows.builder(WORDS);
        for (int document = 0; document < documents; document++) {
            int first = random.nextInt(BARS);
            int second = random.nextInt(BARS);
            double share = random.nextDouble();
            float[] counts = new float[WORDS];
            for (int word = 0; word < 100; word++) {
                int bar = random.nextDouble() < share ? first : second;
                counts[pixel(bar, random.nextInt(SIDE))]++;
            }
            add(rows, counts);
        }
        return rows.build();
    }

    private static void add(SparseRows.Builder rows, float[] counts) {
        int[] indices = new int[counts.length];
        float[] values = new float[counts.length];
        int length = 0;
        for (int word = 0; word < counts.length; word++) {
            if (counts[word] > 0) {
                indices[length] = word;
                values[length++] = counts[word];
            }
        }
        rows.add(indices, values, length);
    }
}
