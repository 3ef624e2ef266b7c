package hourglass.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DigammaTest {
    private static final double EULER = 0.5772156649015329;

    @Test
    void hasItsKnownValues() {
        assertThat(Digamma.of(1)).isCloseTo(-EULER, within(1e-9));
        assertThat(Digamma.of(0.5)).isCloseTo(-EULER - 2 * Math.log(2), within(1e-9));
        assertThat(Digamma.of(10)).isCloseTo(2.251752589066721, within(1e-9));
    }

    @Property(tries = 100)
    void obeysItsRecurrence(@ForAll @DoubleRange(min = 0.01, max = 100) double x) {
        assertThat(Digamma.of(x + 1) - Digamma.of(x)).isCloseTo(1 / x, within(1e-8));
    }
}
