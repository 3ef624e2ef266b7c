package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void endsALinearAxisAtTicks() {
        Axis axis = Axis.linear(new double[] {0.13, 0.58});

        assertThat(axis.ticks()).extracting(Axis::label).containsExactly("0.1", "0.2", "0.3", "0.4", "0.5", "0.6");
    }

    @Test
    void endsAnExactAxisAtTheValues() {
        Axis axis = Axis.exact(new double[] {1, 25});

        assertThat(axis.low()).isEqualTo(1);
        assertThat(axis.high()).isEqualTo(25);
        assertThat(axis.ticks()).containsExactly(5.0, 10.0, 15.0, 20.0, 25.0);
    }

    @Test
    void marksNoFractionsBetweenWholeNumbers() {
        assertThat(Axis.exact(new double[] {1, 2, 3}).ticks()).containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void marksOneTwoAndFiveOnAShortLogarithmicAxis() {
        assertThat(Axis.logarithmic(new double[] {0.03, 0.7}).ticks()).containsExactly(0.02, 0.05, 0.1, 0.2, 0.5, 1.0);
    }

    @Test
    void marksDecadesOnALongLogarithmicAxis() {
        assertThat(Axis.logarithmic(new double[] {2e-5, 300}).ticks())
                .containsExactly(1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0, 100.0);
    }

    @Test
    void placesTheGeometricMeanInTheMiddleOfALogarithmicAxis() {
        assertThat(Axis.logarithmic(new double[] {1, 100}).position(10)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void leavesOutWhatALogarithmicAxisCannotShow() {
        Axis axis = Axis.logarithmic(new double[] {-1, 0, Double.NaN, 1, 10});

        assertThat(axis.low()).isEqualTo(1);
        assertThat(axis.shows(0)).isFalse();
    }

    @Test
    void givesASingleValueRoomOnBothSides() {
        Axis axis = Axis.linear(new double[] {4, 4});

        assertThat(axis.low()).isLessThan(4);
        assertThat(axis.high()).isGreaterThan(4);
    }

    @Test
    void labelsNumbersShortly() {
        assertThat(List.of(0.0, 0.30000000000000004, 250000.0, 2.5e7, 1e-7, -3.0))
                .extracting(Axis::label)
                .containsExactly("0", "0.3", "250000", "2.5e7", "1e-7", "-3");
    }

    @Property(tries = 500)
    void hasAFewTicksWithinItsEnds(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double one,
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double other) {
        for (Axis axis : new Axis[] {Axis.linear(new double[] {one, other}), Axis.exact(new double[] {one, other})}) {
            assertThat(axis.ticks()).hasSizeBetween(1, 9);
            assertThat(axis.ticks()).allMatch(tick -> axis.position(tick) > -1e-9 && axis.position(tick) < 1 + 1e-9);
        }
    }

    @Property(tries = 500)
    void hasAFewTicksWithinItsEndsWhenLogarithmic(
            @ForAll @DoubleRange(min = -12, max = 12) double oneExponent,
            @ForAll @DoubleRange(min = -12, max = 12) double otherExponent) {
        double one = Math.pow(10, oneExponent);
        double other = Math.pow(10, otherExponent);
        Axis axis = Axis.logarithmic(new double[] {one, other});

        assertThat(axis.ticks()).hasSizeBetween(2, 9).allMatch(axis::shows);
        assertThat(axis.shows(one) && axis.shows(other)).isTrue();
    }
}
