package hourglass.codes.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HammingJoinTest {
    private record Pair(int first, int second, int distance) {}

    /** Around a few centres; where the bias is large most bits are 0, so that keys are shared by many. */
    private static BinaryCodes codes(int bits, int count, int centres, double noise, double bias, long seed) {
        Random random = new Random(seed);
        long[][] centre = new long[centres][(bits + 63) / 64];
        for (long[] one : centre) {
            flip(one, bits, (1 - bias) / 2, random);
        }
        BinaryCodesBuilder codes = BinaryCodes.builder(bits);
        for (int i = 0; i < count; i++) {
            long[] code = centre[random.nextInt(centres)].clone();
            flip(code, bits, noise, random);
            codes.add(code);
        }
        return codes.build();
    }

    private static void flip(long[] code, int bits, double probability, Random random) {
        for (int bit = 0; bit < bits; bit++) {
            if (random.nextDouble() < probability) {
                code[bit >> 6] ^= 1L << bit;
            }
        }
    }

    private static List<Pair> expected(HammingJoin join) {
        List<Pair> pairs = new ArrayList<>();
        for (int second = join.firstNew(); second < join.codes().count(); second++) {
            long[] code = join.codes().code(second);
            for (int first = 0; first < second; first++) {
                int distance = join.codes().distance(first, code);
                if (distance <= join.radius()) {
                    pairs.add(new Pair(first, second, distance));
                }
            }
        }
        return pairs;
    }

    private static List<Pair> found(HammingJoin join) {
        List<Pair> pairs = new ArrayList<>();
        join.forEach((first, second, distance) -> pairs.add(new Pair(first, second, distance)));
        pairs.sort(Comparator.comparing(Pair::second).thenComparing(Pair::first));
        return pairs;
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void findsEachPairOnce(
            @ForAll @IntRange(min = 1, max = 300) int bits,
            @ForAll @IntRange(max = 400) int count,
            @ForAll @IntRange(min = 1, max = 60) int centres,
            @ForAll @DoubleRange(min = 0, max = 0.1) double noise,
            @ForAll long seed) {
        Random random = new Random(seed);
        BinaryCodes codes = codes(bits, count, centres, noise, random.nextInt(2) * 0.9, seed);
        HammingJoin join = HammingJoin.of(codes, random.nextInt(Math.min(bits, 40) + 1))
                .withFirstNew(random.nextInt(count + 1))
                .withThreads(1 + random.nextInt(3));
        assertThat(found(join)).isEqualTo(expected(join));
    }

    /** So many that keys are used, and so alike that those of many codes are the same. */
    @ParameterizedTest
    @CsvSource({
        "64, 3, 0, 1500",
        "64, 3, 0.98, 1500",
        "64, 0, 0.9, 1500",
        "128, 9, 0.9, 1500",
        "256, 31, 0, 1500",
        "256, 31, 0.97, 1500",
        "40, 4, 0.95, 1500",
        "1024, 20, 0.99, 1500"
    })
    void findsEachPairOnceWhereManyShareAKey(int bits, int radius, double bias, int count) {
        BinaryCodes codes = codes(bits, count, count / 10, 2.0 / bits, bias, 1);
        HammingJoin all = HammingJoin.of(codes, radius).withThreads(2);
        List<Pair> pairs = expected(all);
        assertThat(pairs).isNotEmpty();
        assertThat(found(all)).isEqualTo(pairs);
        HammingJoin fresh = all.withFirstNew(count * 3 / 4);
        assertThat(found(fresh)).isEqualTo(expected(fresh));
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void groupsAreThoseOfThePairs(@ForAll @IntRange(max = 300) int count, @ForAll long seed) {
        Random random = new Random(seed);
        BinaryCodes codes = codes(32, count, 40, 0.05, 0, seed);
        HammingJoin join = HammingJoin.of(codes, 2).withFirstNew(random.nextInt(count + 1));
        ConnectedComponents expected = new ConnectedComponents(count);
        found(join).forEach(pair -> expected.connect(pair.first(), pair.second()));
        assertThat(join.components().groups()).usingRecursiveComparison().isEqualTo(expected.groups());
    }

    /** What is new joins the groups of what was there. */
    @Test
    void groupsGrowByWhatIsNew() {
        BinaryCodes codes = codes(64, 800, 80, 0.02, 0, 3);
        HammingJoin all = HammingJoin.of(codes, 3);
        ConnectedComponents groups = new ConnectedComponents(800);
        BinaryCodesBuilder before = BinaryCodes.builder(64);
        for (int i = 0; i < 500; i++) {
            before.add(codes.code(i));
        }
        HammingJoin.of(before.build(), 3).forEach((first, second, distance) -> groups.connect(first, second));
        all.withFirstNew(500).connect(groups);
        assertThat(groups.groups())
                .usingRecursiveComparison()
                .isEqualTo(all.components().groups());
    }

    @Test
    void aFailureOfTheConsumerIsPassedOn() {
        HammingJoin join = HammingJoin.of(codes(64, 500, 3, 0.01, 0, 1), 8).withThreads(2);
        assertThatThrownBy(() -> join.forEach((first, second, distance) -> {
                    throw new IllegalArgumentException("full");
                }))
                .hasMessage("full");
    }

    @Test
    void refusesNumbersOutOfRange() {
        BinaryCodes codes = BinaryCodes.of(20, new long[3]);
        assertThatThrownBy(() -> HammingJoin.of(codes, 21))
                .hasMessage("the radius must lie in 0..20, the length of the codes, but was 21");
        assertThatThrownBy(() -> HammingJoin.of(codes, 2).withFirstNew(4))
                .hasMessage("the first new item must lie in 0..3, but was 4");
        assertThatThrownBy(() -> HammingJoin.of(codes, 2).withThreads(0))
                .hasMessage("threads must be 1 or more, but were 0");
    }
}
