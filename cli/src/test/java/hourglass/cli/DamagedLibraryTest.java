package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * One file of a library after the other is damaged (as many as the property {@code hourglass.damages} says): a bit flips,
 * its end is lost, or all of it. Commands refuse the library in one line, or give the answers of the undamaged one.
 */
class DamagedLibraryTest {
    private static final int DAMAGES = Integer.getInteger("hourglass.damages", 24);

    @TempDir
    private Path folder;

    private Path documents;
    private Path library;

    @BeforeEach
    void index() {
        documents = folder.resolve("documents");
        library = folder.resolve("library");
        Path half = folder.resolve("half");
        Cli.succeed("data", "documents", "--count", 60, "-o", documents);
        Cli.succeed("data", "documents", "--count", 40, "-o", half);
        // Twice, so that there are two segments, one with deleted items.
        Cli.succeed("index", half, "-o", library, "--bits", 12, "--epochs", 1, "--words", 100, "--threads", 1);
        Cli.succeed(update());
    }

    private Object[] update() {
        return new Object[] {"index", documents, "-o", library, "--prune", "--threads", 1};
    }

    /** Searches by words and by codes. */
    private List<Cli.Result> search() {
        return List.of(
                Cli.run("search", library, "ship captain sailor island", "--top", 60, "--json", "--wide"),
                Cli.run(
                        "search",
                        library,
                        "--like",
                        "test/sea/00008.txt",
                        "--rank",
                        "distance",
                        "--top",
                        60,
                        "--json"));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** What was done to a file. */
    private static String damage(Path file, int kind, SplittableRandom random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        switch (kind) {
            case 0 -> Files.delete(file);
            case 1 -> Files.write(file, Arrays.copyOf(bytes, at));
            default -> {
                if (bytes.length > 0) {
                    bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                    Files.write(file, bytes);
                }
            }
        }
        return "%s of %s at %d".formatted(kind == 0 ? "loss" : kind == 1 ? "cut" : "flip", file.getFileName(), at);
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
    }

    /** Whether it was refused, which takes one line. */
    private static boolean isRefused(Cli.Result result, String damage) {
        assertThat(result.exit()).as("%s: %s", damage, result.err()).isIn(0, 2);
        if (result.exit() == 2) {
            assertThat(result.err()).as(damage).startsWith("hourglass: ").hasLineCount(1);
        }
        return result.exit() == 2;
    }

    /** Requires the answers of the undamaged library, or lines that refuse this one. */
    private void requireRefusedOr(List<JsonNode> answers, boolean isDamageKnown, String damage) {
        List<Cli.Result> found = search();
        for (int i = 0; i < found.size(); i++) {
            if (!isRefused(found.get(i), damage) && !isDamageKnown) {
                assertThat(found.get(i).json().at("/hits")).as(damage).isEqualTo(answers.get(i));
            }
        }
    }

    @Test
    void aDamagedLibraryIsRefusedOrAnswersTheSame(TestReporter report) throws IOException {
        Path good = folder.resolve("good");
        copy(library, good);
        List<JsonNode> answers =
                search().stream().map(result -> result.json().at("/hits")).toList();
        assertThat(answers).allMatch(hits -> hits.size() > 1);
        SplittableRandom random = new SplittableRandom(1);
        int refusals = 0;
        for (int i = 0; i < DAMAGES; i++) {
            delete(library);
            copy(good, library);
            List<Path> files = files(library);
            String damage = damage(files.get(i % files.size()), i / files.size() % 6, random);
            boolean refused = isRefused(Cli.run("verify", library), damage);
            refusals += refused ? 1 : 0;
            requireRefusedOr(answers, refused, damage);
            if (!isRefused(Cli.run(update()), damage) && !refused) {
                requireRefusedOr(answers, false, damage);
                Cli.succeed("verify", library);
            }
        }
        report.publishEntry("damaged libraries refused by verify", refusals + " of " + DAMAGES);
    }
}
