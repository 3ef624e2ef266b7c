package hourglass.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.random.Seeds;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class QueryPlanesTest {
    private static float[] query(int columns, int seed) {
        SplittableRandom random = Seeds.random(seed);
        float[] query = new float[columns];
        for (int i = 0; i < columns; i++) {
            query[i] = (float) (0.2 + random.nextGaussian());
        }
        return query;
    }

    private static long[] code(int columns, int seed) {
        SplittableRandom random = Seeds.random(seed + 1000);
        long[] code = new long[(columns + 63) / 64];
        for (int i = 0; i < columns; i++) {
            code[i >> 6] |= (long) random.nextInt(2) << i;
        }
        return code;
    }

    /** An error that all codes share would bias every estimate of a query, and weigh differently by the items' norms. */
    @Property(tries = 50)
    void theOppositeCodeHasTheOppositeProduct(
            @ForAll @IntRange(min = 1, max = 200) int columns, @ForAll @IntRange(max = 99) int seed) {
        QueryPlanes planes = new QueryPlanes(query(columns, seed));
        long[] code = code(columns, seed);
        long[] opposite = new long[code.length];
        for (int i = 0; i < columns; i++) {
            opposite[i >> 6] |= (~code[i >> 6] >> i & 1) << i;
        }
        assertThat(planes.product(opposite, 0, code.length))
                .isCloseTo(-planes.product(code, 0, code.length), within(1e-9));
    }

    /** Each number is at most a step from its rounded one. */
    @Property(tries = 50)
    void theProductIsThatOfNumbersAStepAwayAtMost(
            @ForAll @IntRange(min = 1, max = 200) int columns, @ForAll @IntRange(max = 99) int seed) {
        float[] query = query(columns, seed);
        long[] code = code(columns, seed);
        double product = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < columns; i++) {
            product += (code[i >> 6] >> i & 1) == 1 ? query[i] : -query[i];
            least = Math.min(least, query[i]);
            most = Math.max(most, query[i]);
        }
        double bound = columns * (most - least) / 15 / Math.sqrt(columns);
        assertThat(new QueryPlanes(query).product(code, 0, code.length))
                .isCloseTo(product / Math.sqrt(columns), within(bound + 1e-9));
    }
}
