package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
    private static final int ITEMS = 20;
    private static final int COMMITS = 15;
    private static final int READERS = 8;

    @TempDir
    private Path folder;

    private final AtomicBoolean done = new AtomicBoolean();

    /** Each commit replaces all items, so that a reader who sees two versions sees a commit in part. */
    private static void commit(LibraryWriter writer, int version) {
        for (int i = 0; i < ITEMS; i++) {
            writer.put(Item.of("i" + i, "version " + version, "w%d w%d".formatted(i, version % Models.WORDS)));
        }
        writer.commit();
    }

    /** Reads states, each whole and each the same when looked at again. */
    private void readUntilDone(Library library) {
        do {
            library.refresh();
            read(library);
        } while (!done.get());
    }

    /** Opens the library again and again, as other processes do. */
    private void openUntilDone() {
        do {
            try (Library library = Library.open(folder)) {
                read(library);
            }
        } while (!done.get());
    }

    private static void read(Library library) {
        try (Snapshot items = library.snapshot()) {
            List<String> titles = new ArrayList<>();
            items.forEach(item -> titles.add(item.title()));
            assertThat(titles).hasSize(ITEMS);
            assertThat(new HashSet<>(titles)).as("versions in one state").hasSize(1);
            List<Hit> hits = items.search(Search.words("w1").withTop(100).withRanking(Ranking.DISTANCE))
                    .hits();
            assertThat(hits).hasSize(ITEMS).allMatch(hit -> hit.title().equals(titles.get(0)));
            assertThat(items.search(Search.words("w1").withTop(100).withRanking(Ranking.DISTANCE))
                            .hits())
                    .isEqualTo(hits);
        }
    }

    @Test
    void readersSeeWholeCommitsWhileAWriterWrites() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (LibraryWriter writer = LibraryWriter.open(folder, Models.ofTexts(1))) {
            commit(writer, 0);
            try (Library library = Library.open(folder)) {
                List<Future<?>> reading = new ArrayList<>();
                for (int i = 0; i < READERS; i++) {
                    boolean alone = i % 2 == 0;
                    reading.add(readers.submit(() -> {
                        if (alone) {
                            openUntilDone();
                        } else {
                            readUntilDone(library);
                        }
                    }));
                }
                for (int version = 1; version <= COMMITS; version++) {
                    commit(writer, version);
                }
                done.set(true);
                for (Future<?> reader : reading) {
                    reader.get();
                }
            }
        } finally {
            readers.shutdown();
        }
    }

    @Test
    void threadsWriteTogether() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(3);
        try (LibraryWriter writer = LibraryWriter.open(folder, Models.ofTexts(1))) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                String name = "t" + thread + ".";
                all.add(writers.submit(() -> {
                    for (int i = 0; i < 600; i++) {
                        writer.put(Item.of(name + i, "", "w" + i % Models.WORDS));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            writer.commit();
        } finally {
            writers.shutdown();
        }
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            assertThat(items.count()).isEqualTo(1800);
        }
    }
}
