package hourglass.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleTest {
    @Property(tries = 300)
    void everyNumberStandsAtOnePosition(
            @ForAll long seed, @ForAll long epoch, @ForAll @IntRange(min = 1, max = 5000) int size) {
        assertThat(numbers(new Shuffle(seed, epoch, size)).cardinality()).isEqualTo(size);
    }

    @Test
    void everyNumberOfALargeSetStandsAtOnePosition() {
        assertThat(numbers(new Shuffle(3, 1, 3_000_001)).cardinality()).isEqualTo(3_000_001);
    }

    @Test
    void staysInsideTheLargestSize() {
        Shuffle shuffle = new Shuffle(1, 1, Integer.MAX_VALUE);
        assertThat(IntStream.of(0, 1, 1_000_000_000, Integer.MAX_VALUE - 1).map(shuffle::at))
                .allSatisfy(number -> assertThat(number).isBetween(0, Integer.MAX_VALUE - 1));
    }

    /** Chi-squared with 23 degrees of freedom is beyond 49.7 once in a thousand times. */
    @Test
    void allOrdersOfFourAreEquallyLikely() {
        Map<String, Integer> counts = new HashMap<>();
        for (int seed = 0; seed < 24_000; seed++) {
            Shuffle shuffle = new Shuffle(seed, 0, 4);
            counts.merge("" + shuffle.at(0) + shuffle.at(1) + shuffle.at(2) + shuffle.at(3), 1, Integer::sum);
        }
        assertThat(counts).hasSize(24);
        double chiSquared = counts.values().stream()
                .mapToDouble(count -> (count - 1000.0) * (count - 1000.0) / 1000)
                .sum();
        assertThat(chiSquared).isLessThan(49.7);
    }

    /**
     * Chi-squared over (position, number) has (n-1)^2 degrees of freedom; five of its standard deviations are exceeded
     * less than once in a million times.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7, 16, 17, 50, 100})
    void everyNumberIsEquallyLikelyAtEveryPosition(int size) {
        int epochs = 200 * size;
        int[][] counts = new int[size][size];
        for (int epoch = 0; epoch < epochs; epoch++) {
            Shuffle shuffle = new Shuffle(42, epoch, size);
            for (int position = 0; position < size; position++) {
                counts[position][shuffle.at(position)]++;
            }
        }
        double chiSquared = 0;
        for (int[] row : counts) {
            for (int count : row) {
                chiSquared += (count - 200.0) * (count - 200.0) / 200;
            }
        }
        double freedom = (size - 1.0) * (size - 1.0);
        assertThat(chiSquared).isLessThan(freedom + 5 * Math.sqrt(2 * freedom) + 5);
    }

    /** Neighbours of a random order are as far apart as any two numbers: size / 3 on average. */
    @Test
    void neighboursAreUnrelated() {
        int size = 60_000;
        Shuffle shuffle = new Shuffle(9, 2, size);
        double distance = IntStream.range(1, size)
                .mapToDouble(i -> Math.abs(shuffle.at(i) - shuffle.at(i - 1)))
                .average()
                .orElseThrow();
        assertThat(distance).isBetween(0.99 * size / 3, 1.01 * size / 3);
    }

    @Test
    void epochsDiffer() {
        long same = IntStream.range(0, 1000)
                .filter(i -> new Shuffle(1, 0, 1000).at(i) == new Shuffle(1, 1, 1000).at(i))
                .count();
        assertThat(same).isLessThan(10);
    }

    @Test
    void refusesPositionsOutside() {
        assertThatThrownBy(() -> new Shuffle(1, 0, 10).at(10)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesNoItems() {
        assertThatThrownBy(() -> new Shuffle(1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    private static BitSet numbers(Shuffle shuffle) {
        BitSet numbers = new BitSet(shuffle.size());
        for (int position = 0; position < shuffle.size(); position++) {
            numbers.set(shuffle.at(position));
        }
        return numbers;
    }
}
