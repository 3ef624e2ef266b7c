package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever Lucene makes of a damaged index, the failure names the damage. */
class DamagedIndexTest {
    private static final int STEP = 61;

    @TempDir
    private Path folder;

    @BeforeEach
    void index() {
        try (LibraryWriter writer = LibraryWriter.open(folder, Models.ofTexts(1))) {
            for (int i = 0; i < 30; i++) {
                writer.put(Item.of("i" + i, "title " + i, "w%d w%d w%d".formatted(i, i + 1, i / 2)));
            }
            writer.commit();
        }
    }

    private Path data() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            return files.filter(file -> file.toString().endsWith(".cfs"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void read() {
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            items.forEach(item -> items.code(item.id()));
            for (Ranking ranking : Ranking.values()) {
                items.search(Search.words("w1 w2").withTop(30).withRanking(ranking));
            }
        }
    }

    @Test
    void aChangedByteIsNoMoreThanBadInput() throws IOException {
        Path file = data();
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 0; at < whole.length; at += STEP) {
            byte[] damaged = whole.clone();
            damaged[at] = (byte) ~damaged[at];
            Files.write(file, damaged);
            try {
                read();
            } catch (InputException e) {
                assertThat(e.getMessage())
                        .as("byte %d", at)
                        .contains(folder.toString())
                        .hasLineCount(1);
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
