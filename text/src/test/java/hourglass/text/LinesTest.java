package hourglass.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static List<String> lines(String text, int longest) throws IOException {
        Lines lines = new Lines(new StringReader(text), longest);
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            all.add(line);
        }
        return all;
    }

    @Property(tries = 300)
    void areThoseOfTheText(@ForAll @CharRange(from = '\t', to = '\f') String text) throws IOException {
        assertThat(lines(text, 1000)).isEqualTo(text.lines().toList());
    }

    @Test
    void areCutAtTheLimit() throws IOException {
        assertThat(lines("abcdef\nxyz\r\n\nlast", 3)).containsExactly("abc", "xyz", "", "las");
    }

    @Test
    void mayBeLongerThanTheBuffer() throws IOException {
        String line = "z".repeat(20_000);
        assertThat(lines(line + "\n" + line, 1 << 20)).containsExactly(line, line);
    }
}
