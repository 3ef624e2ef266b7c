package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import hourglass.library.Library;
import hourglass.library.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands write to a disk in memory that becomes full, in as many places as the property {@code hourglass.places} says: they
 * end with one line and exit code 2, and lose nothing.
 */
@EnabledOnOs(OS.LINUX)
class FullDiskProcessTest {
    private static final int PLACES = Math.max(2, Integer.getInteger("hourglass.places", 8) / 4);
    /**
     * Mounts a disk of so many kilobytes where nobody else sees it, copies a folder to it, runs a command there, and copies
     * what is left back.
     */
    private static final String ON_SMALL_DISK = """
            disk=$1; size=$2; results=$3; shift 3
            mount -t tmpfs -o size="$size"k tmpfs "$disk" || exit 99
            cp -r "$results/." "$disk"
            "$@"
            code=$?
            rm -rf "$results" && cp -r "$disk" "$results"
            exit $code
            """;

    @TempDir
    private static Path shared;

    private static Path images;
    private static Path documents;
    private static Path model;

    @TempDir
    private Path folder;

    private Path disk;
    private Path results;

    @BeforeAll
    static void prepare() throws Exception {
        Process possible = new ProcessBuilder("unshare", "-rm", "true").start();
        assumeThat(possible.waitFor()).as("mounts are permitted").isZero();
        images = shared.resolve("curves.npy");
        documents = shared.resolve("documents");
        Cli.succeed("data", "curves", "--count", 200, "-o", images);
        Cli.succeed("data", "documents", "--count", 100, "-o", documents);
        model = new Workshop(shared).model(images);
    }

    @BeforeEach
    void begin() throws IOException {
        disk = Files.createDirectory(folder.resolve("disk"));
        results = Files.createDirectory(folder.resolve("results"));
    }

    /** Runs a command on a disk of so many kilobytes, and returns whether it was large enough. */
    private boolean run(int kilobytes, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", ON_SMALL_DISK, "sh"));
        command.addAll(List.of(disk.toString(), "" + kilobytes, results.toString()));
        command.addAll(Processes.java(256, arguments));
        Path errors = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(errors.toFile())
                .start();
        int exit = Processes.finish(process);
        assertThat(exit).as("%d kB: %s", kilobytes, Files.readString(errors)).isIn(0, 2);
        if (exit == 2) {
            assertThat(errors)
                    .content()
                    .startsWith("hourglass: ")
                    .containsAnyOf("No space left on device", "its disk has room for")
                    .hasLineCount(1);
        }
        return exit == 0;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The size of the n-th disk, if so many kilobytes are about enough. */
    private static int kilobytes(int place, int enough) {
        return Math.max(4, enough * (place + 1) / (PLACES + 1));
    }

    @Test
    void anArrayIsWholeOrAbsent() throws Exception {
        for (int i = 0; i < PLACES; i++) {
            boolean written = run(
                    kilobytes(i, 620),
                    "reconstruct",
                    "--model",
                    model,
                    "--data",
                    images,
                    "-o",
                    disk.resolve("rows.npy"),
                    "--threads",
                    1);
            assertThat(names()).isEqualTo(written ? List.of("rows.npy") : List.of());
            Files.deleteIfExists(results.resolve("rows.npy"));
        }
    }

    @Test
    void aFolderIsWholeOrAbsent() throws Exception {
        for (int i = 0; i < PLACES; i++) {
            boolean written = run(kilobytes(i, 420), "data", "curves", "--count", 100, "-o", disk.resolve("pictures"));
            assertThat(names()).isEqualTo(written ? List.of("pictures") : List.of());
            remove(results.resolve("pictures"));
        }
    }

    @Test
    void anOldModelStaysIfThereIsNoRoomForANewOne() throws Exception {
        byte[] old = Files.readAllBytes(model);
        for (int i = 0; i < PLACES; i++) {
            Files.copy(model, results.resolve("model.safetensors"));
            int more = kilobytes(i, 600);
            boolean written = run(
                    (old.length >> 10) + 8 + more,
                    "train",
                    "--data",
                    images,
                    "-o",
                    disk.resolve("model.safetensors"),
                    "--layers",
                    "50-2",
                    "--epochs",
                    1,
                    "--threads",
                    1,
                    "--report",
                    "none");
            assertThat(names()).containsExactly("model.safetensors");
            if (!written) {
                assertThat(results.resolve("model.safetensors")).hasBinaryContent(old);
            }
            Files.delete(results.resolve("model.safetensors"));
        }
    }

    @Test
    void aLibraryKeepsWhatWasCommitted() throws Exception {
        Path library = results.resolve("library");
        Object[] index = {
            "index",
            documents,
            "-o",
            disk.resolve("library"),
            "--commit-every",
            8,
            "--bits",
            12,
            "--epochs",
            1,
            "--words",
            100,
            "--threads",
            1
        };
        assertThat(run(100_000, index)).isTrue();
        int items = items(library);
        Path more = shared.resolve("more");
        Cli.succeed("data", "documents", "--count", 300, "--seed", 2, "-o", more);
        int size = size(library);
        Path whole = folder.resolve("whole");
        Files.move(library, whole);
        for (int i = 0; i < PLACES; i++) {
            new ProcessBuilder("cp", "-r", whole.toString(), library.toString())
                    .start()
                    .waitFor();
            run(
                    size + kilobytes(i, 700),
                    "index",
                    more,
                    "-o",
                    disk.resolve("library"),
                    "--commit-every",
                    8,
                    "--threads",
                    1);
            Library.verify(library);
            int there = items(library);
            assertThat(there).isGreaterThanOrEqualTo(items);
            Cli.succeed("index", more, "-o", library, "--threads", 1);
            assertThat(items(library)).isGreaterThanOrEqualTo(there);
            remove(library);
        }
    }

    private static void remove(Path folder) throws Exception {
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    }

    private static int items(Path library) {
        try (Library there = Library.open(library);
                Snapshot items = there.snapshot()) {
            return items.count();
        }
    }

    /** In kilobytes, of whole pages. */
    private static int size(Path folder) throws IOException {
        int size = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += (int) ((Files.size(file) + 4095) / 4096 * 4);
            }
        }
        return size;
    }
}
