package hourglass.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.persistence.AnomalyScale;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistancesTest {
    private static AnomalyScale scale(double mean, double near) {
        return new AnomalyScale(List.of(1.0), mean, near, 0, 0.99, 0);
    }

    @Test
    void aRowInsideTheShellIsTooNear() {
        AnomalyScale shell = scale(2, 1.8);
        assertThat(Distances.isNear(1.7, 1, shell)).isTrue();
        assertThat(Distances.isNear(1.9, 1, shell)).isFalse();
    }

    @Test
    void aRowOfFewCellsMustBeNearer() {
        AnomalyScale shell = scale(2, 1.8);
        assertThat(Distances.isNear(1.7, 0.5, shell)).isTrue();
        assertThat(Distances.isNear(1.7, 0.4, shell)).isFalse();
    }

    @Test
    void noRowIsTooNearWhereDistancesVaryMuch() {
        assertThat(Distances.isNear(0, 1, scale(2, 0))).isFalse();
    }
}
