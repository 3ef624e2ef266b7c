package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.codes.BinaryCodes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RerankedTest {
    @Test
    void ordersTheTopByTheSecondAndTheRestByTheFirst() {
        Reranked reranked = Reranked.top(2, Scores.of(9, 8, 7, 6), Scores.of(1, 2, 3, 4));

        assertThat(order(reranked)).containsExactly(List.of(1), List.of(0), List.of(2), List.of(3));
    }

    @Test
    void takesAllThatTieForTheLastPlaceOfTheTop() {
        Reranked reranked = Reranked.top(2, Scores.of(9, 8, 8, 6), Scores.of(1, 2, 3, 4));

        assertThat(order(reranked)).containsExactly(List.of(2), List.of(1), List.of(0), List.of(3));
    }

    @Test
    void keepsTiesOfEither() {
        Reranked reranked = Reranked.top(2, Scores.of(9, 9, 6, 6), Scores.of(1, 1, 3, 4));

        assertThat(order(reranked)).containsExactly(List.of(0, 1), List.of(2, 3));
    }

    @Test
    void ordersABallByTheSecondAndTheRestByDistance() {
        HammingSimilarity codes = HammingSimilarity.between(
                BinaryCodes.of(3, new long[] {0}), BinaryCodes.of(3, new long[] {7, 1, 0, 3, 2}));

        Reranked reranked = Reranked.ball(1, codes, Scores.of(9, 1, 2, 9, 3));

        assertThat(order(reranked)).containsExactly(List.of(4), List.of(2), List.of(1), List.of(3), List.of(0));
    }

    @Test
    void doesNotCountTheQueryItselfInTheTop() {
        float[][] first = {{9, 8, 7}, {0, 0, 0}, {0, 0, 0}};
        float[][] second = {{9, 1, 2}, {0, 0, 0}, {0, 0, 0}};

        Reranked reranked = Reranked.top(1, new Scores(first, true), new Scores(second, true));

        assertThat(order(reranked)).containsExactly(List.of(1), List.of(2));
    }

    @Property(tries = 50)
    void topOfAllIsTheOrderOfTheSecond(@ForAll @IntRange(min = 1, max = 30) int items, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Scores first = scores(items, random);
        Scores second = scores(items, random);

        assertThat(order(Reranked.top(items, first, second))).isEqualTo(order(second));
    }

    @Test
    void refusesSimilaritiesOfDifferentItems() {
        assertThatThrownBy(() -> Reranked.top(1, Scores.of(1, 2), Scores.of(1, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Scores scores(int items, SplittableRandom random) {
        float[] scores = new float[items];
        for (int i = 0; i < items; i++) {
            scores[i] = random.nextInt(5);
        }
        return Scores.of(scores);
    }

    /** Groups of ties of the first query, items of each in order. */
    private static List<List<Integer>> order(Similarity similarity) {
        float[] scores = new float[similarity.queries() * similarity.items()];
        similarity.score(0, similarity.queries(), scores);
        RankedList ranking = new RankedList(similarity.items());
        ranking.rank(scores, 0, similarity.items(), similarity.isWithin() ? 0 : -1);
        return IntStream.range(0, ranking.size())
                .filter(rank -> rank == 0 || ranking.tiesEnd(rank - 1) == rank)
                .mapToObj(rank -> IntStream.range(rank, ranking.tiesEnd(rank))
                        .map(ranking::item)
                        .boxed()
                        .toList())
                .toList();
    }
}
