package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk becomes full at one point after another (as many as the property {@code hourglass.places} says) of all that a
 * writer writes, merges included: the failure is one line, every commit that returned is there, and with room again the
 * writer continues.
 */
class FullDiskTest {
    private static final int PLACES = Integer.getInteger("hourglass.places", 12);
    /** Enough for several merges, each of ten segments. */
    private static final int COMMITS = 35;

    @TempDir
    private Path folder;

    /** A disk with room for so many bytes more. */
    private static final class SmallDisk extends FilterDirectory {
        private final AtomicLong room;

        SmallDisk(Path folder, AtomicLong room) throws IOException {
            super(FSDirectory.open(folder));
            this.room = room;
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            return limited(super.createOutput(name, context));
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
            return limited(super.createTempOutput(prefix, suffix, context));
        }

        private IndexOutput limited(IndexOutput output) {
            return new FilterIndexOutput("limited", output.getName(), output) {
                @Override
                public void writeByte(byte value) throws IOException {
                    take(1);
                    super.writeByte(value);
                }

                @Override
                public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
                    take(length);
                    super.writeBytes(bytes, offset, length);
                }
            };
        }

        private void take(int bytes) throws IOException {
            if (room.addAndGet(-bytes) < 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    /** Writes commits until the disk is full; returns how many have returned. */
    private static int write(Path place, AtomicLong room) throws IOException {
        LibraryFolder library = new LibraryFolder(place);
        int commits = 0;
        try (LibraryWriter writer = LibraryWriter.open(
                library, new SmallDisk(library.indexFolder(), room), null, () -> Models.ofTexts(1))) {
            while (commits < COMMITS) {
                History.write(commits + 1, writer);
                commits++;
            }
        } catch (InputException e) {
            assertThat(e.getMessage())
                    .startsWith(place.toString())
                    .contains("No space left on device", "check permissions and free space")
                    .hasLineCount(1);
        }
        return commits;
    }

    @Test
    void everyCommitThatReturnedIsThereAndTheWriterContinues(TestReporter report) throws IOException {
        AtomicLong unlimited = new AtomicLong(Long.MAX_VALUE);
        assertThat(write(folder.resolve("whole"), unlimited)).isEqualTo(COMMITS);
        long bytes = Long.MAX_VALUE - unlimited.get();
        int failed = 0;
        for (int i = 0; i < PLACES; i++) {
            Path place = folder.resolve("library" + i);
            long room = bytes * (2L * i + 1) / (2L * PLACES);
            int commits = write(place, new AtomicLong(room));
            failed += commits < COMMITS ? 1 : 0;
            int there = commits(place);
            assertThat(there).as("room for %,d bytes", room).isBetween(commits, commits + 1);
            try (LibraryWriter writer = LibraryWriter.open(place, Models.ofTexts(1))) {
                History.write(there + 1, writer);
            }
            assertThat(commits(place)).as("room for %,d bytes", room).isEqualTo(there + 1);
            Library.verify(place);
        }
        assertThat(failed).isGreaterThan(PLACES / 2);
        report.publishEntry("disks that were full", failed + " of " + PLACES);
    }

    /** Returns the commit at which a library stands, all of whose items are there. */
    private static int commits(Path place) {
        if (!Library.exists(place)) {
            return 0;
        }
        try (Library library = Library.open(place);
                Snapshot items = library.snapshot()) {
            Map<String, String> titles = new TreeMap<>();
            items.forEach(item -> titles.put(item.id(), item.title()));
            int commits = History.commits(items);
            assertThat(titles).isEqualTo(History.after(commits));
            return commits;
        }
    }
}
