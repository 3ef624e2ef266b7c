package hourglass.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void replacesEscapesOfTerminals() {
        assertThat(PrintableText.of("\u001b[31mred \u009b2J\u0007")).isEqualTo("\uFFFD[31mred \uFFFD2J\uFFFD");
    }

    @Test
    void replacesCharactersThatChangeTheDirectionOfText() {
        assertThat(PrintableText.of("a\u202egpj\u2066.\u200fb")).isEqualTo("a\uFFFDgpj\uFFFD.\uFFFDb");
    }

    @Test
    void replacesReturnsThatWouldOverwriteALine() {
        assertThat(PrintableText.of("safe\rrm -rf\r\nnext")).isEqualTo("safe\uFFFDrm -rf\r\nnext");
    }

    @Test
    void keepsLinesTabsAndLettersOfAllScripts() {
        String text = "größer\t\u05e9\u05dc\u05d5\u05dd\n\ud83d\ude00 end";
        assertThat(PrintableText.of(text)).isEqualTo(text);
    }

    @Test
    void makesOneLineOfACell() {
        assertThat(PrintableText.line("a\nb\tc")).isEqualTo("a b c");
    }

    @Test
    void keepsTheValuesOfJson() throws JsonProcessingException {
        String value = "a\u001b\u009b\u202e\rb";
        String json = Console.json(Map.of("name", value));
        assertThat(json).doesNotContain("\u009b", "\u202e");
        assertThat(new ObjectMapper().readTree(json).get("name").asText()).isEqualTo(value);
    }
}
