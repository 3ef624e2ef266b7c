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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        Files.writeString(folder.resolve(".file." + UUID.randomUUID() + ".tmp"), "half");
        Path other = Files.writeString(folder.resolve(".file.notes.tmp"), "somebody's");
        AtomicFile.removeLeftovers(path);
        assertThat(folder.toFile().listFiles()).containsExactlyInAnyOrder(path.toFile(), other.toFile());
    }

    @Test
    void keepsWhatIsBeingWritten() {
        Path path = folder.resolve("file");
        try (AtomicFile file = AtomicFile.create(path)) {
            file.write(bytes("content"));
            AtomicFile.removeLeftovers(path);
            file.commit();
        }
        assertThat(path).hasContent("content");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsThePermissionsOfTheOldFile() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "secret");
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(path, permissions);
        AtomicFile.write(path, stream -> stream.write('n'));
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(permissions);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void writesToWhereASymbolicLinkLeads() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere/file"));
        AtomicFile.write(link, stream -> stream.write('a'));
        AtomicFile.write(link, stream -> stream.write('b'));
        assertThat(link).isSymbolicLink();
        assertThat(elsewhere.resolve("file")).hasContent("b");
        assertThat(elsewhere).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesLinksThatLeadInACircle() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));
        refuses(() -> AtomicFile.create(link), "leads in a circle");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void writesToADeviceWithoutReplacingIt() {
        Path device = Path.of("/dev/null");
        AtomicFile.write(device, stream -> stream.write('n'));
        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(Files.exists(device)).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesAFullDisk() {
        refuses(
                () -> AtomicFile.write(Path.of("/dev/full"), stream -> stream.write('n')),
                "/dev/full: cannot be written (No space left on device); make room");
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
