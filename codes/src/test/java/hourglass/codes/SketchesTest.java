package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SketchesTest {
    @Property(tries = 200)
    void sketchesDifferInNoMoreBitsThanCodes(@ForAll @IntRange(min = 1, max = 4096) int bits, @ForAll long seed) {
        Random random = new Random(seed);
        long[] code = Samples.near(new long[BinaryCodes.words(bits)], bits, 0.5, random);
        long[] other = Samples.near(code, bits, random.nextDouble() / 4, random);
        int apart = Integer.bitCount(Sketches.of(code) ^ Sketches.of(other));
        assertThat(apart).isLessThanOrEqualTo(Hamming.distance(code, other));
    }

    @Test
    void keepsThePlacesWhoseSketchesAreNear() {
        BinaryCodes codes = Samples.clustered(70, 500, 3, 0.1, 1);
        int[] postings = IntStream.range(0, 500).map(i -> 499 - i).toArray();
        Sketches sketches = Sketches.of(codes, IntPages.of(postings));
        int query = Sketches.of(codes.code(7));
        int[] places = IntStream.range(100, 500).toArray();
        int[] kept = new int[401];
        int size = sketches.near(query, 8, places, places.length, kept, 1);
        int[] expected = Arrays.stream(places)
                .filter(place -> Integer.bitCount(Sketches.of(codes.code(postings[place])) ^ query) <= 8)
                .toArray();
        assertThat(expected).isNotEmpty().hasSizeLessThan(400);
        assertThat(Arrays.copyOfRange(kept, 1, size)).isEqualTo(expected);
    }

    @Test
    void sharesOfAllDistancesAddUpToOne() {
        assertThat(IntStream.rangeClosed(0, 40).mapToDouble(Sketches::share).sum())
                .isCloseTo(1, within(1e-12));
    }
}
