package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hourglass.text.Analysis;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches by all kinds of examples among 100 items, of which some have no code. */
class SearchTest {
    @TempDir
    private Path folder;

    private final Deque<Closeable> open = new ArrayDeque<>();
    private Snapshot items;

    @BeforeEach
    void write() {
        Path place = folder.resolve("library");
        try (LibraryWriter writer = LibraryWriter.open(place, Models.ofTexts(1))) {
            for (int i = 0; i < 100; i++) {
                writer.put(Item.of("i" + i, "title " + i, Models.text(new SplittableRandom(i))));
            }
            writer.put(Item.of("empty", "", ""));
            writer.put(Item.of("unknown", "", "only strange words"));
            writer.commit();
        }
        Library library = Library.open(place);
        items = library.snapshot();
        open.push(library);
        open.push(items);
    }

    @AfterEach
    void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private static List<String> ids(List<Hit> hits) {
        return hits.stream().map(Hit::id).toList();
    }

    private String text(int number) {
        return items.item("i" + number).orElseThrow().text();
    }

    @Test
    void wordsThatAreNotKnownHaveNoNeighboursAndItSaysSo() {
        SearchResult answer = items.search(Search.words("strange").withRanking(Ranking.DISTANCE));
        assertThat(answer.hits()).isEmpty();
        assertThat(answer.remark()).contains("knows none of the words");
    }

    @Test
    void noWordsHaveNoNeighboursAndItSaysSo() {
        assertThat(items.search(Search.words("  ")).remark()).contains("knows none of the words");
    }

    @Test
    void anItemWithoutCodeHasNoNeighboursAndItSaysSo() {
        SearchResult answer = items.search(Search.like("empty"));
        assertThat(answer.hits()).isEmpty();
        assertThat(answer.remark()).contains("'empty' has no code");
    }

    @Test
    void anItemWithoutCodeIsNobodysNeighbour() {
        assertThat(ids(items.search(Search.words("w1").withTop(1000).withRanking(Ranking.DISTANCE))
                        .hits()))
                .hasSize(100)
                .doesNotContain("empty", "unknown");
    }

    @Test
    void anItemWithoutCodeIsFoundByItsWords() {
        List<Hit> hits = items.matching(items.words("strange"), 10);
        assertThat(ids(hits)).containsExactly("unknown");
        assertThat(hits.get(0).distance()).isEqualTo(Hit.NO_DISTANCE);
    }

    @Test
    void findsByAFileOfText() throws IOException {
        Path file = Files.writeString(folder.resolve("query.txt"), text(7));
        assertThat(items.search(Search.file(file)).hits())
                .isEqualTo(items.search(Search.words(text(7))).hits());
    }

    @Test
    void ranksFewDocumentsByTheirWords() {
        SearchResult result = items.search(Search.words("strange"));
        assertThat(ids(result.hits())).containsExactly("unknown");
        assertThat(result.remark()).contains("ranked by TF-IDF", "fewer than 1,000 items");
        assertThat(items.search(Search.words("missing")).remark()).contains("no item contains any of these words");
    }

    @Test
    void ranksFewDocumentsLikeAnItemByItsWords() {
        List<Hit> hits = items.search(Search.like("i7")).hits();
        assertThat(ids(hits)).hasSize(10).doesNotContain("i7");
        assertThat(hits).extracting(Hit::score).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void filtersWordsToo() {
        assertThat(ids(items.search(Search.words(text(7)).withFilter(ItemFilters.id("i7")))
                        .hits()))
                .containsExactly("i7");
    }

    @Test
    void givesAllWithinARadiusUnlessThereIsATop() {
        Search all = Search.words("w1").withRadius(Models.BITS);
        assertThat(items.search(all).hits()).hasSize(100);
        assertThat(items.search(all.withTop(10)).hits()).hasSize(10);
    }

    @Test
    void ranksTheBallByTfIdf() {
        int radius = 12;
        List<String> ball =
                ids(items.search(Search.words(text(7)).withRadius(radius).withTop(1000))
                        .hits());
        List<Hit> hits = items.search(
                        Search.words(text(7)).withRadius(radius).withTop(1000).withRanking(Ranking.TF_IDF))
                .hits();
        assertThat(ids(hits)).containsExactlyInAnyOrderElementsOf(ball);
        assertThat(hits.get(0).id()).isEqualTo("i7");
        assertThat(hits).extracting(Hit::score).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void ranksTheBallByTheCosineOfRealCodes() {
        List<Hit> hits = items.search(
                        Search.like("i7").withRadius(12).withTop(1000).withRanking(Ranking.COSINE))
                .hits();
        float[] code = items.code("i7").orElseThrow().real();
        List<Float> cosines = new ArrayList<>();
        for (Hit hit : hits) {
            cosines.add(cosine(code, items.code(hit.id()).orElseThrow().real()));
            assertThat(hit.score()).isEqualTo(cosines.get(cosines.size() - 1));
        }
        assertThat(cosines).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static float cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return (float) (ab / (Math.sqrt(aa) * Math.sqrt(bb)));
    }

    @Test
    void ranksSoManyOfTheNearestWithoutARadius() {
        List<String> nearest = ids(items.search(Search.like("i7").withTop(20).withRanking(Ranking.DISTANCE))
                .hits());
        assertThat(ids(items.search(
                                Search.like("i7").withCandidates(20).withTop(50).withRanking(Ranking.COSINE))
                        .hits()))
                .containsExactlyInAnyOrderElementsOf(nearest);
    }

    @Test
    void combinesABallWithAnyQuery() {
        long[] code = items.code("i7").orElseThrow().binary();
        String word = text(7).split(" ")[0];
        BooleanQuery both = new BooleanQuery.Builder()
                .add(items.within(code, 2), Occur.MUST)
                .add(items.words(word), Occur.MUST)
                .build();
        assertThat(ids(items.matching(both, 10))).contains("i7");
    }

    /** What a search for words shows of a text, by English analysis. */
    private static String passage(String text, String... words) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String word : words) {
            any.add(new TermQuery(new Term(ItemDocument.WORDS, word)), Occur.SHOULD);
        }
        return Highlighter.of(any.build(), Analysis.ENGLISH).of(text);
    }

    @Test
    void showsWhereTheWordsStandWhateverTheirForm() throws IOException {
        String text =
                "filler (words) of 1 kind. ".repeat(100) + "Two sailors sighted\nships. " + "filler 2 ".repeat(100);
        assertThat(passage(text, "ship", "sailor"))
                .startsWith("...")
                .contains("Two sailors sighted ships. filler")
                .endsWith("...")
                .hasSizeLessThan(170);
        assertThat(passage(text, "ship", "sailor").indexOf("sailors")).isLessThan(60);
    }

    @Test
    void showsTheBeginningWhereNoWordStands() throws IOException {
        String text = "The ship sank. " + "word ".repeat(100);
        assertThat(passage(text, "oven")).isEqualTo(Snippet.of(text));
        assertThat(passage(text, "ship")).startsWith("The ship sank. word");
        assertThat(passage("", "ship")).isEmpty();
    }

    @Test
    void hitsShowTheWordsOfTheQueryAndTheBeginningWithoutWords() {
        Path place = folder.resolve("passages");
        String text = "w1 " + "other ".repeat(100) + "w2 w3";
        try (LibraryWriter writer = LibraryWriter.open(place, Models.ofTexts(1));
                Library library = writer.library()) {
            writer.put(Item.of("long", "", text));
            writer.put(Item.of("second", "", text));
            writer.refresh(library);
            try (Snapshot found = library.snapshot()) {
                assertThat(found.search(Search.words("w2 w3")).hits())
                        .hasSize(2)
                        .allSatisfy(hit -> assertThat(hit.snippet()).endsWith("w2 w3"));
                assertThat(found.matching(found.words("w3"), 10)).hasSize(2).allSatisfy(hit -> assertThat(hit.snippet())
                        .endsWith("w2 w3"));
                assertThat(found.search(Search.like("long")).hits().get(0).snippet())
                        .startsWith("w1 other");
            }
        }
    }

    @Test
    void showsTheBeginningOfATextOnOneLine() {
        assertThat(Snippet.of("\u001b[31mred\u009b2J \u202egpj\u2066.")).isEqualTo("[31mred 2J gpj .");
        assertThat(Snippet.of("one\n\n two  " + "word ".repeat(100)))
                .startsWith("one two word")
                .endsWith("word...")
                .hasSizeLessThan(170);
    }

    @Test
    void findsImagesByTheirValues() {
        Path place = folder.resolve("images");
        float[] row = new float[Models.WORDS];
        row[3] = 1;
        try (LibraryWriter writer = LibraryWriter.open(place, Models.ofNumbers(1));
                Library library = writer.library()) {
            writer.put(Item.of("a", "picture", "").withValues(row));
            writer.put(Item.of("b", "no picture", ""));
            writer.refresh(library);
            try (Snapshot images = library.snapshot()) {
                assertThat(images.search(Search.values(row)).hits())
                        .extracting(Hit::id, Hit::distance)
                        .containsExactly(tuple("a", 0));
            }
        }
    }
}
