package hourglass.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellCommandTest {
    @Test
    void leavesPlainArgumentsAsTheyAre() {
        assertThat(ShellCommand.of(List.of("train", "--data=größe/a.csv", "--epochs", "3")))
                .isEqualTo("hourglass train --data=größe/a.csv --epochs 3");
    }

    @Test
    void quotesWhatAShellWouldChange() {
        assertThat(ShellCommand.of(List.of("train", "--data", "my data.csv", "-o", "$x", "it's", "")))
                .isEqualTo("hourglass train --data 'my data.csv' -o '$x' 'it'\\''s' ''");
    }
}
