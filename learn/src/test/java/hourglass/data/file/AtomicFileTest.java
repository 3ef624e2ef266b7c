package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void appearsWhenCommitted() {
        Path path = folder.resolve("file");
        try (AtomicFile file = AtomicFile.create(path)) {
            file.write(bytes("content"));
            assertThat(path).doesNotExist();
            file.commit();
            assertThat(path).hasContent("content");
        }
        assertThat(folder).isDirectoryContaining(path::equals).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void leavesNothingWhenNotCommitted() throws IOException {
        try (AtomicFile file = AtomicFile.create(folder.resolve("file"))) {
            file.write(bytes("half"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesTheOldFileWhenNotCommitted() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "old");
        try (AtomicFile file = AtomicFile.create(path)) {
            file.write(bytes("half"));
        }
        assertThat(path).hasContent("old");
    }

    @Test
    void removesWhatAKilledProcessLeftAndNothingElse() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "whole");
        AtomicFile killed = AtomicFile.create(path);
        Path other = Files.writeString(folder.resolve(".file.notes.tmp"), "somebody's");
        AtomicFile.removeLeftovers(path);
        assertThat(folder.toFile().listFiles()).containsExactlyInAnyOrder(path.toFile(), other.toFile());
        killed.close();
    }

    @Test
    void replacesTheOldFile() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "a long old content");
        AtomicFile.write(path, stream -> stream.write('n'));
        assertThat(path).hasContent("n");
    }

    @Test
    void overwritesWhatWasWritten() {
        Path path = folder.resolve("file");
        try (AtomicFile file = AtomicFile.create(path)) {
            file.write(bytes("head body"));
            file.overwrite(0, bytes("HEAD"));
            file.write(bytes(" tail"));
            file.commit();
        }
        assertThat(path).hasContent("HEAD body tail");
    }

    @Test
    void leavesNothingWhenContentFails() {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("file"), stream -> {
                    stream.write(1);
                    throw new IllegalStateException("no more");
                }))
                .hasMessage("no more");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesTheFileAndTheReasonWhenWritingFails() {
        Path path = folder.resolve("file");
        refuses(
                () -> AtomicFile.write(path, stream -> {
                    throw new IOException("No space left on device");
                }),
                path + ": cannot be written (No space left on device); make room");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        refuses(() -> AtomicFile.create(folder.resolve("no/file")), "no/file: its folder does not exist");
    }

    @Test
    void refusesToReplaceAFolder() {
        refuses(() -> AtomicFile.create(folder), folder + ": is a folder");
    }

    @Test
    void writersLeaveNothingUnlessCommitted() {
        float[] values = new float[300_000];
        for (RowWriter writer :
                List.of(Npy.writer(folder.resolve("a.npy"), 3), Csv.writer(folder.resolve("a.csv"), 3, List.of()))) {
            writer.append(values, 100_000);
            writer.close();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static void refuses(Runnable action, String message) {
        assertThatExceptionOfType(InputException.class).isThrownBy(action::run).withMessageContaining(message);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
