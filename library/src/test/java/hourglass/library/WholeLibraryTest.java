package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.persistence.FittedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of all items at once: their order, their codes, their distances; in many segments, with deletions. */
class WholeLibraryTest {
    private static final int ITEMS = 900;

    @TempDir
    Path folder;

    private Library library;
    private Snapshot items;

    @BeforeEach
    void writeInManySegments() {
        FittedModel model = Models.ofTexts(1);
        SplittableRandom random = new SplittableRandom(2);
        try (LibraryWriter writer = LibraryWriter.open(folder.resolve("library"), model)) {
            for (int i = 0; i < ITEMS; i++) {
                writer.put(Item.of("item-" + i, "", i % 50 == 49 ? "unknown" : Models.text(random))
                        .withTopics(List.of(i % 3 == 0 ? "third" : "other")));
                if (i % 100 == 99) {
                    writer.commit();
                }
            }
            for (int i = 0; i < ITEMS; i += 7) {
                writer.delete("item-" + i);
            }
            writer.commit();
        }
        library = Library.open(folder.resolve("library"));
        items = library.snapshot();
    }

    @AfterEach
    void close() {
        items.close();
        library.close();
    }

    private static List<Integer> live() {
        return IntStream.range(0, ITEMS).filter(i -> i % 7 != 0).boxed().toList();
    }

    @Test
    void pagesHoldEveryItemOnceInTheOrderOfIds() {
        List<String> ids = new ArrayList<>();
        String after = "";
        for (List<Item> page = items.page(after, 37, null); !page.isEmpty(); page = items.page(after, 37, null)) {
            page.forEach(item -> ids.add(item.id()));
            after = ids.get(ids.size() - 1);
        }

        assertThat(ids)
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(
                        live().stream().map(i -> "item-" + i).toList());
    }

    @Test
    void pagesHoldWhatMatches() {
        assertThat(items.page("item-5", 1000, ItemFilters.topic("third")))
                .isNotEmpty()
                .allSatisfy(item -> {
                    assertThat(item.topics()).containsExactly("third");
                    assertThat(item.id()).isGreaterThan("item-5");
                });
    }

    @Test
    void codesOfAllAreThoseOfEach() {
        StoredCodes codes = items.codes(Integer.MAX_VALUE, true);

        assertThat(codes.count()).isEqualTo(items.coded());
        for (int i = 0; i < codes.count(); i++) {
            Code code = items.code(codes.ids()[i]).orElseThrow();
            assertThat(codes.binary().code(i)).isEqualTo(code.binary());
            assertThat(codes.real().row(i)).isEqualTo(code.real());
            assertThat(codes.topicNames().get(codes.topics()[i]))
                    .isEqualTo(items.item(codes.ids()[i]).orElseThrow().topics().get(0));
        }
    }

    @Test
    void someCodesAreEvenlyChosen() {
        StoredCodes all = items.codes(Integer.MAX_VALUE, false);
        StoredCodes some = items.codes(100, false);
        List<String> ids = Arrays.asList(all.ids());
        int[] places = Arrays.stream(some.ids()).mapToInt(ids::indexOf).toArray();

        assertThat(places).hasSize(100);
        for (int i = 1; i < places.length; i++) {
            assertThat(places[i] - places[i - 1]).isBetween(all.count() / 100, all.count() / 100 + 1);
        }
    }

    private int[] expected(long[] code, Query filter) {
        int[] counts = new int[Models.BITS + 1];
        StoredCodes all = items.codes(Integer.MAX_VALUE, false);
        BinaryCodes codes = all.binary();
        for (int i = 0; i < all.count(); i++) {
            if (filter == null || all.topicNames().get(all.topics()[i]).equals("third")) {
                counts[codes.distance(i, code)]++;
            }
        }
        return counts;
    }

    @Test
    void distancesAreThoseOfAScan() {
        long[] code = items.code("item-1").orElseThrow().binary();

        assertThat(items.distances(new Example.Like("item-1"), null)).isEqualTo(expected(code, null));
    }

    @Test
    void distancesCountWhatMatches() {
        long[] code = items.code("item-1").orElseThrow().binary();
        Query filter = ItemFilters.topic("third");

        assertThat(items.distances(new Example.Binary(code), filter)).isEqualTo(expected(code, filter));
    }

    @Test
    void aRealCodeFindsWhatItsItemFinds() {
        float[] real = items.code("item-1").orElseThrow().real();

        List<Hit> byReal = items.search(Search.realCode(real).withTop(20).withRanking(Ranking.COSINE))
                .hits();

        assertThat(byReal.get(0).id()).isEqualTo("item-1");
        assertThat(byReal.subList(1, 20))
                .isEqualTo(items.search(Search.like("item-1").withTop(19).withRanking(Ranking.COSINE))
                        .hits());
    }

    @Test
    void aRealCodeOfAnotherLengthIsRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> items.search(Search.realCode(1, 2)))
                .withMessageContaining("has 2 numbers, but the codes of the library have 20");
    }

    @Test
    void hitsWithoutTextsAreTheSameItems() {
        Search search = Search.like("item-1").withTop(50).withRanking(Ranking.DISTANCE);

        assertThat(items.search(search.withoutTexts()).hits())
                .isNotEmpty()
                .allSatisfy(hit -> assertThat(hit.snippet()).isEmpty())
                .extracting(Hit::id)
                .isEqualTo(items.search(search).hits().stream().map(Hit::id).toList());
    }

    @Test
    void marksStandWhereTheWordsDo() {
        String text = "w9 storm W1 and w1.";

        assertThat(items.marks("w1 w9", "w9 storm w1 w12").stream()
                        .map(mark -> "w9 storm w1 w12".substring(mark[0], mark[1])))
                .containsExactly("w9", "w1");
        assertThat(items.marks("w7", text)).isEmpty();
    }

    @Test
    void unknownWordsAreThoseThatTheModelLacks() {
        assertThat(library.unknownWords("w1 storm w2 storm ship")).containsExactly("storm", "ship");
    }

    @Test
    void theVersionChangesWithTheItems() {
        long before = items.version();
        try (LibraryWriter writer = LibraryWriter.open(folder.resolve("library"))) {
            writer.put(Item.of("new", "", "w1"));
            writer.commit();
        }
        library.refresh();

        try (Snapshot after = library.snapshot()) {
            assertThat(after.version()).isNotEqualTo(before);
        }
    }

    private long segments() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("library").resolve("index"))) {
            return files.filter(file -> file.toString().endsWith(".si")).count();
        }
    }

    @Test
    void compactingLeavesOneSegmentAndTheSameAnswers() throws IOException {
        Search search = Search.like("item-1").withTop(200).withRanking(Ranking.DISTANCE);
        List<Integer> before =
                items.search(search).hits().stream().map(Hit::distance).toList();
        items.close();
        library.close();
        assertThat(segments()).isGreaterThan(1);

        try (LibraryWriter writer = LibraryWriter.open(folder.resolve("library"))) {
            writer.compact(() -> true);
        }

        assertThat(segments()).isEqualTo(1);
        library = Library.open(folder.resolve("library"));
        items = library.snapshot();
        assertThat(items.search(search).hits().stream().map(Hit::distance).toList())
                .isEqualTo(before);
        assertThat(items.count()).isEqualTo(live().size());
    }

    @Test
    void whatWasPutBeforeCompactingIsCommittedThoughItIsStopped() {
        try (LibraryWriter writer = LibraryWriter.open(folder.resolve("library"))) {
            writer.put(Item.of("new", "", "w1"));
            writer.compact(() -> false);
        }
        library.refresh();

        try (Snapshot after = library.snapshot()) {
            assertThat(after.contains("new")).isTrue();
        }
    }
}
