package hourglass.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LossCurveTest {
    @Test
    void keepsEveryLossWhileThereIsRoom() {
        LossCurve curve = new LossCurve(4);
        for (int batch = 1; batch <= 4; batch++) {
            curve.add(batch / 2.0, 10 * batch);
        }
        assertThat(curve.points().epochs()).containsExactly(0.5, 1, 1.5, 2);
        assertThat(curve.points().losses()).containsExactly(10, 20, 30, 40);
    }

    @Test
    void thenMakesOnePointOfTwoAndOfTheBatchesThatFollow() {
        LossCurve curve = new LossCurve(4);
        for (int batch = 1; batch <= 8; batch++) {
            curve.add(batch, 10 * batch);
        }
        assertThat(curve.points().epochs()).containsExactly(2, 4, 6, 8);
        assertThat(curve.points().losses()).containsExactly(15, 35, 55, 75);
    }

    @Test
    void hasNoMorePointsThanThereIsRoomForAndTheMeanOfAll() {
        LossCurve curve = new LossCurve(64);
        int batches = 64 << 5;
        for (int batch = 1; batch <= batches; batch++) {
            curve.add(batch, Math.sin(batch));
        }
        double mean = DoubleStream.iterate(1, i -> i + 1)
                .limit(batches)
                .map(Math::sin)
                .average()
                .orElseThrow();
        assertThat(curve.points().losses()).hasSizeLessThanOrEqualTo(64);
        assertThat(DoubleStream.of(curve.points().losses()).average()).hasValueCloseTo(mean, Offset.offset(1e-12));
        assertThat(curve.points().epochs()).isSorted().endsWith(batches);
    }
}
