package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.InputException;
import hourglass.matrix.Metric;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches whose hits are ordered by vectors that the library keeps. */
class RescoringTest {
    private static final int COUNT = 200;

    @TempDir
    private Path folder;

    private Library library;
    private Snapshot items;

    @BeforeEach
    void write() {
        try (LibraryWriter writer = LibraryWriter.open(folder, Models.ofNumbers(1))) {
            for (int i = 0; i < COUNT; i++) {
                writer.put(item(i));
                if (i == COUNT / 2) {
                    writer.commit();
                }
            }
            writer.commit();
        }
        library = Library.open(folder);
        items = library.snapshot();
    }

    @AfterEach
    void close() {
        items.close();
        library.close();
    }

    private static Item item(int number) {
        return Item.of("i" + number, "", "").withValues(vector(number));
    }

    private static float[] vector(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] vector = new float[Models.WORDS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
        }
        return vector;
    }

    private static double product(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }

    private static double expected(Metric metric, float[] a, float[] b) {
        return switch (metric) {
            case COSINE -> product(a, b) / Math.sqrt(product(a, a) * product(b, b));
            case DOT -> product(a, b);
            case L2 -> -Math.sqrt(product(a, a) - 2 * product(a, b) + product(b, b));
        };
    }

    private List<String> exact(ToDoubleFunction<float[]> similarity, int most) {
        return IntStream.range(0, COUNT)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -similarity.applyAsDouble(vector(i))))
                .limit(most)
                .map(i -> "i" + i)
                .toList();
    }

    private static List<String> ids(SearchResult result) {
        return result.hits().stream().map(Hit::id).toList();
    }

    @ParameterizedTest
    @EnumSource
    void rescoringOfAllFindsTheExactNeighbours(Metric metric) {
        float[] query = vector(-1);
        SearchResult result = items.search(Search.values(query).withTop(20).withRescoring(COUNT, metric));
        assertThat(ids(result)).isEqualTo(exact(vector -> expected(metric, query, vector), 20));
        assertThat(result.hits()).allSatisfy(hit -> assertThat(hit.score())
                .isCloseTo(
                        (float) expected(metric, query, items.vector(hit.id()).orElseThrow()), within(1e-4f)));
    }

    @Test
    void theCandidatesAreThoseOfTheNearestCodes() {
        Search search = Search.values(vector(-1)).withTop(15);
        assertThat(ids(items.search(search.withRescoring(15, Metric.DOT))))
                .containsExactlyInAnyOrderElementsOf(ids(items.search(search.withRanking(Ranking.DISTANCE))));
    }

    @Test
    void allWithinARadiusAreCandidates() {
        Search search = Search.values(vector(-1)).withRadius(8);
        SearchResult result = items.search(search.withRescoring(1, Metric.COSINE));
        assertThat(result.hits()).hasSizeGreaterThan(1);
        assertThat(ids(result)).containsExactlyInAnyOrderElementsOf(ids(items.search(search)));
    }

    @Test
    void anItemIsNotItsOwnNeighbour() {
        Search search = Search.like("i3").withTop(COUNT).withRescoring(COUNT, Metric.COSINE);
        assertThat(ids(items.search(search))).hasSize(COUNT - 1).doesNotContain("i3");
    }

    @Test
    void aHundredAreRescoredByCosineIfNothingElseIsAskedForAndItSaysSo() {
        Search search = Search.like("i3");
        SearchResult result = items.search(search);
        assertThat(result.hits())
                .isEqualTo(
                        items.search(search.withRescoring(100, Metric.COSINE)).hits());
        assertThat(result.remark()).contains("the 100 items of the nearest codes, in the order of the cosine");
    }

    @Test
    void noFewerAreRescoredThanFound() {
        assertThat(items.search(Search.like("i3").withTop(150)).hits()).hasSize(150);
    }

    @Test
    void aRankingIsKept() {
        SearchResult result = items.search(Search.like("i3").withRanking(Ranking.DISTANCE));
        assertThat(result.remark()).isEmpty();
        assertThat(result.hits()).isSortedAccordingTo(Comparator.comparingInt(Hit::distance));
    }

    @Test
    void theCosineOfZerosIsZero() {
        SearchResult result = items.search(
                Search.values(new float[Models.WORDS]).withTop(COUNT).withRescoring(COUNT, Metric.COSINE));
        assertThat(result.hits()).hasSize(COUNT).allSatisfy(hit -> assertThat(hit.score())
                .isZero());
    }

    @Test
    void aReplacedItemHasItsNewVector() {
        try (LibraryWriter writer = LibraryWriter.open(folder)) {
            writer.put(item(7).withValues(vector(-1)));
            writer.commit();
        }
        try (Library written = Library.open(folder);
                Snapshot after = written.snapshot()) {
            assertThat(after.vector("i7")).contains(vector(-1));
            Hit first = after.search(Search.values(vector(-1))).hits().get(0);
            assertThat(first.id()).isEqualTo("i7");
            assertThat(first.score()).isCloseTo(1, within(1e-6f));
        }
        assertThat(items.vector("i7")).contains(vector(7));
    }

    @Test
    void aCodeAloneCannotBeRescored() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> items.search(Search.code(5).withRescoring(10, Metric.COSINE)))
                .withMessageContaining("rescoring: needs an example with values");
    }

    @Test
    void aLibraryOfTextsCannotBeRescored(@TempDir Path texts) {
        try (LibraryWriter writer = LibraryWriter.open(texts, Models.ofTexts(1))) {
            writer.put(Item.of("a", "", Models.text(new SplittableRandom(1))));
            writer.commit();
        }
        try (Library written = Library.open(texts);
                Snapshot all = written.snapshot()) {
            assertThat(all.vector("a")).isEmpty();
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> all.search(
                            Search.like("a").withRanking(Ranking.DISTANCE).withRescoring(10, Metric.COSINE)))
                    .withMessageContaining("a library that keeps the values");
        }
    }

    @Test
    void hitsHaveOneOrder() {
        Search rescored = Search.like("i3").withRescoring(10, Metric.COSINE);
        assertThat(rescored.withRanking(Ranking.DISTANCE).metric()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Search(rescored.example(), null, null, 10, null, Ranking.DISTANCE, Metric.COSINE, true))
                .withMessageContaining("not of both");
    }

    @Test
    void theLibraryIsSound() {
        Library.verify(folder);
    }
}
