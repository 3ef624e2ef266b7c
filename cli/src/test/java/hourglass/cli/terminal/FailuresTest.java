package hourglass.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.cli.Hourglass;
import hourglass.data.InputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailuresTest {
    private final StringWriter err = new StringWriter();

    @Test
    void doesNotExplainAwayTheUnexpected() {
        assertThat(report(new IllegalStateException("two\n  lines"))).isEqualTo(1);
        assertThat(err)
                .hasToString("hourglass: unexpected failure, IllegalStateException: two lines; run again with --debug"
                        + " to see where%n".formatted());
    }

    @Test
    void saysHowToGiveMoreMemory() {
        assertThat(report(new OutOfMemoryError("Java heap space"))).isEqualTo(2);
        assertThat(err.toString()).contains("HOURGLASS_JAVA_OPTS=-Xmx").hasLineCount(1);
    }

    @Test
    void takesAnInputForTheUsersToMend() {
        assertThat(report(new InputException("a.csv", "line 3", "is odd", "make it even")))
                .isEqualTo(2);
        assertThat(err).hasToString("hourglass: a.csv: line 3: is odd; make it even%n".formatted());
    }

    @Test
    void tellsAStopByItsExitCode() {
        assertThat(report(new Stopped("stopped"))).isEqualTo(130);
    }

    private int report(Throwable failure) {
        CommandLine commandLine = Hourglass.commandLine(new Interruption()).setErr(new PrintWriter(err));
        return Failures.report(failure, commandLine);
    }
}
