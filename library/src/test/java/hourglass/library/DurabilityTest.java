package hourglass.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer is killed at random points (as often as the property {@code hourglass.kills} says), and the library read as it
 * lies there.
 */
class DurabilityTest {
    private static final int KILLS = Integer.getInteger("hourglass.kills", 3);
    private static final int LONGEST_MILLISECONDS = 400;

    @TempDir
    private Path folder;

    @Test
    void keepsEveryCommitOfAWriterThatIsKilled(TestReporter report) throws Exception {
        Path place = folder.resolve("library");
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int acknowledged = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            boolean whileOpening = kill % 3 == 0;
            int last = writeAndKill(place, whileOpening, random.nextInt(LONGEST_MILLISECONDS));
            acknowledged = Math.max(acknowledged, last);
            int found = check(place, acknowledged, "kill %d, seed %d".formatted(kill, seed));
            assertThat(found).isBetween(acknowledged, acknowledged + 1);
            acknowledged = found;
        }
        try (LibraryWriter writer = LibraryWriter.open(place, Models.ofTexts(1))) {
            History.write(acknowledged + 1, writer);
        }
        check(place, acknowledged + 1, "after the last");
        report.publishEntry("commits that were acknowledged to %d processes".formatted(KILLS), "" + acknowledged);
    }

    /** Returns the last commit that the process printed, or 0. */
    private int writeAndKill(Path place, boolean whileOpening, int milliseconds)
            throws IOException, InterruptedException {
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        place.toString())
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            String line = whileOpening ? "0" : output.readLine();
            assertThat(line).as(Files.readString(errors)).isNotNull();
            int first = Integer.parseInt(line);
            Thread.sleep(milliseconds);
            assertThat(process.isAlive()).as(Files.readString(errors)).isTrue();
            // Not by the process itself, which would close the output with what it still holds.
            process.toHandle().destroyForcibly();
            process.waitFor();
            return output.lines().mapToInt(Integer::parseInt).max().orElse(first);
        }
    }

    /** Returns the commit at which the library stands, all of whose items are there, each once and with its code. */
    private static int check(Path place, int acknowledged, String when) throws IOException {
        if (acknowledged == 0 && !Library.exists(place)) {
            return 0;
        }
        try (Library library = Library.open(place);
                Snapshot items = library.snapshot()) {
            items.verify();
            Map<String, String> titles = new TreeMap<>();
            items.forEach(item -> {
                assertThat(titles.put(item.id(), item.title())).as(when).isNull();
                Code code = items.code(item.id()).orElseThrow();
                Search search = Search.code(code.binary()).withRadius(0).withTop(1000);
                assertThat(items.search(search).hits())
                        .as(when)
                        .extracting(Hit::id)
                        .contains(item.id());
            });
            int commits = History.commits(items);
            assertThat(titles).as(when).isEqualTo(History.after(commits));
            return commits;
        }
    }
}
