package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.data.Matrix;
import hourglass.matrix.Metric;
import hourglass.matrix.ThreadTeam;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeighborRecallTest {
    private static final int COUNT = 60;
    private static final int[] QUERIES = {0, 7, 59};

    private final ThreadTeam team = ThreadTeam.of(2);
    private final Matrix vectors = vectors();

    @AfterEach
    void close() {
        team.close();
    }

    private static Matrix vectors() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[COUNT * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1) * (1 + i / 5 % 3);
        }
        return new Matrix(values, 5);
    }

    private int[] exact(Metric metric, int row, int count) {
        return IntStream.range(0, COUNT)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> -metric.similarity(vectors.row(row), vectors.row(other))))
                .filter(other -> other != row)
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] inOrderOfRows(int count) {
        return IntStream.range(0, count).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void anExactSearchFindsAll(Metric metric) {
        NeighborRecall recall = NeighborRecall.of(vectors, QUERIES, 20, metric, team);
        assertThat(recall.of((row, count) -> exact(metric, row, count), 0, new int[] {1, 10, 20}, team))
                .containsExactly(1, 1, 1);
    }

    @ParameterizedTest
    @EnumSource
    void rescoringAllThatIsFoundMakesAnySearchOfAllExact(Metric metric) {
        NeighborRecall recall = NeighborRecall.of(vectors, QUERIES, 20, metric, team);
        assertThat(recall.of((row, count) -> inOrderOfRows(count), COUNT, new int[] {1, 20}, team))
                .containsExactly(1, 1);
    }

    @Test
    void countsTheNeighboursThatAreFound() {
        NeighborRecall recall = NeighborRecall.of(vectors, new int[] {7}, 4, Metric.L2, team);
        int[] exact = exact(Metric.L2, 7, 4);
        int[] others = IntStream.range(0, COUNT)
                .filter(row -> row != 7 && IntStream.of(exact).noneMatch(near -> near == row))
                .limit(3)
                .toArray();
        int[] found = {7, exact[2], others[0], exact[0], others[1], others[2]};
        assertThat(recall.of((row, count) -> found, 0, new int[] {1, 2, 4}, team))
                .containsExactly(0, 0, 0.5);
        assertThat(recall.of((row, count) -> found, 3, new int[] {1, 2, 4}, team))
                .containsExactly(1, 0.5, 0.5);
    }

    @Test
    void refusesMoreNeighboursThanAreKnown() {
        NeighborRecall recall = NeighborRecall.of(vectors, QUERIES, 4, Metric.L2, team);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recall.of((row, count) -> inOrderOfRows(count), 0, new int[] {5}, team))
                .withMessageContaining("5 of 4 neighbours");
    }
}
