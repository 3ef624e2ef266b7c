package hourglass.data.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SplineTest {
    private static final double[] KNOTS = {0, 1, 3, 4};
    private static final Spline SPLINE = new Spline(KNOTS, new double[] {2, 5, 1, 1});

    @Test
    void passesThroughItsPoints() {
        assertThat(new double[] {SPLINE.at(0), SPLINE.at(1), SPLINE.at(3), SPLINE.at(4)})
                .containsExactly(new double[] {2, 5, 1, 1}, within(1e-12));
    }

    @Test
    void hasNoKinkAtAPoint() {
        double h = 1e-5;
        double before = (SPLINE.at(1) - SPLINE.at(1 - h)) / h;
        double after = (SPLINE.at(1 + h) - SPLINE.at(1)) / h;
        assertThat(after).isCloseTo(before, within(1e-3));
    }

    @Test
    void doesNotBendAtItsEnds() {
        double h = 1e-3;
        double bend = (SPLINE.at(0) - 2 * SPLINE.at(h) + SPLINE.at(2 * h)) / (h * h);
        assertThat(bend).isCloseTo(0, within(0.02));
    }

    @Test
    void straightThroughTwoPoints() {
        assertThat(new Spline(new double[] {1, 3}, new double[] {10, 20}).at(1.5))
                .isCloseTo(12.5, within(1e-12));
    }

    /** By hand: bends of knots 0, 1, 2 with values 0, 1, 0 solve 4 m = -12, so the value at 1/2 is 1/2 + 3/16. */
    @Test
    void equalsTheSplineByHand() {
        Spline spline = new Spline(new double[] {0, 1, 2}, new double[] {0, 1, 0});
        assertThat(spline.at(0.5)).isCloseTo(0.6875, within(1e-12));
    }
}
