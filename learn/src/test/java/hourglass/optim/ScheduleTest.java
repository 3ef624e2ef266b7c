package hourglass.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void constantIsOne() {
        assertThat(points(new Schedule.Constant())).containsExactly(1, 1, 1, 1, 1);
    }

    /** (1 + cos(pi / 4)) / 2 = 0.8535534 a quarter of the way. */
    @Test
    void cosineFallsFromOneToZero() {
        assertThat(points(new Schedule.Cosine(0)))
                .containsExactly(new double[] {1, 0.8535534, 0.5, 0.1464466, 0}, within(1e-7));
    }

    @Test
    void cosineRisesWhileItWarmsUp() {
        assertThat(points(new Schedule.Cosine(0.5))).containsExactly(new double[] {0, 0.5, 1, 0.5, 0}, within(1e-12));
    }

    @Test
    void linearFallsAlongALine() {
        assertThat(points(new Schedule.Linear(0.2)))
                .containsExactly(new double[] {1, 0.8, 0.6, 0.4, 0.2}, within(1e-12));
    }

    @Test
    void exponentialFallsByEqualFactors() {
        assertThat(points(new Schedule.Exponential(1.0 / 16)))
                .containsExactly(new double[] {1, 0.5, 0.25, 0.125, 0.0625}, within(1e-12));
    }

    @Test
    void stepsFallAtTheirPoints() {
        assertThat(points(new Schedule.Steps(0.1, List.of(0.5, 0.7))))
                .containsExactly(new double[] {1, 1, 0.1, 0.01, 0.01}, within(1e-12));
    }

    @Property(tries = 200)
    void noFactorIsNegativeOrAboveOne(
            @ForAll @DoubleRange(max = 1) double progress, @ForAll @DoubleRange(max = 0.99) double option) {
        List<Schedule> schedules = List.of(
                new Schedule.Cosine(option),
                new Schedule.Linear(option),
                new Schedule.Exponential(option + 0.01),
                new Schedule.Steps(option + 0.01, List.of(0.3, 0.6)));
        assertThat(schedules).extracting(schedule -> schedule.at(progress)).allMatch(rate -> rate >= 0 && rate <= 1);
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule.Cosine(1))
                .withMessage("warm-up must lie in 0..1 without 1, but was 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Linear(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Exponential(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule.Steps(0.1, List.of(0.5, 1.5)))
                .withMessage("point of a step must lie between 0.0 and 1.0, both excluded, but was 1.5");
    }

    private static double[] points(Schedule schedule) {
        return new double[] {schedule.at(0), schedule.at(0.25), schedule.at(0.5), schedule.at(0.75), schedule.at(1)};
    }
}
