package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RankedListTest {
    @Property(tries = 200)
    void sortsFromTheHighestScoreDown(@ForAll float[] scores) {
        RankedList ranking = new RankedList(scores.length);

        ranking.rank(scores, 0, scores.length, -1);

        // Zeros of either sign are the same.
        List<Integer> expected = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -scores[i] + 0f))
                .toList();
        assertThat(items(ranking)).isEqualTo(expected);
    }

    @Test
    void findsTheEndOfTies() {
        RankedList ranking = new RankedList(5);

        ranking.rank(new float[] {9, 0f, 7, -0f, 0f}, 0, 5, -1);

        assertThat(ranking.tiesEnd(1)).isEqualTo(2);
        assertThat(ranking.tiesEnd(2)).isEqualTo(5);
    }

    @Test
    void leavesAnItemOut() {
        RankedList ranking = new RankedList(3);

        ranking.rank(new float[] {8, 1, 3, 2}, 1, 3, 1);

        assertThat(items(ranking)).containsExactly(2, 0);
    }

    private static List<Integer> items(RankedList ranking) {
        return IntStream.range(0, ranking.size()).map(ranking::item).boxed().toList();
    }
}
