package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class NeighborsBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new NeighborsBench())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void timesPointsOfEachNumberOfColumns() {
        int status = run("--no-peer", "--points", "700", "--queries", "20", "--rounds", "1", "--columns", "3,5");
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("700 random points of 3 columns, 20 queries, k = 10", "700 random points of 5 columns");
    }

    @Test
    void printsOneJsonObjectForEachSetOfPoints() {
        run("--json", "--no-peer", "--points", "50", "--queries", "2", "--rounds", "1", "--columns", "3");
        assertThat(out.toString())
                .startsWith("{\"data\":\"random\",\"points\":50,\"columns\":3")
                .contains("\"ratio\":null");
    }

    @Test
    void continuesWithoutPeer() {
        run("--python", "no-such-python", "--points", "50", "--queries", "2", "--rounds", "1", "--columns", "3");
        assertThat(err.toString()).contains("no-such-python has no faiss, so Hourglass runs alone");
        assertThat(out.toString()).contains("50 random points");
    }

    @ParameterizedTest
    @CsvSource({"--points,0", "--queries,0", "--rounds,0", "--threads,0", "--columns,0", "-k,0", "-k,60001"})
    void refusesWrongArguments(String option, String value) {
        assertThat(run("--no-peer", option, value)).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void refusesFoldersWithoutImages(@TempDir Path folder) {
        assertThat(run("--no-peer", "--data", folder.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(folder.toString());
    }
}
