package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownCommandTest {
    private static final String PRINTED = "model  m.safetensors\nloss   12.5 (-0.25)\n\ntime   3.2 s\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model  m.safetensors\nloss   12.5 (-0.25)\n\ntime   3.2 s",
                "model  m.safetensors\nloss   7 (1.5e-3)\n\ntime   1,200 s",
                "model m.safetensors\n...",
                "...\ntime   3.2 s",
                "model  m.safetensors\n...\ntime   3.2 s",
                "model  ...\nloss   12.5 ...\n\ntime   3.2 s",
                ""
            })
    void agreesWithWhatIsPrinted(String shown) {
        assertThat(new ShownCommand("", shown).isPrintedIn(PRINTED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model  other.safetensors\n...",
                "model  m.safetensors",
                "model  m.safetensors\nloss   12.5\n...",
                "...\nloss   12.5 (-0.25)",
                "time   3.2 s\n...",
                "...\nerror  12.5\n..."
            })
    void differsFromWhatIsPrinted(String shown) {
        assertThat(new ShownCommand("", shown).isPrintedIn(PRINTED)).isFalse();
    }

    @Test
    void readsCommandsAndTheLinesBelowThemFromConsoleBlocks() throws Exception {
        Path page = Files.writeString(
                folder.resolve("page.md"),
                "Text\n```console\nhourglass a b\nhourglass c\none\n\ntwo\n```\n```java\nhourglass no\n```\n");
        assertThat(ShownCommand.of(page))
                .containsExactly(new ShownCommand("hourglass a b", ""), new ShownCommand("hourglass c", "one\n\ntwo"));
    }
}
