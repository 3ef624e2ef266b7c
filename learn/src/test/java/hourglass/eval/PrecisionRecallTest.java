package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.ThreadTeam;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionRecallTest {
    private static final Offset<Double> ROUNDING = within(1e-6);

    @Test
    void countsWhatIsRelevantAmongTheFirst() {
        PrecisionRecall curve = measure(Scores.of(4, 3, 2, 1), Grades.of(1, 0, 1, 0));

        assertThat(precisions(curve)).containsExactly(new double[] {1, 1 / 2.0, 2 / 3.0, 2 / 4.0}, ROUNDING);
        assertThat(recalls(curve)).containsExactly(new double[] {1 / 2.0, 1 / 2.0, 1, 1}, ROUNDING);
        assertThat(curve.meanAveragePrecision()).isCloseTo((1 + 2 / 3.0) / 2, ROUNDING);
    }

    @Test
    void takesTheMeanOverQueries() {
        float[][] scores = {{2, 1}, {2, 1}};
        float[][] grades = {{1, 0}, {0, 1}};

        PrecisionRecall curve = measure(new Scores(scores, false), new Grades(grades));

        assertThat(curve.queries()).isEqualTo(2);
        assertThat(precisions(curve)).containsExactly(0.5, 0.5);
        assertThat(recalls(curve)).containsExactly(0.5, 1);
    }

    @Test
    void leavesQueriesOutThatNothingIsRelevantTo() {
        float[][] grades = {{0, 0}, {1, 0}};

        PrecisionRecall curve = measure(new Scores(new float[2][2], false), new Grades(grades));

        assertThat(curve.queries()).isOne();
    }

    @Test
    void queriesWithinTheCollectionDoNotRetrieveThemselves() {
        float[] codes = {1, 0, 1, 0.1f, 0, 1};
        int[] labels = {0, 0, 1};

        PrecisionRecall curve = measure(CosineSimilarity.within(codes, 2), Relevance.byLabel(labels, labels));

        assertThat(curve.items()).isEqualTo(2);
        assertThat(curve.queries()).isEqualTo(2);
        assertThat(precisions(curve)).containsExactly(1, 0.5);
    }

    @Test
    void isThatOfAnyOrderWhereAllTie() {
        PrecisionRecall curve = measure(Scores.of(0, 0, 0, 0), Grades.of(1, 0, 0, 1));

        assertThat(precisions(curve)).containsOnly(0.5);
        assertThat(recalls(curve)).containsExactly(new double[] {0.25, 0.5, 0.75, 1}, ROUNDING);
    }

    @Property(tries = 100)
    void isTheMeanOverAllOrdersOfTies(
            @ForAll @IntRange(min = 1, max = 6) int items,
            @ForAll @IntRange(min = 1, max = 4) int scores,
            @ForAll @IntRange(min = 2, max = 4) int grades,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] score = new float[items];
        float[] grade = new float[items];
        for (int i = 0; i < items; i++) {
            score[i] = random.nextInt(scores) - 2;
            grade[i] = random.nextInt(grades) / (grades - 1f);
        }
        grade[random.nextInt(items)] = 1;

        PrecisionRecall curve = measure(Scores.of(score), Grades.of(grade));

        OverOrders expected = new OverOrders(score, grade);
        assertThat(precisions(curve)).containsExactly(expected.precision(), ROUNDING);
        assertThat(recalls(curve)).containsExactly(expected.recall(), ROUNDING);
        assertThat(curve.meanAveragePrecision()).isCloseTo(expected.averagePrecision(), ROUNDING);
    }

    /** Means over all orders of items that keep scores falling, one by one. */
    private static final class OverOrders {
        private final float[] score;
        private final float[] grade;
        private final double[] precision;
        private final double[] recall;
        private double averagePrecision;
        private int orders;

        OverOrders(float[] score, float[] grade) {
            this.score = score;
            this.grade = grade;
            this.precision = new double[score.length];
            this.recall = new double[score.length];
            permute(new int[score.length], 0, 0);
        }

        private void permute(int[] order, int length, int used) {
            if (length == order.length) {
                add(order);
                return;
            }
            for (int item = 0; item < order.length; item++) {
                if ((used >> item & 1) == 0 && (length == 0 || score[order[length - 1]] >= score[item])) {
                    order[length] = item;
                    permute(order, length + 1, used | 1 << item);
                }
            }
        }

        private void add(int[] order) {
            double all = 0;
            for (float one : grade) {
                all += one;
            }
            double sum = 0;
            for (int n = 1; n <= order.length; n++) {
                sum += grade[order[n - 1]];
                precision[n - 1] += sum / n;
                recall[n - 1] += sum / all;
                averagePrecision += grade[order[n - 1]] * sum / n / all;
            }
            orders++;
        }

        double[] precision() {
            return Arrays.stream(precision).map(sum -> sum / orders).toArray();
        }

        double[] recall() {
            return Arrays.stream(recall).map(sum -> sum / orders).toArray();
        }

        double averagePrecision() {
            return averagePrecision / orders;
        }
    }

    @Property(tries = 20)
    void isTheSameForAnyNumberOfThreads(@ForAll @IntRange(min = 2, max = 150) int items, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = random.ints(items, 0, 3).toArray();
        labels[1] = labels[0];
        float[] codes = new float[2 * items];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) random.nextGaussian();
        }
        Similarity similarity = CosineSimilarity.within(codes, 2);
        Relevance relevance = Relevance.byLabel(labels, labels);

        try (ThreadTeam three = ThreadTeam.of(3)) {
            assertThat(precisions(PrecisionRecall.of(similarity, relevance, three)))
                    .containsExactly(precisions(measure(similarity, relevance)), ROUNDING);
        }
    }

    @Property(tries = 20)
    void someQueriesHaveTheMeanOfEachOfThem(@ForAll @IntRange(min = 5, max = 100) int items, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = IntStream.range(0, items).map(i -> i % 2).toArray();
        float[] codes = new float[2 * items];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) random.nextGaussian();
        }
        Similarity similarity = CosineSimilarity.within(codes, 2);
        Relevance relevance = Relevance.byLabel(labels, labels);
        int[] queries = {0, 1, items / 2, items - 1};
        double[] alone = IntStream.of(queries)
                .mapToDouble(query -> PrecisionRecall.of(similarity, relevance, new int[] {query}, ThreadTeam.shared())
                        .meanAveragePrecision())
                .toArray();

        PrecisionRecall some = PrecisionRecall.of(similarity, relevance, queries, ThreadTeam.shared());
        PrecisionRecall all = measure(similarity, relevance);

        assertThat(some.queries()).isEqualTo(4);
        assertThat(some.meanAveragePrecision())
                .isCloseTo(Arrays.stream(alone).average().orElseThrow(), ROUNDING);
        assertThat(PrecisionRecall.of(
                                similarity, relevance, IntStream.range(0, items).toArray(), ThreadTeam.shared())
                        .meanAveragePrecision())
                .isEqualTo(all.meanAveragePrecision());
    }

    @Test
    void followsTheCurveBetweenItsPoints() {
        PrecisionRecall curve = measure(Scores.of(4, 3, 2, 1), Grades.of(1, 0, 0, 1));

        assertThat(curve.precisionAtRecall(0.1)).isEqualTo(1);
        assertThat(curve.precisionAtRecall(0.5)).isEqualTo(1);
        assertThat(curve.precisionAtRecall(0.75)).isCloseTo((1 / 3.0 + 1 / 2.0) / 2, ROUNDING);
        assertThat(curve.precisionAtRecall(1)).isCloseTo(0.5, ROUNDING);
    }

    @Test
    void precisionAtLevelsIsThatOfEachQueryWhereItReachesThem() {
        float[][] scores = {{4, 3, 2, 1}, {4, 3, 2, 1}};
        float[][] grades = {{1, 0, 0, 0}, {0, 1, 0, 1}};

        double[] precision =
                measure(new Scores(scores, false), new Grades(grades)).precisionAtLevels();

        assertThat(precision).hasSameSizeAs(PrecisionRecall.LEVELS.toArray());
        assertThat(precision[0]).isCloseTo((1 + 1 / 2.0) / 2, ROUNDING);
        assertThat(precision[7]).isCloseTo((1 + 2 / 4.0) / 2, ROUNDING);
    }

    @Test
    void isDrawnWhereTheNumberRetrievedDoubles() {
        PrecisionRecall curve = measure(Scores.of(5, 4, 3, 2, 1), Grades.of(1, 1, 0, 0, 1));

        assertThat(curve.doublings()).containsExactly(1, 2, 4, 5);
        assertThat(curve.precisions()).containsExactly(1, 1, 0.5, 0.6);
    }

    @Test
    void writesCurvesAsCsv(@TempDir Path folder) throws Exception {
        Map<String, PrecisionRecall> curves = new LinkedHashMap<>();
        curves.put("codes, 20 bits", measure(Scores.of(2, 1), Grades.of(1, 0)));
        curves.put("words", measure(Scores.of(1, 2), Grades.of(1, 0)));
        Path file = folder.resolve("curves.csv");

        PrecisionRecall.write(file, curves);

        assertThat(Files.readAllLines(file))
                .hasSize(1 + 2 * (9 + 2 + 2 + 1))
                .startsWith("method,measure,at,value", "\"codes, 20 bits\",precision at recall,0.004,1.0")
                .contains(
                        "\"codes, 20 bits\",precision at retrieved,2,0.5",
                        "words,recall at retrieved,1,0.0",
                        "words,recall at retrieved,2,1.0")
                .endsWith("words,mean average precision,,0.5");
    }

    @Test
    void refusesRelevanceOfOtherItems() {
        assertThatThrownBy(() -> measure(Scores.of(1, 2, 3), Grades.of(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 items to 1 queries, but 3 items");
    }

    @Test
    void refusesQueriesThatNothingIsRelevantTo() {
        assertThatIllegalArgumentException().isThrownBy(() -> measure(Scores.of(1, 2), Grades.of(0, 0)));
    }

    private static PrecisionRecall measure(Similarity similarity, Relevance relevance) {
        return PrecisionRecall.of(similarity, relevance, ThreadTeam.shared());
    }

    private static double[] precisions(PrecisionRecall curve) {
        double[] precisions = new double[curve.items()];
        Arrays.setAll(precisions, i -> curve.precision(i + 1));
        return precisions;
    }

    private static double[] recalls(PrecisionRecall curve) {
        double[] recalls = new double[curve.items()];
        Arrays.setAll(recalls, i -> curve.recall(i + 1));
        return recalls;
    }
}
