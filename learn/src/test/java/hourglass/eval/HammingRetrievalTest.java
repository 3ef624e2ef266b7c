package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.codes.BinaryCodes;
import hourglass.random.Seeds;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HammingRetrievalTest {
    private static BinaryCodes codes(int count, int bits, SplittableRandom random) {
        float[] values = new float[count * bits];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(2);
        }
        return BinaryCodes.ofThreshold(bits, values, 0.5f);
    }

    /** Which sorts items and walks through their ties rank by rank. */
    @Property(tries = 50)
    void agreesWithPrecisionAndRecallOfSortedItems(
            @ForAll @IntRange(min = 1, max = 70) int bits,
            @ForAll @IntRange(min = 2, max = 40) int items,
            @ForAll @IntRange(max = 1000) int seed) {
        SplittableRandom random = Seeds.random(seed, bits, items);
        BinaryCodes queries = codes(5, bits, random);
        BinaryCodes collection = codes(items, bits, random);
        int[] classes = random.ints(items, 0, 3).toArray();
        classes[0] = 0;
        Relevance relevance = Relevance.byLabel(new int[] {0, 1, 2, 0, 1}, classes);
        PrecisionRecall sorted = PrecisionRecall.of(HammingSimilarity.between(queries, collection), relevance);
        HammingRetrieval counted = HammingRetrieval.of(queries, collection, relevance, 1, items / 2, items);
        assertThat(counted.queries()).isEqualTo(sorted.queries());
        assertThat(counted.meanAveragePrecision()).isCloseTo(sorted.meanAveragePrecision(), within(1e-9));
        for (int i = 0; i < 3; i++) {
            assertThat(counted.precisions()[i]).isCloseTo(sorted.precision(counted.retrieved()[i]), within(1e-9));
        }
    }

    @Test
    void refusesCodesToWhichNothingIsRelevant() {
        BinaryCodes codes = codes(3, 4, Seeds.random(1));
        Relevance none = Relevance.byLabel(new int[] {0, 0, 0}, new int[] {1, 1, 1});
        assertThatIllegalArgumentException().isThrownBy(() -> HammingRetrieval.of(codes, codes, none, 1));
    }
}
