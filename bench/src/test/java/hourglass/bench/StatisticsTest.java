package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void medianIsTheMiddleOfOddlyManyValues() {
        assertThat(Statistics.median(9, 1, 5)).isEqualTo(5);
    }

    @Test
    void medianIsTheMeanOfTheTwoMiddlesOfEvenlyManyValues() {
        assertThat(Statistics.median(8, 1, 2, 4)).isEqualTo(3);
    }

    @Test
    void oneDisturbedRoundDoesNotMoveTheMedian() {
        assertThat(Statistics.median(2, 2, 2, 2, 1000)).isEqualTo(2);
    }

    @Test
    void spreadIsHalfTheQuartileDistanceOverTheMedian() {
        assertThat(Statistics.spread(8, 9, 10, 11, 12)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void equalValuesHaveNoSpread() {
        assertThat(Statistics.spread(3, 3, 3)).isZero();
    }

    @Test
    void leavesTheValuesInTheirOrder() {
        double[] values = {3, 1, 2};
        Statistics.median(values);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void refusesNoValues() {
        assertThatIllegalArgumentException().isThrownBy(Statistics::median).withMessageContaining("0 values");
    }
}
