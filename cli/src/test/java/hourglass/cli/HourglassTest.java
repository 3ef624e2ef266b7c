package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.cli.terminal.Interruption;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HourglassTest {
    @Test
    void tellsItsVersion() {
        assertThat(Cli.succeed("--version").out()).matches("hourglass [0-9]+\\.[0-9]+\\.[0-9]+.*\\R");
    }

    @Test
    void showsItsCommandsWithoutAny() {
        assertThat(Cli.succeed().out()).contains("train", "encode", "reconstruct", "info", "pictures", "data");
    }

    @Test
    void helpsWithACommand() {
        assertThat(Cli.succeed("help", "train").out())
                .startsWith("Usage: hourglass train")
                .contains("--layers", "--resume");
    }

    @Test
    void completesOptions() {
        assertThat(Cli.succeed("completion").out()).contains("complete -F", "--pretrain-epochs");
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void offersJsonOnEveryCommandWithAResult(CommandLine command) {
        assertThat(command.getCommandSpec().optionsMap()).containsKeys("--json", "--quiet", "--debug");
    }

    static Stream<CommandLine> leaves() {
        return leaves(Hourglass.commandLine(new Interruption())).filter(HourglassTest::hasResult);
    }

    private static boolean hasResult(CommandLine command) {
        return !Set.of("help", "completion", "bench").contains(command.getCommandName());
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        Set<CommandLine> children = Set.copyOf(command.getSubcommands().values());
        return children.isEmpty() ? Stream.of(command) : children.stream().flatMap(HourglassTest::leaves);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trian", "--vresion"})
    void refusesWhatItDoesNotKnow(String word) {
        Cli.Result result = Cli.run(word);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).startsWith("hourglass: Un").contains(word, "see 'hourglass --help'");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void suggestsTheNearestCommand() {
        assertThat(Cli.run("encod", "x").err()).contains("did you mean encode?");
    }

    @Test
    void suggestsTheNearestOption() {
        assertThat(Cli.run("train", "--data", "x", "--epcohs", 3).err()).contains("did you mean --epochs?");
    }

    @Test
    void takesAMisspeltOptionForMoreThanAMissingOne() {
        assertThat(Cli.run("train", "--dta", "x").err()).contains("'--dta'", "did you mean --data?");
    }

    @Test
    void namesAMissingOption() {
        assertThat(Cli.run("train").err()).contains("Missing required option: '--data=PATH'");
    }

    @Test
    void tellsFailuresAsJsonToo() {
        Cli.Result result = Cli.run("info", "nothing.safetensors", "--json");
        assertThat(result.json().get("error").asText()).startsWith("nothing.safetensors: ");
        assertThat(result.err())
                .isEqualTo(
                        "hourglass: %s%n".formatted(result.json().get("error").asText()));
    }

    @Test
    void tellsWrongUsageAsJsonToo() {
        assertThat(Cli.run("train", "--json").json().get("error").asText()).contains("--data");
    }

    @Test
    void showsStackTracesOnlyIfAsked() {
        assertThat(Cli.run("info", "nothing").err()).doesNotContain("\tat ");
        assertThat(Cli.run("info", "nothing", "--debug").err()).contains("InputException", "\tat hourglass.");
    }
}
