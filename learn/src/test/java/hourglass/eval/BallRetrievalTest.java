package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.codes.BinaryCodes;
import hourglass.matrix.ThreadTeam;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BallRetrievalTest {
    @Test
    void tellsWhatIsInTheBall() {
        // At distances 0, 1, 1, 3.
        HammingSimilarity codes = between(new long[] {0}, new long[] {0, 1, 2, 7});

        List<BallRetrieval> balls = BallRetrieval.upTo(3, codes, Grades.of(1, 0, 0, 1), ThreadTeam.shared());

        assertThat(balls)
                .containsExactly(
                        new BallRetrieval(0, 1, 1, 1, 0.5),
                        new BallRetrieval(1, 1, 3, 1 / 3.0, 0.5),
                        new BallRetrieval(2, 1, 3, 1 / 3.0, 0.5),
                        new BallRetrieval(3, 1, 4, 0.5, 1));
    }

    @Test
    void precisionIsOverQueriesThatFindAnything() {
        HammingSimilarity codes = between(new long[] {0, 12}, new long[] {0, 1});
        Grades relevance = new Grades(new float[][] {{1, 0}, {1, 1}});

        BallRetrieval ball =
                BallRetrieval.upTo(1, codes, relevance, ThreadTeam.shared()).get(1);

        assertThat(ball).isEqualTo(new BallRetrieval(1, 0.5, 1, 0.5, 0.5));
    }

    @Test
    void queriesWithinTheCollectionDoNotFindThemselves() {
        HammingSimilarity codes = HammingSimilarity.within(BinaryCodes.of(4, new long[] {0, 1, 6}));
        int[] labels = {0, 0, 0};

        BallRetrieval ball = BallRetrieval.upTo(0, codes, Relevance.byLabel(labels, labels), ThreadTeam.shared())
                .get(0);

        assertThat(ball.answered()).isZero();
        assertThat(ball.precision()).isNaN();
    }

    @Property(tries = 30)
    void ballOfAllBitsIsThePrecisionOfAll(@ForAll @IntRange(min = 3, max = 100) int items, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HammingSimilarity codes =
                HammingSimilarity.within(BinaryCodes.of(64, random.longs(items).toArray()));
        int[] labels = random.ints(items, 0, 2).toArray();
        Relevance relevance = Relevance.byLabel(labels, labels);

        BallRetrieval ball =
                BallRetrieval.upTo(64, codes, relevance, ThreadTeam.shared()).get(64);

        PrecisionRecall curve = PrecisionRecall.of(codes, relevance, ThreadTeam.shared());
        assertThat(ball.precision()).isCloseTo(curve.precision(items - 1), within(1e-9));
        assertThat(ball.found()).isCloseTo(items - 1, within(1e-9));
        assertThat(ball.recall()).isCloseTo(1, within(1e-9));
    }

    @Test
    void refusesANegativeRadius() {
        HammingSimilarity codes = HammingSimilarity.within(BinaryCodes.of(4, new long[2]));
        int[] labels = new int[2];
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BallRetrieval.upTo(-1, codes, Relevance.byLabel(labels, labels), ThreadTeam.shared()));
    }

    private static HammingSimilarity between(long[] queries, long[] items) {
        return HammingSimilarity.between(BinaryCodes.of(4, queries), BinaryCodes.of(4, items));
    }
}
