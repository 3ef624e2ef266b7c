package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer whose disk is full, or whose caller is interrupted. */
class WriterFailureTest {
    private static final int MOST_COMMITS = 100;

    @TempDir
    private Path folder;

    /** A disk that has no room for merged segments. */
    private static final class FullForMerges extends FilterDirectory {
        FullForMerges(Path folder) throws IOException {
            super(FSDirectory.open(folder));
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            if (context.context == IOContext.Context.MERGE) {
                throw new IOException("No space left on device");
            }
            return super.createOutput(name, context);
        }
    }

    private LibraryWriter writerWithoutRoomForMerges() throws IOException {
        LibraryFolder place = new LibraryFolder(folder);
        return LibraryWriter.open(place, new FullForMerges(place.indexFolder()), null, () -> Models.ofTexts(1));
    }

    /** Commits one item after the other until a merge has failed; returns how many commits have returned. */
    private static int commitUntilItFails(LibraryWriter writer) {
        int[] commits = {0};
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> {
                    while (commits[0] < MOST_COMMITS) {
                        writer.put(Item.of("i" + commits[0], "", "w1"));
                        writer.commit();
                        commits[0]++;
                    }
                })
                .withMessageContaining("No space left on device")
                .withMessageContaining("check permissions and free space");
        return commits[0];
    }

    private int items() {
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            return items.count();
        }
    }

    @Test
    void keepsAllThatWasCommittedIfTheDiskIsFullDuringAMerge() throws IOException {
        try (LibraryWriter writer = writerWithoutRoomForMerges()) {
            int committed = commitUntilItFails(writer);
            assertThat(items()).isBetween(committed, committed + 1);
        }
        Library.verify(folder);
    }

    @Test
    void aFailureOfAMergeReachesTheCallerAlone() throws IOException {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try (LibraryWriter writer = writerWithoutRoomForMerges()) {
            commitUntilItFails(writer);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void everyCallAfterAFailureNamesIt() throws IOException {
        try (LibraryWriter writer = writerWithoutRoomForMerges()) {
            commitUntilItFails(writer);
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> writer.delete("i0"))
                    .withMessageStartingWith(folder.toString())
                    .withMessageContaining("No space left on device");
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(writer::library)
                    .withMessageContaining("No space left on device");
        }
    }

    @Test
    void interruptedCallersWriteAsOthersDo() {
        try (LibraryWriter writer = LibraryWriter.open(folder, Models.ofTexts(1));
                Library library = writer.library()) {
            Thread.currentThread().interrupt();
            writer.put(Item.of("a", "", "w1"));
            writer.refresh(library);
            writer.commit();
            library.refresh();
            assertThat(Thread.interrupted()).as("the interruption is kept").isTrue();
            writer.put(Item.of("b", "", "w2"));
            writer.commit();
        }
        assertThat(items()).isEqualTo(2);
    }
}
