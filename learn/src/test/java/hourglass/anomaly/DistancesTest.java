package hourglass.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.persistence.AnomalyScale;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistancesTest {
    private static AnomalyScale scale(double mean, double near) {
        return new AnomalyScale(List.of(1.0), mean, near, 0, 0.99, 0);
    }

    @Test
    void aRowThatIsTooNearIsAsOddAsOneThatIsAsMuchTooFar() {
        AnomalyScale shell = scale(2, 1.8);
        assertThat(Distances.far(1.5, 1, shell)).isCloseTo(Distances.far(2.5, 1, shell), within(1e-12));
        assertThat(Distances.far(1.9, 1, shell)).isCloseTo(0.95, within(1e-12));
    }

    @Test
    void aRowOfFewCellsMustBeNearer() {
        AnomalyScale shell = scale(2, 1.8);
        assertThat(Distances.far(1.7, 1, shell)).isGreaterThan(1);
        assertThat(Distances.far(1.7, 0.1, shell)).isLessThan(1);
    }

    @Test
    void noRowIsTooNearWhereDistancesVaryMuch() {
        assertThat(Distances.far(0, 1, scale(2, 0))).isZero();
    }
}
