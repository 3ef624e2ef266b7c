package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new Bench())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void listsTheNamesOfTheCases() {
        run("--list", "--cases", "784-500-tied/20/*");
        assertThat(out.toString().lines())
                .containsExactlyInAnyOrder("784-500-tied/20/adam", "784-500-tied/20/momentum");
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds,0",
        "--threads,0",
        "--seconds,0",
        "--seconds,NaN",
        "--seconds,many",
        "--cases,no-such-case",
        "--no-such-option,1"
    })
    void refusesWrongArguments(String option, String value) {
        assertThat(run(option, value)).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void namesTheOffendingValue() {
        run("--rounds", "-3");
        assertThat(err.toString()).contains("--rounds must be 1 or more, but was -3");
    }

    @Test
    void runsWithoutPeer() {
        run(
                "--no-peer",
                "--json",
                "--cases",
                "784-500-tied/20/adam",
                "--rounds",
                "1",
                "--seconds",
                "0.01",
                "--threads",
                "1");
        assertThat(out.toString())
                .startsWith("{\"name\":\"784-500-tied/20/adam\"")
                .contains("\"peer_ms\":null");
    }
}
