package hourglass.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NeighborhoodTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(1);
    private static final ColumnLayout TWO = ColumnLayout.of(null, 2);

    @AfterAll
    static void close() {
        TEAM.close();
    }

    private static float[] gaussian(int rows) {
        SplittableRandom random = Seeds.random(5);
        float[] values = new float[2 * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double distance(float[] distances, int row) {
        return distances[2 * row] + distances[2 * row + 1];
    }

    /** The six nearest rows of each are equal to it. */
    @Test
    void equalRowsDoNotHideEachOther() {
        float[] rows = gaussian(200);
        Arrays.fill(rows, 0, 14, 5);
        float[] distances = new Neighborhood(rows, TWO).distances(rows, TEAM);
        for (int usual = 7; usual < 200; usual++) {
            assertThat(distance(distances, usual)).isLessThan(distance(distances, 0));
        }
    }

    @Test
    void theDistanceIsThatToTheNearestOfEightRowsInTheMean() {
        float[] rows = gaussian(400);
        float[] one = {0.5f, -2};
        float[] distances = new Neighborhood(rows, TWO).distances(one, TEAM);
        SplittableRandom random = Seeds.random(6);
        double sum = 0;
        int draws = 0;
        while (draws < 20_000) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int at = 0; at < rows.length; at += 2) {
                if (random.nextInt(400) < 8) {
                    nearest = Math.min(
                            nearest,
                            Math.abs(arsinh(one[0]) - arsinh(rows[at]))
                                    + Math.abs(arsinh(one[1]) - arsinh(rows[at + 1])));
                }
            }
            sum += Double.isFinite(nearest) ? nearest : 0;
            draws += Double.isFinite(nearest) ? 1 : 0;
        }
        double mean = sum / draws;
        assertThat(distance(distances, 0)).isCloseTo(mean, within(0.03 * mean));
    }

    private static double arsinh(double x) {
        return Math.log(x + Math.sqrt(x * x + 1));
    }

    @Test
    void missingCellsHaveNoDistance() {
        float[] rows = gaussian(50);
        float[] distances = new Neighborhood(rows, TWO).distances(new float[] {Float.NaN, 1}, TEAM);
        assertThat(distances[0]).isNaN();
        assertThat(distances[1]).isFinite();
    }
}
