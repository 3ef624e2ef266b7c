package hourglass.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void pathsOfSmallNumbersNeverMeet() {
        Set<Long> seen = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            assertThat(seen.add(Seeds.derive(seed))).isTrue();
            for (long epoch = 0; epoch < 20; epoch++) {
                assertThat(seen.add(Seeds.derive(seed, epoch))).isTrue();
                for (long part = 0; part < 20; part++) {
                    assertThat(seen.add(Seeds.derive(seed, epoch, part))).isTrue();
                }
            }
        }
    }

    /** Binomial(64, 1/2) for each of 1000 pairs: a mean off by 0.6 bits would be five standard errors. */
    @Test
    void seedsThatDifferByOneBitGiveUnrelatedStreams() {
        double changed = 0;
        for (int i = 0; i < 1000; i++) {
            changed += Long.bitCount(Seeds.derive(i, 7) ^ Seeds.derive(i ^ 1, 7)) / 1000.0;
        }
        assertThat(changed).isBetween(31.4, 32.6);
    }

    @Test
    void sameStreamStartsWithTheSameNumber() {
        assertThat(Seeds.random(5, 1, 2).nextLong())
                .isEqualTo(Seeds.random(5, 1, 2).nextLong());
    }
}
