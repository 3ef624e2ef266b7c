package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.codes.BinaryCodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SearchBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return new CommandLine(new SearchBench())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void allIndexesAgree() {
        int status = run("--no-peer", "--items", "2000", "--queries", "10", "--rounds", "1", "--cluster", "100");
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("2000 clustered codes of 20 bits", "2000 uniform codes of 128 bits", "all answers agree")
                .doesNotContain("DIFFER");
    }

    @Test
    void printsOneJsonObjectForEachSetOfCodes() throws Exception {
        run("--json", "--no-peer", "--items", "500", "--queries", "5", "--rounds", "1", "--bits", "20");
        List<JsonNode> results = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            results.add(new ObjectMapper().readTree(line));
        }
        assertThat(results)
                .extracting(result -> result.get("data").textValue())
                .containsExactly("clustered", "uniform");
        assertThat(results).allMatch(result -> result.get("agree").booleanValue());
        assertThat(results).allSatisfy(result -> assertThat(result.get("times"))
                .extracting(times -> times.get("index").textValue())
                .containsExactly(
                        "AddressTable", "AddressTable, unordered", "LinearScan", "LinearScan, all queries at once"));
    }

    @Test
    void replicatesGivenCodes() {
        Path file = folder.resolve("given.codes");
        BinaryCodes.of(32, new long[] {1, 2, 3}).write(file);
        run("--no-peer", "--items", "500", "--queries", "5", "--rounds", "1", "--codes", file.toString());
        assertThat(out.toString()).contains("500 given codes of 32 bits");
    }

    @Test
    void goesOnWithoutPeer() {
        run("--python", "no-such-python", "--items", "100", "--queries", "2", "--rounds", "1", "--bits", "20");
        assertThat(err.toString()).contains("no-such-python has no faiss, so Hourglass runs alone");
        assertThat(out.toString()).contains("all answers agree");
    }

    @ParameterizedTest
    @CsvSource({"--items,0", "--queries,0", "--rounds,0", "--threads,0", "--cluster,0", "--noise,1", "--bits,4097"})
    void refusesWrongArguments(String option, String value) {
        assertThat(run("--no-peer", option, value)).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void refusesFilesThatHoldNoCodes() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "no codes");
        assertThat(run("--no-peer", "--codes", file.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(file.toString());
    }
}
