package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.codes.Hamming;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    @TempDir
    private Path folder;

    private final Deque<Closeable> open = new ArrayDeque<>();

    private void write(Consumer<LibraryWriter> changes) {
        try (LibraryWriter writer = LibraryWriter.open(folder, Models.ofTexts(1))) {
            changes.accept(writer);
            writer.commit();
        }
    }

    /** The items as committed. */
    private Snapshot items() {
        Library library = Library.open(folder);
        Snapshot items = library.snapshot();
        open.push(library);
        open.push(items);
        return items;
    }

    @AfterEach
    void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private static Item item(int number) {
        return Item.of("i" + number, "title " + number, Models.text(new SplittableRandom(number)));
    }

    private void writeItems(int count) {
        write(writer -> {
            for (int i = 0; i < count; i++) {
                writer.put(item(i));
            }
        });
    }

    private static List<String> ids(List<Hit> hits) {
        return hits.stream().map(Hit::id).toList();
    }

    @Test
    void keepsAllOfAnItem() {
        Item item = item(1).withTopics(List.of("b", "a"))
                .withFields(Map.of("year", "2006", "author", "größer"))
                .withThumbnail(new byte[] {1, 2, 3});
        write(writer -> writer.put(item));
        assertThat(items().item("i1")).get().usingRecursiveComparison().isEqualTo(item);
    }

    @Test
    void givesEachItemTheCodeOfTheModel() {
        writeItems(30);
        Encoder encoder = new Encoder("model", Models.ofTexts(1));
        Snapshot items = items();
        for (int i = 0; i < 30; i++) {
            assertThat(items.code("i" + i).orElseThrow().binary())
                    .isEqualTo(encoder.encode(encoder.words(item(i))).binary());
        }
    }

    @Test
    void replacesAnItemOfTheSameId() {
        writeItems(3);
        write(writer -> writer.put(Item.of("i1", "new", "w1")));
        assertThat(items().count()).isEqualTo(3);
        assertThat(items().item("i1").orElseThrow().title()).isEqualTo("new");
    }

    @Test
    void listsTheTopicsOfItsItems() {
        write(writer -> {
            writer.put(item(0).withTopics(List.of("sea", "ice")));
            writer.put(item(1).withTopics(List.of("bread")));
            writer.put(item(2).withTopics(List.of("sea")));
        });
        write(writer -> writer.delete("i1"));
        assertThat(items().topics()).containsExactly("ice", "sea");
    }

    @Test
    void knowsWhichItemsItContains() {
        writeItems(3);
        assertThat(items().contains("i2")).isTrue();
        assertThat(items().contains("i3")).isFalse();
    }

    @Test
    void deletesByIdAndByQuery() {
        write(writer -> {
            writer.put(item(0));
            writer.put(item(1).withTopics(List.of("x")));
            writer.put(item(2).withTopics(List.of("y", "x")));
            writer.put(item(3));
            writer.delete(ItemFilters.topic("x"));
            writer.delete("i3");
        });
        List<String> left = new ArrayList<>();
        items().forEach(item -> left.add(item.id()));
        assertThat(left).containsExactly("i0");
    }

    @Test
    void dropsWhatWasNotCommitted() {
        writeItems(2);
        try (LibraryWriter writer = LibraryWriter.open(folder)) {
            writer.put(item(5));
            writer.delete("i0");
        }
        assertThat(items().count()).isEqualTo(2);
    }

    @Test
    void showsAWriterItsUncommittedItems() {
        try (LibraryWriter writer = LibraryWriter.open(folder, Models.ofTexts(1));
                Library library = writer.library()) {
            writer.put(item(0));
            writer.refresh(library);
            try (Snapshot items = library.snapshot()) {
                assertThat(items.count()).isEqualTo(1);
            }
        }
    }

    @Test
    void keepsASnapshotAsItWas() {
        writeItems(3);
        try (Library library = Library.open(folder);
                Snapshot before = library.snapshot()) {
            write(writer -> writer.delete("i0"));
            library.refresh();
            try (Snapshot after = library.snapshot()) {
                assertThat(before.count()).isEqualTo(3);
                assertThat(after.count()).isEqualTo(2);
                assertThat(before.item("i0")).isPresent();
            }
        }
    }

    @Test
    void findsTheItemsNearestToWords() {
        writeItems(200);
        String words = item(17).text();
        SearchResult answer = items().search(Search.words(words).withTop(5).withRanking(Ranking.DISTANCE));
        assertThat(answer.hits()).hasSize(5);
        assertThat(answer.hits().get(0).distance()).isZero();
        assertThat(answer.hits()).extracting(Hit::distance).isSorted();
    }

    @Test
    void findsAllWithinARadius() {
        writeItems(200);
        Snapshot items = items();
        long[] code = items.code("i3").orElseThrow().binary();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            if (Hamming.distance(items.code("i" + i).orElseThrow().binary(), code) <= 6) {
                expected.add("i" + i);
            }
        }
        Search search = Search.code(code).withRadius(6);
        assertThat(ids(items.search(search).hits())).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void leavesTheItemItselfOut() {
        writeItems(20);
        SearchResult answer = items().search(Search.like("i3").withTop(100).withRanking(Ranking.DISTANCE));
        assertThat(ids(answer.hits())).hasSize(19).doesNotContain("i3");
    }

    @Test
    void leavesTheItemItselfOutAmongManyOfTheSameCode() {
        write(writer -> {
            for (int i = 0; i < 30; i++) {
                writer.put(Item.of("i" + i, "", "w1 w2"));
            }
        });
        Snapshot items = items();
        for (Ranking ranking : Ranking.values()) {
            for (String id : List.of("i0", "i15", "i29")) {
                Search search = Search.like(id).withTop(5).withRanking(ranking);
                assertThat(ids(items.search(search).hits())).hasSize(5).doesNotContain(id);
            }
        }
    }

    @Test
    void filtersBeforeItCounts() {
        write(writer -> {
            for (int i = 0; i < 50; i++) {
                writer.put(item(i).withFields(Map.of("parity", i % 2 == 0 ? "even" : "odd")));
            }
        });
        Search search = Search.like("i3")
                .withTop(10)
                .withRanking(Ranking.DISTANCE)
                .withFilter(ItemFilters.field("parity", "even"));
        assertThat(ids(items().search(search).hits()))
                .hasSize(10)
                .allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 0);
    }
}
