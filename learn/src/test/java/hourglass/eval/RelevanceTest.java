package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.LabelSets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RelevanceTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
    private static final LabelSets QUERY = new LabelSets(new int[][] {{0, 1, 2}}, NAMES);
    private static final LabelSets ITEMS = new LabelSets(new int[][] {{0, 1, 2}, {0}, {0, 3}, {3}, {}}, NAMES);

    @Test
    void isOneForTheSameClass() {
        assertThat(grades(Relevance.byLabel(new int[] {1}, new int[] {0, 1, -1, 1})))
                .containsExactly(0, 1, 0, 1);
    }

    @Test
    void isZeroForAQueryWithoutAClass() {
        assertThat(grades(Relevance.byLabel(new int[] {-1}, new int[] {0, -1}))).containsExactly(0, 0);
    }

    @Test
    void isTheShareOfTopicsInCommon() {
        assertThat(grades(Relevance.byTopics(QUERY, ITEMS, TopicAgreement.JACCARD)))
                .containsExactly(1, 1 / 3f, 1 / 4f, 0, 0);
        assertThat(grades(Relevance.byTopics(QUERY, ITEMS, TopicAgreement.SHARE_OF_QUERY)))
                .containsExactly(1, 1 / 3f, 1 / 3f, 0, 0);
        assertThat(grades(Relevance.byTopics(QUERY, ITEMS, TopicAgreement.ANY))).containsExactly(1, 1, 1, 0, 0);
    }

    @Test
    void isZeroForTopicsThatNoItemHas() {
        assertThat(grades(Relevance.byTopics(new LabelSets(new int[][] {{5}}, NAMES), ITEMS, TopicAgreement.ANY)))
                .containsOnly(0);
    }

    @Property(tries = 50)
    void jaccardIsIntersectionOverUnion(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LabelSets queries = topics(3, random);
        LabelSets items = topics(8, random);
        Relevance relevance = Relevance.byTopics(queries, items, TopicAgreement.JACCARD);
        float[] grades = new float[8];
        for (int query = 0; query < 3; query++) {
            relevance.of(query, grades);
            for (int item = 0; item < 8; item++) {
                Set<Integer> union = set(queries.sets()[query]);
                Set<Integer> common = set(queries.sets()[query]);
                union.addAll(set(items.sets()[item]));
                common.retainAll(set(items.sets()[item]));
                float expected = union.isEmpty() ? 0 : (float) common.size() / union.size();
                assertThat(grades[item]).isCloseTo(expected, within(1e-6f));
            }
        }
    }

    private static LabelSets topics(int count, SplittableRandom random) {
        int[][] topics = new int[count][];
        Arrays.setAll(
                topics,
                i -> random.ints(random.nextInt(4), 0, 6).distinct().sorted().toArray());
        return new LabelSets(topics, NAMES);
    }

    @Test
    void refusesTopicsOfOtherNames() {
        LabelSets others = new LabelSets(new int[][] {{0}}, List.of("z"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Relevance.byTopics(others, ITEMS, TopicAgreement.JACCARD));
    }

    private static Set<Integer> set(int[] topics) {
        return Arrays.stream(topics).boxed().collect(Collectors.toSet());
    }

    private static float[] grades(Relevance relevance) {
        float[] grades = new float[relevance.items()];
        relevance.of(0, grades);
        return grades;
    }
}
