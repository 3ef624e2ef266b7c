package hourglass.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hourglass.cli.Hourglass;
import hourglass.codes.BinaryCodes;
import hourglass.codes.CodeFileException;
import hourglass.data.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FailuresTest {
    @TempDir
    private Path folder;

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
    void countsAFileOfCodesThatIsDamagedAsBadInput() throws IOException {
        Path file = Files.writeString(folder.resolve("a.codes"), "text");
        CodeFileException damage = catchThrowableOfType(CodeFileException.class, () -> BinaryCodes.open(file));
        assertThat(report(damage)).isEqualTo(2);
        assertThat(err.toString()).startsWith("hourglass: " + file).hasLineCount(1);
    }

    @Test
    void neverSendsControlCharactersOfDataToATerminal() {
        report(new InputException("a\u001b[2J.csv", "line 3", "is \u202eodd", "make it even"));
        assertThat(err.toString()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void keepsALongMessageToABoundedLineWithItsRemedy() {
        report(new InputException("a.csv", "line 3", "holds " + "x".repeat(100_000), "make it shorter"));
        assertThat(err.toString())
                .startsWith("hourglass: a.csv: line 3: holds xxx")
                .endsWith("xxx; make it shorter%n".formatted())
                .hasSizeLessThan(1100);
    }

    @Test
    void givesAStopItsExitCode() {
        assertThat(report(new Stopped("stopped"))).isEqualTo(130);
    }

    private int report(Throwable failure) {
        CommandLine commandLine = Hourglass.commandLine(new Interruption()).setErr(new PrintWriter(err));
        return Failures.report(failure, commandLine);
    }
}
