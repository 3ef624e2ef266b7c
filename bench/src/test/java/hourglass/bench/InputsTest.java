package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InputsTest {
    private static final Case BERNOULLI =
            Case.matching(List.of("784-500-tied/20/adam")).get(0);

    @Test
    void bothSidesGetTheSameBatch() {
        assertThat(Inputs.batch(BERNOULLI, 3)).isEqualTo(Inputs.batch(BERNOULLI, 3));
    }

    @Test
    void batchesDiffer() {
        assertThat(Inputs.batch(BERNOULLI, 0)).isNotEqualTo(Inputs.batch(BERNOULLI, 1));
    }

    @Test
    void bernoulliDataAreFractions() {
        assertThat(Inputs.batch(BERNOULLI, 0)).hasSize(20 * 784).satisfies(values -> {
            for (float value : values) {
                assertThat(value).isBetween(0f, 1f);
            }
        });
    }
}
