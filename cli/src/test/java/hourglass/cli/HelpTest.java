package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import hourglass.cli.terminal.Interruption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the help of every command shows. */
class HelpTest {
    private static final int SCREEN_LINES = 40;
    private static final int SCREEN_COLUMNS = 100;
    private static final String EXAMPLE = "Example: hourglass ";

    static Stream<String> commands() {
        return names(commandLine()).filter(name -> !name.endsWith(" help"));
    }

    private static Stream<String> names(CommandLine command) {
        return Stream.concat(
                Stream.of(command.getCommandSpec().qualifiedName()),
                command.getSubcommands().values().stream().flatMap(HelpTest::names));
    }

    private static CommandLine commandLine() {
        return Hourglass.commandLine(new Interruption());
    }

    private static List<String> help(String command, String option) {
        return Cli.succeed((Object[])
                        (command + " " + option).replaceFirst("^hourglass ", "").split(" "))
                .out()
                .lines()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void fitsOnAScreen(String command) {
        List<String> lines = help(command, "--help");
        assertThat(lines).hasSizeLessThanOrEqualTo(SCREEN_LINES);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(SCREEN_COLUMNS));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void showsAnExampleThatParses(String command) {
        List<String> examples = help(command, "--help").stream()
                .filter(line -> line.startsWith(EXAMPLE))
                .toList();
        assertThat(examples).hasSize(1);
        String example = examples.get(0).substring(EXAMPLE.length());
        assertThat("hourglass " + example).startsWith(command);
        assertThatCode(() -> commandLine().parseArgs(example.split(" "))).doesNotThrowAnyException();
    }

    @Test
    void showsRareOptionsOnRequestAlone() {
        assertThat(String.join(" ", help("hourglass train", "--help"))).doesNotContain("--clip");
        assertThat(String.join(" ", help("hourglass train", "--help-all"))).contains("--clip");
    }

    @Test
    void listsTheBenchmarksAndSaysHowToRunThem() {
        assertThat(Cli.succeed("--help").out()).contains("bench");
        assertThat(Cli.run("bench", "--list").err()).contains("run ./hourglass bench in a checkout");
    }
}
