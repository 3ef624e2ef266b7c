package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DuplicatesBenchTest {
    private final StringWriter out = new StringWriter();

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }

    @Test
    void theJoinFindsWhatRangeSearchFinds() {
        String[] arguments = {"--no-peer", "--items", "3000", "--cluster", "50", "--sample", "200", "--rounds", "1"};
        assertThat(run(new DuplicatesBench(), arguments)).isZero();
        assertThat(out.toString()).contains("3000 clustered codes of 64 bits", "200 timed", "all answers agree");
    }

    @Test
    void answersAreExactWhileCodesAreDeleted() {
        assertThat(run(new DeletesBench(), "--items", "3000", "--deletes", "1000"))
                .isZero();
        assertThat(out.toString()).contains("1000 of 3000 codes of 64 bits deleted", "all answers agree");
    }

    @Test
    void refusesWrongArguments() {
        assertThat(run(new DuplicatesBench(), "--no-peer", "--radius", "65")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run(new DeletesBench(), "--items", "3", "--deletes", "4")).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
