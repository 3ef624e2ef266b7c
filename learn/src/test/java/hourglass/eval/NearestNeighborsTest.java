package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.data.Matrix;
import hourglass.matrix.ThreadTeam;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NearestNeighborsTest {
    /** Integers, so that distances are exact and often equal. */
    private static Matrix points(int count, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(-3, 4);
        }
        return new Matrix(values, columns);
    }

    private static double squared(Matrix points, int row, Matrix queries, int query) {
        double sum = 0;
        for (int i = 0; i < points.columns(); i++) {
            double difference = points.get(row, i) - queries.get(query, i);
            sum += difference * difference;
        }
        return sum;
    }

    private static int[] scan(Matrix points, Matrix queries, int query, int k, int omitted) {
        return IntStream.range(0, points.count())
                .filter(row -> row != omitted)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> squared(points, row, queries, query))
                        .thenComparingInt(row -> row))
                .mapToInt(row -> row)
                .limit(k)
                .toArray();
    }

    @Property(tries = 60)
    void findsWhatAScanFinds(
            @ForAll @IntRange(min = 1, max = 2100) int count,
            @ForAll @IntRange(min = 1, max = 300) int queries,
            @ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll long seed) {
        int k = Math.min(count, 9);
        Matrix points = points(count, columns, seed);
        Matrix asked = points(queries, columns, seed + 1);
        try (ThreadTeam team = ThreadTeam.of(2)) {
            NearestNeighbors found = NearestNeighbors.find(points, asked, k, team);
            for (int query = 0; query < queries; query += 37) {
                int at = query;
                assertThat(IntStream.range(0, k)
                                .map(i -> found.rows()[at * k + i])
                                .toArray())
                        .containsExactly(scan(points, asked, query, k, -1));
            }
        }
    }

    @Test
    void leavesEachPointOutOfItsOwnNeighbours() {
        Matrix points = points(1500, 3, 5);
        NearestNeighbors found = NearestNeighbors.among(points, 4, ThreadTeam.shared());
        for (int row : new int[] {0, 127, 128, 1023, 1024, 1499}) {
            assertThat(IntStream.range(0, 4).map(i -> found.rows()[row * 4 + i]).toArray())
                    .containsExactly(scan(points, points, row, 4, row));
        }
    }

    @Test
    void distancesAreThoseOfTheNeighbours() {
        Matrix points = points(50, 4, 1);
        NearestNeighbors found = NearestNeighbors.find(points, points(3, 4, 2), 5);
        for (int i = 0; i < 15; i++) {
            assertThat((double) found.distances()[i])
                    .isEqualTo(squared(points, found.rows()[i], points(3, 4, 2), i / 5));
        }
    }

    @Test
    void theMajorityVotesAndTheNearestBreaksTies() {
        Matrix points = Matrix.of(new float[] {1}, new float[] {2}, new float[] {3}, new float[] {4});
        NearestNeighbors found = NearestNeighbors.find(points, Matrix.of(new float[] {0}), 4);

        assertThat(found.vote(new int[] {2, 0, 0, 1}, 3)).containsExactly(0);
        assertThat(found.vote(new int[] {2, 0, 1, 0}, 2)).containsExactly(2);
        assertThat(found.vote(new int[] {2, 0, 0, 2}, 4)).containsExactly(2);
    }

    @Test
    void pointsWithoutAClassDoNotVote() {
        Matrix points = Matrix.of(new float[] {1}, new float[] {2}, new float[] {3});
        NearestNeighbors found = NearestNeighbors.find(points, Matrix.of(new float[] {0}), 3);

        assertThat(found.vote(new int[] {-1, -1, 1}, 3)).containsExactly(1);
        assertThat(found.vote(new int[] {-1, -1, 1}, 2)).containsExactly(-1);
    }

    @Test
    void errorCountsQueriesOfAnotherClass() {
        Matrix points = Matrix.of(new float[] {0}, new float[] {10});
        Matrix queries = Matrix.of(new float[] {1}, new float[] {9}, new float[] {8}, new float[] {2});
        NearestNeighbors found = NearestNeighbors.find(points, queries, 1);

        assertThat(found.error(new int[] {0, 1}, new int[] {0, 1, 0, 0}, 1)).isEqualTo(0.25);
    }

    @Test
    void refusesMoreNeighboursThanThereArePoints() {
        Matrix points = points(3, 2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NearestNeighbors.among(points, 3, ThreadTeam.shared()))
                .withMessageContaining("there are 2");
    }
}
