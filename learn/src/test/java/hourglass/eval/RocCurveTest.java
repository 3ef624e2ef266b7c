package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RocCurveTest {
    @Property(tries = 300)
    void areaIsTheShareOfPairsInOrderWithTiesCountedHalf(
            @ForAll @Size(min = 1, max = 40) @IntRange(min = 0, max = 12) int[] drawn, @ForAll long kinds) {
        double[] scores = new double[drawn.length];
        boolean[] positive = new boolean[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            scores[i] = drawn[i] / 3.0;
            positive[i] = (kinds >> i & 1) == 1;
        }
        double inOrder = 0;
        int pairs = 0;
        for (int i = 0; i < drawn.length; i++) {
            for (int j = 0; j < drawn.length; j++) {
                if (positive[i] && !positive[j]) {
                    pairs++;
                    inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        if (pairs == 0) {
            assertThat(RocCurve.area(scores, positive)).isNaN();
        } else {
            assertThat(RocCurve.area(scores, positive)).isCloseTo(inOrder / pairs, within(1e-12));
        }
    }

    @Test
    void areaIsOneWhereAllPositivesScoreHigher() {
        assertThat(RocCurve.area(new double[] {3, 1, 4, 0}, new boolean[] {true, false, true, false}))
                .isEqualTo(1);
    }
}
